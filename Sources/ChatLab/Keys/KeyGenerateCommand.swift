import Bytes
import Certificates
import PublicKey

/// `chat-lab key generate`: a new private key.
struct KeyGenerateCommand: Command {
  let name = "generate"
  let abstract = "Make a private key."
  let discussion = """
    The key comes as OpenSSL reads it. Without a password it is not encrypted, and a warning says \
    so. A file is for its owner alone, and never takes the place of another unless --force is \
    given.

      chat-lab key generate p256 --encrypt --out alice.pem
      chat-lab key generate rsa --bits 3072 --password-file secret --out server.pem
    """

  private enum Algorithm: String, CaseIterable, Sendable { case rsa, p256, p384 }

  private let algorithm = Parameter.argument(
    "algorithm", .choice("algorithm", among: Algorithm.allCases.map(\.rawValue)),
    help: "RSA, or a curve of FIPS 186-5.")
  private let bits = Parameter.option(
    "bits", .integer("n", in: 1024...16384),
    help: "The width of the RSA modulus, an even number. (default: 2048)")
  private let output = PrivateKeyOutput(passwordOption: "password-file")

  var parameters: [any Declared] { [algorithm, bits] + output.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let algorithm = Algorithm(rawValue: arguments[algorithm]) ?? .rsa
    if algorithm != .rsa, arguments.wereGiven(bits) {
      throw .usage("--bits: a curve has its own size, expected none with \(algorithm.rawValue)")
    }
    let bits = arguments[bits] ?? 2048
    guard bits.isMultiple(of: 2) else {
      throw .usage("--bits: '\(bits)' is odd, expected an even number")
    }
    var password = try output.newPassword(arguments, io)
    defer { if password != nil { wipe(&password!) } }
    if algorithm == .rsa { io.progress("looking for two primes of \(bits / 2) bits…") }
    let key = try generate(algorithm, bits: bits)
    if algorithm == .rsa { io.endProgress() }
    try output.write(key, password: password, arguments, io)
    return .success
  }

  private func generate(
    _ algorithm: Algorithm, bits: Int
  ) throws(CommandError) -> PrivateKey {
    var generator = SystemRandom()
    do throws(PublicKeyError) {
      switch algorithm {
      case .rsa: return .rsa(try RSA.generate(bitWidth: bits, using: &generator))
      case .p256: return .p256(try ECPrivateKey<P256>.generate(using: &generator))
      case .p384: return .p384(try ECPrivateKey<P384>.generate(using: &generator))
      }
    } catch {
      throw .failed("\(error)")
    }
  }
}
