import ASN1
import Bytes
import Certificates

/// `chat-lab inspect`: a file of ASN.1, element by element, with what each means.
struct InspectCommand: Command {
  let name = "inspect"
  let abstract = "Show what is in a file with a key or a certificate, element by element."
  let discussion = """
    The file is PEM, of which every block is shown, or DER. A line says where an element begins, \
    how many octets its identifier and length (head) and its contents take, its type, where it \
    stands in its structure, and its value. Elements inside others stand further right; encodings \
    inside strings are opened.

    Certificates, requests, lists of revoked certificates, keys in all their formats and \
    signatures of ECDSA are known; of anything else, types and values are shown. Nothing is \
    checked but the encoding. A private key that is not encrypted is shown whole. An encrypted one \
    is decrypted only with --password-file.
    """

  private enum Format: String, CaseIterable, Sendable { case text, json }

  private let file = Parameter.argument("file", .path(), help: "DER or PEM; '-' is standard input.")
  private let password = PasswordParameters(
    help: "Show encrypted keys decrypted too; the password is the first line of this file.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or JSON.")

  var parameters: [any Declared] { [file] + password.all + [format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let path = arguments[file]
    if path == "-", password.areStandardInput(arguments) {
      throw .usage("standard input is the file and the password, expected one of them")
    }
    let contents = try OctetSource.file(path).read(io, limit: DER.sizeLimit)
    let name = KeyReading.name(path)
    var blocks: [InspectedBlock] = []
    for (label, encoding) in try Self.blocks(in: contents, name) {
      blocks.append(try Self.inspect(encoding, label: label, name))
      guard password.wereGiven(arguments), blocks.last?.structure == .encryptedPrivateKeyInfo
      else { continue }
      blocks.append(try decrypted(encoding, name, arguments, io))
    }
    switch arguments[format] {
    case .text: try io.write(InspectionText(columns: io.columns).text(blocks))
    case .json: try io.writeLine(InspectedBlock.json(blocks))
    }
    return .success
  }

  /// The encodings in a file: the file itself, or what each PEM block of it holds.
  private static func blocks(
    in contents: [UInt8], _ name: String
  ) throws(CommandError) -> [(label: String?, encoding: [UInt8])] {
    guard PEM.isPresent(in: contents) else { return [(nil, contents)] }
    do throws(ASN1Error) {
      return try PEM.blocks(in: contents).map { ($0.label, $0.contents) }
    } catch {
      throw .failed("\(name): \(error)")
    }
  }

  private static func inspect(
    _ encoding: [UInt8], label: String?, _ name: String
  ) throws(CommandError) -> InspectedBlock {
    let title = label.map { "\(name): \($0)" } ?? name
    guard !encoding.isEmpty else { throw .failed("\(title): empty, expected DER or PEM") }
    do throws(ASN1Error) {
      return InspectedBlock(
        label: label, structure: EncodedStructure(of: encoding), octets: encoding.count,
        nodes: try EncodedStructure.describe(encoding))
    } catch {
      throw .failed("\(title): \(label == nil ? "neither PEM nor DER: " : "")\(error)")
    }
  }

  private func decrypted(
    _ encoding: [UInt8], _ name: String, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> InspectedBlock {
    var octets = try password.password(toOpen: name, arguments, io)
    defer { wipe(&octets) }
    let key = try KeyReading.sorting(name) { () throws(CertificateError) in
      try EncryptedPrivateKeyInfo(der: encoding).decrypt(password: octets)
    }
    var plaintext = key.pkcs8
    defer { wipe(&plaintext) }
    return try Self.inspect(plaintext, label: "decrypted", name)
  }
}
