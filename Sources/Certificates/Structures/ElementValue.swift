import ASN1
import Bytes

/// The value of an element without parts, in words where its type has them, else in hexadecimal
/// digits.
struct ElementValue {
  /// The value.
  let text: String
  /// The object identifier, if it is one.
  let identifier: ObjectIdentifier?

  /// Reads the contents of an element as those of a type, with the names of its numbers or bits.
  init(_ element: DER.Element, as tag: DER.Tag, names: [Int: String] = [:]) {
    var identifier: ObjectIdentifier?
    let contents = element.contents
    switch tag {
    case .null, .sequence, .set: text = ""
    case .boolean where contents == [0x00]: text = "FALSE"
    case .boolean where contents == [0xff]: text = "TRUE"
    case .integer, .enumerated:
      let hex = Hex.encode(contents)
      if (1...7).contains(contents.count) {
        let value = contents.reduce(contents[0] & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int($1) }
        text = names[value].map { "\(value) (\($0))" } ?? "\(value)"
      } else {
        text = hex
      }
    case .objectIdentifier:
      identifier = try? ObjectIdentifier(contents: contents)
      text =
        identifier.map { identifier in
          identifier.name.map { "\($0) (\(identifier))" } ?? "\(identifier)"
        } ?? Hex.encode(contents)
    case .bitString: text = Self.bits(contents, names)
    case .utcTime, .generalizedTime:
      var reader = DER.Reader(DER.encode(tag, contents: contents))
      text = (try? reader.readTime()).map { "\($0)" } ?? Hex.encode(contents)
    default:
      let string = ASN1String.Kind(tag: tag).flatMap { ASN1String(octets: contents, as: $0) }
      text = string.map { "\"\($0.string)\"" } ?? Hex.encode(contents)
    }
    self.identifier = identifier
  }

  /// The names of the bits that are one; or the octets, and how many bits are unused.
  private static func bits(_ contents: [UInt8], _ names: [Int: String]) -> String {
    guard let unused = contents.first, unused < 8 else { return Hex.encode(contents) }
    let octets = contents.dropFirst()
    guard !names.isEmpty else {
      let remark = unused == 0 ? "" : " (\(unused) unused bits)"
      return Hex.encode(octets) + remark
    }
    let ones = (0..<8 * octets.count).filter { index in
      octets[1 + index / 8] & 0x80 >> UInt8(index % 8) != 0
    }
    return ones.map { names[$0] ?? "bit \($0)" }.joined(separator: ", ")
  }
}
