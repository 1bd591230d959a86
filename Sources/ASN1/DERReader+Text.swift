/// Readers of numbers with names, text and time.
extension DER.Reader {
  /// Reads an ENUMERATED, which must not be negative and fit in 63 bits.
  ///
  /// - Throws: `ASN1Error.unexpectedValue` naming the field, for any other.
  public mutating func readEnumerated(
    tagged tag: DER.Tag = .enumerated, field: String = "ENUMERATED"
  ) throws(ASN1Error) -> Int {
    try readSmallInteger(tagged: tag, field: field, in: 0...Int.max)
  }

  /// Reads an INTEGER that must lie in a range.
  ///
  /// - Throws: `ASN1Error.unexpectedValue` naming the field, when it does not.
  public mutating func readSmallInteger(
    tagged tag: DER.Tag = .integer, field: String, in range: ClosedRange<Int>
  ) throws(ASN1Error) -> Int {
    let contents = try readInteger(tagged: tag)
    guard contents.count <= 8 else { throw .unexpectedValue(field: field) }
    let value = contents.reduce(contents[0] & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int($1) }
    guard range.contains(value) else { throw .unexpectedValue(field: field) }
    return value
  }

  /// Reads a string of whatever type.
  ///
  /// - Throws: `ASN1Error.unexpectedTag` when the next element is none, `.invalidString` for octets
  ///   that its type does not have.
  public mutating func readString() throws(ASN1Error) -> ASN1String {
    guard let tag = nextTag else { throw .truncated(offset: offset) }
    guard let kind = ASN1String.Kind(tag: tag) else {
      throw .unexpectedTag(offset: offset, expected: DER.Tag.utf8String.octet, found: tag.octet)
    }
    return try readString(kind)
  }

  /// Reads a string of one type.
  ///
  /// - Throws: `ASN1Error.invalidString` for octets that the type does not have.
  public mutating func readString(
    _ kind: ASN1String.Kind, tagged tag: DER.Tag? = nil
  ) throws(ASN1Error) -> ASN1String {
    let start = offset
    guard let value = ASN1String(octets: try readContents(tag ?? kind.tag), as: kind) else {
      throw .invalidString(offset: start, type: kind.tag)
    }
    return value
  }

  /// Reads a UTCTime or GeneralizedTime (RFC 5280, section 4.1.2.5): `YYMMDDHHMMSSZ` for 1950 to
  /// 2049, or `YYYYMMDDHHMMSSZ`.
  ///
  /// A GeneralizedTime before 2050 is read too: whether the structure wants a UTCTime is for its
  /// reader to say, who can ask `nextTag`.
  ///
  /// - Throws: `ASN1Error.invalidTime` for another form, or a time that does not exist.
  public mutating func readTime() throws(ASN1Error) -> ASN1Time {
    if nextTag == .generalizedTime { return try readGeneralizedTime() }
    let start = offset
    let contents = try readContents(.utcTime)
    guard contents.count == 13, let pairs = Self.pairs(of: contents),
      // 50 to 99 are of the twentieth century.
      let time = Self.time(year: pairs[0] + (pairs[0] < 50 ? 2000 : 1900), pairs.dropFirst())
    else { throw .invalidTime(offset: start) }
    return time
  }

  /// Reads a GeneralizedTime (RFC 5280, section 4.1.2.5.2): `YYYYMMDDHHMMSSZ`.
  ///
  /// - Throws: `ASN1Error.invalidTime` for another form, or a time that does not exist.
  public mutating func readGeneralizedTime(
    tagged tag: DER.Tag = .generalizedTime
  ) throws(ASN1Error) -> ASN1Time {
    let start = offset
    let contents = try readContents(tag)
    guard contents.count == 15, let pairs = Self.pairs(of: contents),
      let time = Self.time(year: 100 * pairs[0] + pairs[1], pairs.dropFirst(2))
    else { throw .invalidTime(offset: start) }
    return time
  }

  /// The numbers of two digits each before a Z; nil for anything else.
  private static func pairs(of contents: [UInt8]) -> [Int]? {
    guard contents.last == UInt8(ascii: "Z") else { return nil }
    let digits = contents.dropLast().map { Int($0) - 0x30 }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { 10 * digits[$0] + digits[$0 + 1] }
  }

  /// The time with month, day, hour, minute and second after the year.
  private static func time(year: Int, _ rest: ArraySlice<Int>) -> ASN1Time? {
    let rest = Array(rest)
    return ASN1Time(
      year: year, month: rest[0], day: rest[1], hour: rest[2], minute: rest[3], second: rest[4])
  }
}
