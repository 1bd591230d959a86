import Arithmetic
import Bytes
import PublicKey
import Traces

/// How messages become numbers that RSA encrypts.
private enum EncryptionScheme: String, CaseIterable, Sendable { case textbook, pkcs1v15, oaep }

/// The options of the encodings.
private struct EncryptionParameters: Sendable {
  let scheme = Parameter.option(
    "scheme", .choice("scheme"), default: EncryptionScheme.textbook,
    help: "The encoding; textbook means none, and is for toys.")
  let hash = Parameter.option(
    "hash", HashAlgorithm.form, default: .sha256, help: "The hash function of OAEP.")
  let label = Parameter.option(
    "label", .hex(), default: [], help: "The label of OAEP, in hexadecimal digits.")

  var all: [any Declared] { [scheme, hash, label] }
}

/// `chat-lab trace rsa encrypt`.
struct TraceRSAEncryptCommand: TracingCommand {
  let name = "encrypt"
  let abstract = "Trace encryption with RSA."

  private let message = RSAMessageParameters()
  private let key = RSAParameters()
  private let encoding = EncryptionParameters()
  private let seed = Parameter.option(
    "seed", .hex(),
    help: "The seed of OAEP, or the padding of PKCS #1 v1.5. (default: drawn)")

  var inputs: [any Declared] { message.all + key.publicKeyParameters + encoding.all + [seed] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let publicKey = try key.publicKey(arguments)
    let octets = try message.octets(arguments, io, below: publicKey.modulus)
    try checkSeed(arguments, room: publicKey.modulusLength - 3 - octets.count)
    do throws(PublicKeyError) {
      return try .rsaEncrypt(
        message: octets, key: publicKey,
        scheme: scheme(arguments, key: publicKey, messageLength: octets.count))
    } catch {
      throw .failed("\(error)")
    }
  }

  /// Refuses a seed that does not fit the encoding, which has room for so many octets of padding.
  private func checkSeed(_ arguments: Arguments, room: Int) throws(CommandError) {
    guard let octets = arguments[seed] else { return }
    switch arguments[encoding.scheme] {
    case .textbook: throw .usage("--seed: textbook RSA has none, expected another --scheme")
    case .pkcs1v15:
      // A message that is too long for any padding is refused by the encoding itself.
      guard room < 8 || octets.count == room && !octets.contains(0) else {
        throw .usage("--seed: expected \(room) octets, none of them 0")
      }
    case .oaep:
      let count = arguments[encoding.hash].implementation.digestLength
      guard octets.count == count else {
        throw .usage("--seed: \(octets.count) octets, expected \(count)")
      }
    }
  }

  private func scheme(
    _ arguments: Arguments, key: RSA.PublicKey, messageLength: Int
  ) throws(PublicKeyError) -> Trace.RSAEncryption {
    var random = SystemRandom()
    switch arguments[encoding.scheme] {
    case .textbook: return .textbook
    case .pkcs1v15:
      if let padding = arguments[seed] { return .pkcs1v15(paddingString: padding) }
      return .pkcs1v15(
        paddingString: try PKCS1v15.paddingString(
          messageLength: messageLength, length: key.modulusLength, using: &random))
    case .oaep:
      let hash = arguments[encoding.hash].implementation
      return .oaep(
        hash: hash, maskHash: hash, label: arguments[encoding.label],
        seed: arguments[seed] ?? random.generate(hash.digestLength))
    }
  }
}

/// `chat-lab trace rsa decrypt`.
struct TraceRSADecryptCommand: TracingCommand {
  let name = "decrypt"
  let abstract = "Trace decryption with RSA, by the Chinese remainder theorem."

  private let ciphertext = RSAMessageParameters()
  private let key = RSAParameters()
  private let encoding = EncryptionParameters()

  var inputs: [any Declared] { ciphertext.all + key.privateKeyParameters + encoding.all }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let privateKey = try key.privateKey(arguments)
    let octets = try ciphertext.octets(
      arguments, io, below: privateKey.publicKey.modulus,
      length: privateKey.publicKey.modulusLength)
    let hash = arguments[encoding.hash].implementation
    let scheme: Trace.RSADecryption =
      switch arguments[encoding.scheme] {
      case .textbook: .textbook
      case .pkcs1v15: .pkcs1v15
      case .oaep: .oaep(hash: hash, maskHash: hash, label: arguments[encoding.label])
      }
    do throws(PublicKeyError) {
      return try .rsaDecrypt(ciphertext: octets, key: privateKey, scheme: scheme)
    } catch {
      throw .failed("\(error)")
    }
  }
}
