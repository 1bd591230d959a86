import Arithmetic
import Bytes
import Hashing
import PublicKey

/// The encoded message EM of RSAES-OAEP with SHA-256 (RFC 8017, section 7.1.1, step 2).
///
/// Apart from the modular power that follows, so that the random seed has a name and each half a
/// proof of its own.
public struct OAEPEncoding: OpenEncoding {
  private let message: Term
  private let label: Term
  private let seed: Term
  private let length: Int

  /// Encodes a message into `length` octets, the length of the modulus.
  public init(message: Term, label: Term, seed: Term, length: Int) {
    self.message = message
    self.label = label
    self.seed = seed
    self.length = length
  }

  public static let name = "EME-OAEP-SHA-256"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 8017", "section 7.1.1, step 2") }
  public var operands: [Operand] {
    [Operand("M", message), Operand("L", label), Operand("seed", seed)]
  }
  public var parameters: [Parameter] { [Parameter("k", length)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    guard seed.bytes.count == 32, length >= 66 else {
      throw .operand("seed, k", of: name, expected: "32 bytes, and a modulus of at least 66")
    }
    do {
      return try OAEP<SHA256, SHA256>.encode(
        message: message.bytes, label: label.bytes, seed: seed.bytes, length: length)
    } catch {
      throw .operand("M", of: name, expected: "at most \(length - 66) bytes long")
    }
  }

  public var proof: ProofCommand? {
    .python(
      "bytes(1)+x+y",
      setup: ProofCommand.mgf1
        + "b=hashlib.sha256(a[1]).digest()+bytes(\(length)-len(a[0])-66)+b\"\\1\"+a[0];"
        + "y=xor(b,mgf(a[2],len(b)));x=xor(a[2],mgf(y,32));",
      arguments: [message.bytes, label.bytes, seed.bytes])
  }

  public var cost: Cost {
    Cost(
      compressions: SHA256.compressions(messageLength: label.bytes.count)
        + MGF1Cost.compressions(seedLength: 32, maskLength: length - 33)
        + MGF1Cost.compressions(seedLength: length - 33, maskLength: 32))
  }

  /// An encoding hides nothing: it is undone without a key.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [message, seed] }
}

/// RSAES-OAEP-DECRYPT with SHA-256.
public struct OAEPDecryption: Operation {
  private let key: RSAKeyTerms
  private let ciphertext: Term
  private let label: Term

  /// Opens a ciphertext of k octets.
  public init(key: RSAKeyTerms, ciphertext: Term, label: Term) {
    self.key = key
    self.ciphertext = ciphertext
    self.label = label
  }

  public var name: String { "RSAES-OAEP-DECRYPT-SHA-256" }
  public var citation: Citation { Citation("RFC 8017", "section 7.1.2") }
  public var operands: [Operand] {
    [
      Operand("n", key.publicKey.n), Operand("d", key.d), Operand("C", ciphertext),
      Operand("L", label),
    ]
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      let privateKey = try key.privateKey()
      return try OAEP<SHA256, SHA256>.decrypt(
        ciphertext: ciphertext.bytes, label: label.bytes, key: privateKey)
    } catch {
      throw .decryption(name)
    }
  }

  public var proof: ProofCommand? {
    let program =
      "\(ProofCommand.writing(ciphertext.bytes)) | openssl pkeyutl -decrypt -keyform DER"
      + " -inkey \(ProofCommand.rsaPrivateKeyFile(key)) -pkeyopt rsa_padding_mode:oaep"
      + " -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256"
      + (label.bytes.isEmpty ? "" : " -pkeyopt rsa_oaep_label:\(Hex.encode(label.bytes))")
    return .octets(from: program)
  }

  public var cost: Cost {
    let length = key.publicKey.length
    return Cost(
      compressions: SHA256.compressions(messageLength: label.bytes.count)
        + MGF1Cost.compressions(seedLength: 32, maskLength: length - 33)
        + MGF1Cost.compressions(seedLength: length - 33, maskLength: 32),
      modularMultiplications: Montgomery.multiplications(exponentBitWidth: 8 * length))
  }

  /// Decryption undoes the encoding and the power under the matching key and label.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    if let power = forms.operands(of: operands[2], if: RSAPublicOperation.name(.whole)),
      power[0] == operands[0], forms.arePair(d: operands[1], e: power[1], n: operands[0]),
      let encoding = forms.operands(of: power[2], if: OAEPEncoding.name),
      encoding[1] == operands[3]
    {
      return encoding[0]
    }
    return forms.application(of: self, to: operands)
  }
}

/// What the mask generation function MGF1 costs (RFC 8017, appendix B.2.1).
enum MGF1Cost {
  static func compressions(seedLength: Int, maskLength: Int) -> Int {
    (maskLength + 31) / 32 * SHA256.compressions(messageLength: seedLength + 4)
  }
}

extension ProofCommand {
  /// Python definitions of exclusive-or and of MGF1 with SHA-256.
  static let mgf1 =
    "xor=lambda u,v:bytes(i^j for i,j in zip(u,v));"
    + "mgf=lambda s,n:b\"\".join(hashlib.sha256(s+i.to_bytes(4,\"big\")).digest()"
    + " for i in range(-(-n//32)))[:n];"
}
