import Arithmetic
import Bytes
import Certificates
import Hashing
import PublicKey
import Rendering

/// What `chat-lab key show` says about a key.
struct KeyDescription {
  private static let schema = "chat-lab.key/1"

  private let kind: String
  private let algorithm: String
  private let bits: Int
  private let storage: String
  private let fields: [Field]
  private let fingerprint: String
  private let identifier: String

  /// A number of a key under the name that its standard gives it, in hexadecimal digits.
  private struct Field {
    let name: String
    let hex: String
    var isSecret = false
  }

  /// Describes a public key.
  init(_ key: SubjectPublicKeyInfo.Key, storage: String) {
    self.init(key, kind: "public key", storage: storage, secrets: [])
  }

  /// Describes a private key, with its secret numbers if they are to be seen.
  init(_ key: borrowing PrivateKey, storage: String, showsSecrets: Bool) {
    let secrets = showsSecrets ? Self.secrets(of: key) : []
    self.init(key.publicKey, kind: "private key", storage: storage, secrets: secrets)
  }

  private init(
    _ key: SubjectPublicKeyInfo.Key, kind: String, storage: String, secrets: [Field]
  ) {
    self.kind = kind
    self.storage = storage
    switch key {
    case .rsa(let key):
      algorithm = "RSA"
      bits = key.modulusBitWidth
      fields =
        [Self.field("modulus n", key.modulus), Self.field("public exponent e", key.exponent)]
        + secrets
    case .p256(let key):
      algorithm = "P-256"
      bits = 256
      fields = Self.point(key) + secrets
    case .p384(let key):
      algorithm = "P-384"
      bits = 384
      fields = Self.point(key) + secrets
    }
    let info = SubjectPublicKeyInfo(key)
    fingerprint = Hex.encode(SHA256.hash(info.der))
    identifier = Hex.encode(SHA1.hash(info.subjectPublicKey))
  }

  private static func field(_ name: String, _ number: Natural, isSecret: Bool = false) -> Field {
    Field(name: name, hex: Hex.encode(number.bigEndianBytes), isSecret: isSecret)
  }

  private static func point<Curve: WeierstrassCurve>(_ key: ECPublicKey<Curve>) -> [Field] {
    [
      Field(name: "point x", hex: Hex.encode(key.xOctets)),
      Field(name: "point y", hex: Hex.encode(key.yOctets)),
    ]
  }

  private static func secrets(of key: borrowing PrivateKey) -> [Field] {
    switch key {
    case .rsa(let key):
      [
        field("private exponent d", key.privateExponent, isSecret: true),
        field("prime p", key.prime1, isSecret: true), field("prime q", key.prime2, isSecret: true),
        field("d mod (p - 1)", key.exponent1, isSecret: true),
        field("d mod (q - 1)", key.exponent2, isSecret: true),
        field("q^-1 mod p", key.coefficient, isSecret: true),
      ]
    case .p256(let key): [Field(name: "scalar d", hex: Hex.encode(key.octets), isSecret: true)]
    case .p384(let key): [Field(name: "scalar d", hex: Hex.encode(key.octets), isSecret: true)]
    }
  }

  /// The description for a person.
  func text(columns: Int) -> String {
    let rows =
      fields.map { ($0.name, $0.hex) } + [
        ("fingerprint: SHA-256 of SubjectPublicKeyInfo", fingerprint),
        ("key identifier: SHA-1 of the BIT STRING in it (RFC 5280, section 4.2.1.2)", identifier),
      ]
    let digitsOfLine = max(16, (columns - 4) / 16 * 16)
    var lines = ["\(algorithm) \(kind), \(bits) bits", storage, ""]
    for (name, hex) in rows {
      lines.append("  " + name)
      var rest = hex[...]
      repeat {
        lines.append("    " + rest.prefix(digitsOfLine))
        rest = rest.dropFirst(digitsOfLine)
      } while !rest.isEmpty
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The description as a line of JSON.
  var json: String {
    let members: [(String, JSONText)] = [
      ("schema", .string(Self.schema)), ("kind", .string(kind)),
      ("algorithm", .string(algorithm)), ("bits", .number(bits)), ("storage", .string(storage)),
      (
        "numbers",
        .array(
          fields.map {
            .object([
              ("name", .string($0.name)), ("hex", .string($0.hex)), ("secret", .bool($0.isSecret)),
            ])
          })
      ),
      ("fingerprint", .string(fingerprint)), ("keyIdentifier", .string(identifier)),
    ]
    return JSONText.object(members).text + "\n"
  }
}

extension SubjectPublicKeyInfo.Key {
  /// The format that is for keys of this algorithm alone.
  var traditionalName: String {
    switch self {
    case .rsa: "PKCS #1"
    case .p256, .p384: "SEC 1"
    }
  }
}

extension PublicKeyFormat {
  /// The name of the format for a person.
  var name: String {
    switch self {
    case .subjectPublicKeyInfo: "SubjectPublicKeyInfo"
    case .pkcs1: "PKCS #1"
    }
  }
}

extension PBES2 {
  /// What the encryption is, for a person.
  var name: String {
    "PKCS #8, encrypted: \(cipher.name), PBKDF2-\(prf.name), \(iterations) iterations"
  }
}
