extension DER.Element {
  /// The value in the notation of its type, where it has one that is easier to read than octets:
  /// `TRUE`, a number of up to seven octets, the arcs of an object identifier, a string in quotes.
  public var readableValue: String? {
    guard tag.tagClass == .universal, !tag.isConstructed else { return nil }
    switch tag {
    case .boolean:
      switch contents {
      case [0x00]: return "FALSE"
      case [0xff]: return "TRUE"
      default: return nil
      }
    case .integer, .enumerated:
      guard (1...7).contains(length) else { return nil }
      let contents = contents
      let value = contents.reduce(contents[0] & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int($1) }
      return String(value)
    case .objectIdentifier: return (try? ObjectIdentifier(contents: contents))?.description
    case .utcTime, .generalizedTime:
      return String(validating: contents, as: UTF8.self).map { "\"\($0)\"" }
    default:
      guard let kind = ASN1String.Kind(tag: tag) else { return nil }
      return ASN1String(octets: contents, as: kind).map { "\"\($0.string)\"" }
    }
  }
}
