import Bytes
import Certificates
import PublicKey

/// `chat-lab certificate authority`: a new CA in a directory.
struct CertificateAuthorityCommand: Command {
  let name = "authority"
  let abstract = "Make a CA in a directory: key, certificate, and an empty index."
  let discussion = """
    The directory has the layout of 'openssl ca', which can go on with it: ca.pem, ca.key \
    (encrypted), index.txt, serial, crlnumber, and certs with what was issued.

      chat-lab certificate authority lab-ca --subject 'CN=Lab CA'
    """

  private enum Algorithm: String, CaseIterable, Sendable { case rsa, p256, p384 }

  private let directory = Parameter.argument(
    "directory", .path("directory"), help: "The directory, new or empty.")
  private let subject = Parameter.required(
    "subject", .distinguishedName, help: "The distinguished name: 'CN=Lab CA,O=Lab'.")
  private let algorithm = Parameter.option(
    "algorithm", .choice("algorithm"), default: Algorithm.p256,
    help: "The kind of the key; RSA has 3072 bits.")
  private let days = Parameter.option(
    "days", .integer("n", in: 1...36_500), default: 3650, help: "For how many days it holds.")
  private let password = PasswordParameters(
    help: "The new password of the key is the first line of this file; '-' is standard input.")

  var parameters: [any Declared] { [directory, subject, algorithm, days] + password.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let subject = arguments[subject]
    guard !subject.isEmpty else { throw .usage("--subject: a CA has a name, expected one") }
    var password = try password.newPassword(arguments, io)
    defer { wipe(&password) }
    io.progress("making the key…")
    let key = try generate(arguments[algorithm])
    io.endProgress()
    var generator = SystemRandom()
    let template = CertificateTemplate.root(
      subject: subject, key: SubjectPublicKeyInfo(key.publicKey),
      serialNumber: .random(using: &generator),
      validity: Validity(from: .now, days: arguments[days]))
    let certificate: Certificate
    var file: [UInt8]
    do throws(CertificateError) {
      certificate = try template.signed(by: key, using: &generator)
      let encryption = try PBES2(
        cipher: .aes256, iterations: PBES2.usualIterations, using: &generator)
      let info = EncryptedPrivateKeyInfo(key, password: password, encryption: encryption)
      file = Encoding.pem.contents(of: info.block)
    } catch {
      throw .failed("\(error)")
    }
    defer { wipe(&file) }
    try AuthorityDirectory.create(arguments[directory], certificate: certificate, keyFile: file)
    return .success
  }

  private func generate(_ algorithm: Algorithm) throws(CommandError) -> PrivateKey {
    var generator = SystemRandom()
    do throws(PublicKeyError) {
      switch algorithm {
      case .rsa: return .rsa(try RSA.generate(bitWidth: 3072, using: &generator))
      case .p256: return .p256(try ECPrivateKey<P256>.generate(using: &generator))
      case .p384: return .p384(try ECPrivateKey<P384>.generate(using: &generator))
      }
    } catch {
      throw .failed("\(error)")
    }
  }
}
