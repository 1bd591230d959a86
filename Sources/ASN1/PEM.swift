import Bytes

/// The textual encoding of keys and certificates: base64 between labelled lines (RFC 7468).
public enum PEM {
  /// Returns what the first block with this label encodes.
  ///
  /// Text before and after the block is ignored, as RFC 7468, section 2, allows; lines may end in
  /// LF or CRLF.
  ///
  /// - Throws: `ASN1Error.missingBoundary` when there is no such block, `ASN1Error.invalidBase64`
  ///   when it holds anything but base64.
  public static func decode(_ text: String, label: String) throws(ASN1Error) -> [UInt8] {
    let lines = text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
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
}
