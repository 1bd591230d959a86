import Bytes

/// The textual encoding of keys and certificates: base64 between labelled lines (RFC 7468).
public enum PEM {
  /// What stands between two labelled lines.
  public struct Block: Hashable, Sendable {
    /// The label, `CERTIFICATE` for instance.
    public let label: String
    /// What the base64 encodes.
    public let contents: [UInt8]

    /// Creates a block.
    public init(label: String, contents: [UInt8]) {
      self.label = label
      self.contents = contents
    }
  }

  /// Returns all blocks in their order; text outside of them is ignored, as RFC 7468, section 2,
  /// allows.
  ///
  /// Lines may end in LF or CRLF and have any length.
  ///
  /// - Throws: `ASN1Error.missingBoundary` for a block without an end of the same label, or an end
  ///   without its beginning; `.headersInPEM` for what older rules put between boundary and
  ///   base64 (RFC 1421); `.invalidBase64` for anything else there.
  public static func blocks(in text: [UInt8]) throws(ASN1Error) -> [Block] {
    var blocks: [Block] = []
    var open: (label: String, lines: [ArraySlice<UInt8>])?
    for line in text.split(whereSeparator: isLineEnd) {
      if let label = label(of: line, "-----BEGIN ") {
        guard open == nil else { throw .missingBoundary(label: open?.label ?? label) }
        open = (label, [])
      } else if let label = label(of: line, "-----END ") {
        guard let block = open, block.label == label else {
          throw .missingBoundary(label: open?.label ?? label)
        }
        blocks.append(Block(label: label, contents: try decode(block.lines, label: label)))
        open = nil
      } else {
        open?.lines.append(line)
      }
    }
    if let label = open?.label { throw .missingBoundary(label: label) }
    return blocks
  }

  /// Returns all blocks of a text in their order.
  ///
  /// - Throws: What the blocks in octets throw.
  public static func blocks(in text: String) throws(ASN1Error) -> [Block] {
    try blocks(in: Array(text.utf8))
  }

  /// Whether a file holds PEM: one of its lines is the beginning of a block.
  public static func isPresent(in contents: [UInt8]) -> Bool {
    contents.split(whereSeparator: isLineEnd).contains { label(of: $0, "-----BEGIN ") != nil }
  }

  /// Returns what the first block with this label encodes.
  ///
  /// Text before and after the block is ignored; lines may end in LF or CRLF.
  ///
  /// - Throws: `ASN1Error.missingBoundary` when there is no such block, `ASN1Error.invalidBase64`
  ///   when it holds anything but base64.
  public static func decode(_ text: String, label: String) throws(ASN1Error) -> [UInt8] {
    let lines = text.utf8.split(whereSeparator: isLineEnd)
    let begin = Array("-----BEGIN \(label)-----".utf8)
    let end = Array("-----END \(label)-----".utf8)
    guard let first = lines.firstIndex(where: { $0.elementsEqual(begin) }),
      let last = lines[first...].firstIndex(where: { $0.elementsEqual(end) })
    else { throw .missingBoundary(label: label) }
    do {
      return try Base64.decode(lines[(first + 1)..<last].joined())
    } catch {
      throw .invalidBase64(label: label)
    }
  }

  /// Returns a block as text: lines of 64 characters between its boundaries (RFC 7468, section 2).
  public static func encode(_ block: Block) -> String {
    encode(label: block.label, contents: block.contents)
  }

  /// Returns a block as text: lines of 64 characters between its boundaries (RFC 7468, section 2).
  public static func encode(label: String, contents: [UInt8]) -> String {
    var base64 = Array(Base64.encode(contents).utf8)
    defer { wipe(&base64) }
    var text = "-----BEGIN \(label)-----\n"
    for start in stride(from: 0, to: base64.count, by: 64) {
      let line = base64[start..<min(start + 64, base64.count)]
      text += String(decoding: line, as: UTF8.self) + "\n"
    }
    return text + "-----END \(label)-----\n"
  }

  /// No label is longer than this; a longer line is text.
  private static let longestLabel = 64

  private static func isLineEnd(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: "\n") || octet == UInt8(ascii: "\r")
  }

  /// The label of a boundary with this beginning; nil for any other line.
  private static func label(of line: ArraySlice<UInt8>, _ beginning: String) -> String? {
    let (head, tail) = (Array(beginning.utf8), Array("-----".utf8))
    guard line.count >= head.count + tail.count, line.starts(with: head),
      line.suffix(tail.count).elementsEqual(tail)
    else { return nil }
    let label = line.dropFirst(head.count).dropLast(tail.count)
    guard label.count <= longestLabel, label.allSatisfy({ (0x20...0x7e).contains($0) }) else {
      return nil
    }
    return String(decoding: label, as: UTF8.self)
  }

  private static func decode(
    _ lines: [ArraySlice<UInt8>], label: String
  ) throws(ASN1Error) -> [UInt8] {
    if let first = lines.first, first.contains(UInt8(ascii: ":")) {
      let shown = first.filter { (0x20...0x7e).contains($0) }.prefix(64)
      throw .headersInPEM(label: label, first: String(decoding: shown, as: UTF8.self))
    }
    do {
      return try Base64.decode(lines.joined())
    } catch {
      throw .invalidBase64(label: label)
    }
  }
}
