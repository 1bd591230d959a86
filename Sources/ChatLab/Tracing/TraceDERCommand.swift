import ASN1
import Traces

/// `chat-lab trace der`: an encoding of ASN.1, element by element.
struct TraceDERCommand: TracingCommand {
  let name = "der"
  let abstract = "Trace how an encoding of ASN.1 is read."
  let discussion = """
    Keys and certificates are such encodings. In a PEM file, the first block is read. The exit \
    status is 1 if the encoding is none of DER, with the offset of what is wrong.
    """

  /// Longer than keys, certificates and most lists of revoked ones.
  private static let limit = 1 << 20

  private let file = Parameter.argument(
    "file", .path(), help: "DER or PEM; '-' is standard input.")

  var inputs: [any Declared] { [file] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let content = try OctetSource.file(arguments[file]).read(io, limit: Self.limit)
    guard !content.isEmpty else {
      throw .failed("\(arguments[file]): empty, expected an element of DER at offset 0")
    }
    do throws(ASN1Error) {
      return try Trace.der(Self.encoding(in: content))
    } catch {
      throw .failed("\(arguments[file]): \(error)")
    }
  }

  /// The encoding itself, or what the first PEM block holds.
  private static func encoding(in content: [UInt8]) throws(ASN1Error) -> [UInt8] {
    let text = String(decoding: content, as: UTF8.self)
    let begin = "-----BEGIN "
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix(begin) {
      guard line.hasSuffix("-----") else { continue }
      return try PEM.decode(text, label: String(line.dropFirst(begin.count).dropLast(5)))
    }
    return content
  }
}
