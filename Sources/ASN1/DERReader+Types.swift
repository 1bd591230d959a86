/// Readers of one type each. `tagged` is the tag where the structure gives the element another
/// than that of its type: `[1] IMPLICIT BOOLEAN` is tagged `.context(1, constructed: false)`.
extension DER.Reader {
  /// Reads a SEQUENCE or SEQUENCE OF, and returns a reader of its elements.
  public mutating func readSequence() throws(ASN1Error) -> DER.Reader {
    try read(.sequence)
  }

  /// Reads a SEQUENCE by a function that must consume all of it.
  ///
  /// - Throws: what the function throws, or `ASN1Error.trailing` when elements are left.
  public mutating func readSequence<Value>(
    _ body: (inout DER.Reader) throws(ASN1Error) -> Value
  ) throws(ASN1Error) -> Value {
    var elements = try read(.sequence)
    let value = try body(&elements)
    try elements.expectEnd()
    return value
  }

  /// Reads a BOOLEAN, which DER writes as 00 or FF (X.690, section 11.1).
  public mutating func readBoolean(
    tagged tag: DER.Tag = .boolean
  ) throws(ASN1Error) -> Bool {
    let start = offset
    switch try readContents(tag) {
    case [0x00]: return false
    case [0xff]: return true
    default: throw .invalidBoolean(offset: start)
    }
  }

  /// Reads an INTEGER and returns its contents: two's complement, big-endian, the fewest octets
  /// (X.690, section 8.3).
  public mutating func readInteger(
    tagged tag: DER.Tag = .integer
  ) throws(ASN1Error) -> [UInt8] {
    let start = offset
    let contents = try readContents(tag)
    guard let first = contents.first else { throw .nonMinimalInteger(offset: start) }
    // The first nine bits must be neither all zeros nor all ones.
    if contents.count > 1, first == (contents[1] & 0x80 == 0 ? 0x00 : 0xff) {
      throw .nonMinimalInteger(offset: start)
    }
    return contents
  }

  /// Reads an INTEGER that is not negative, and returns it big-endian without a sign octet; zero
  /// is one octet.
  ///
  /// - Throws: `ASN1Error.negativeInteger` when it is negative.
  public mutating func readNaturalOctets(
    tagged tag: DER.Tag = .integer
  ) throws(ASN1Error) -> [UInt8] {
    let start = offset
    let contents = try readInteger(tagged: tag)
    guard contents[0] & 0x80 == 0 else { throw .negativeInteger(offset: start) }
    return contents.count > 1 && contents[0] == 0 ? Array(contents.dropFirst()) : contents
  }

  /// Reads an INTEGER that must have a small value, a version number for instance.
  ///
  /// - Throws: `ASN1Error.unexpectedValue` naming the field, when it is any other.
  public mutating func readVersion(_ allowed: UInt8..., field: String) throws(ASN1Error) -> UInt8 {
    let value = try readNaturalOctets()
    guard value.count == 1, allowed.contains(value[0]) else {
      throw .unexpectedValue(field: field)
    }
    return value[0]
  }

  /// Reads a BIT STRING of whole octets (X.690, sections 8.6 and 11.2).
  ///
  /// - Throws: `ASN1Error.invalidBitString` when it has unused bits or no initial octet.
  public mutating func readOctetAlignedBitString(
    tagged tag: DER.Tag = .bitString
  ) throws(ASN1Error) -> [UInt8] {
    let start = offset
    let contents = try readContents(tag)
    guard contents.first == 0 else { throw .invalidBitString(offset: start) }
    return Array(contents.dropFirst())
  }

  /// Reads a BIT STRING of any length, and returns its octets and how many of the last bits are
  /// unused; those are zero (X.690, section 11.2.1).
  public mutating func readBitString(
    tagged tag: DER.Tag = .bitString
  ) throws(ASN1Error) -> (octets: [UInt8], unusedBits: Int) {
    let start = offset
    let contents = try readContents(tag)
    guard let initial = contents.first, initial < 8, contents.count > 1 || initial == 0 else {
      throw .invalidBitString(offset: start)
    }
    if let last = contents.dropFirst().last, last & (1 << initial - 1) != 0 {
      throw .invalidBitString(offset: start)
    }
    return (Array(contents.dropFirst()), Int(initial))
  }

  /// Reads an OCTET STRING.
  public mutating func readOctetString(
    tagged tag: DER.Tag = .octetString
  ) throws(ASN1Error) -> [UInt8] {
    try readContents(tag)
  }

  /// Reads a NULL.
  public mutating func readNull() throws(ASN1Error) {
    let start = offset
    guard try readContents(.null).isEmpty else { throw .invalidNull(offset: start) }
  }

  /// Reads an OBJECT IDENTIFIER.
  public mutating func readObjectIdentifier(
    tagged tag: DER.Tag = .objectIdentifier
  ) throws(ASN1Error) -> ObjectIdentifier {
    let start = offset
    return try ObjectIdentifier(contents: readContents(tag), at: start)
  }

  /// Reads an OBJECT IDENTIFIER that must be this one.
  ///
  /// - Throws: `ASN1Error.unexpectedValue` naming the field, when it is another.
  public mutating func expect(
    _ identifier: ObjectIdentifier, field: String
  ) throws(ASN1Error) {
    guard try readObjectIdentifier() == identifier else { throw .unexpectedValue(field: field) }
  }
}
