extension DER {
  /// Reads the elements of an encoding one after the other, and refuses what DER does not allow.
  ///
  /// An element must have a definite length in the fewest octets (X.690, section 10.1). Offsets
  /// in errors count from the first octet of the outermost encoding. Not constant time: what is
  /// parsed here has a public structure.
  public struct Reader: Sendable {
    private let bytes: [UInt8]
    private let end: Int

    /// Where the next element begins, from the first octet of the outermost encoding.
    public private(set) var offset: Int

    /// Whether every element has been read.
    public var isAtEnd: Bool { offset == end }

    /// The tag of the next element; nil at the end.
    public var nextTag: Tag? { isAtEnd ? nil : Tag(octet: bytes[offset]) }

    /// Creates a reader at the first element of an encoding.
    public init(_ bytes: [UInt8]) {
      self.init(bytes, from: 0, to: bytes.count)
    }

    private init(_ bytes: [UInt8], from offset: Int, to end: Int) {
      self.bytes = bytes
      self.offset = offset
      self.end = end
    }

    /// Checks that no element is left.
    ///
    /// - Throws: `ASN1Error.trailing` with the number of octets that are.
    public func expectEnd() throws(ASN1Error) {
      guard isAtEnd else { throw .trailing(offset: offset, count: end - offset) }
    }

    /// Reads the identifier and length octets of an element with this tag, and returns a reader
    /// of its contents.
    ///
    /// - Throws: the `ASN1Error` that says what is wrong with the tag or the length.
    public mutating func read(_ tag: Tag) throws(ASN1Error) -> Reader {
      let start = offset
      let found = try readOctet(ofElementAt: start)
      guard found & 0x1f != 0x1f else { throw .highTagNumber(offset: start) }
      guard found == tag.octet else {
        throw .unexpectedTag(offset: start, expected: tag.octet, found: found)
      }
      let length = try readLength(ofElementAt: start)
      guard length <= end - offset else { throw .truncated(offset: start) }
      defer { offset += length }
      return Reader(bytes, from: offset, to: offset + length)
    }

    /// Reads an element with this tag, and returns its contents octets.
    ///
    /// - Throws: the `ASN1Error` that says what is wrong with the tag or the length.
    public mutating func readContents(_ tag: Tag) throws(ASN1Error) -> [UInt8] {
      try read(tag).contents
    }

    /// Reads the next element, whatever its tag.
    ///
    /// - Throws: the `ASN1Error` that says what is wrong with the tag or the length.
    public mutating func readElement() throws(ASN1Error) -> Element {
      let start = offset
      guard let tag = nextTag else { throw .truncated(offset: start) }
      let inside = try read(tag)
      return Element(
        tag: tag, offset: start, headerLength: inside.offset - start, reader: inside,
        whole: Reader(bytes, from: start, to: inside.end))
    }

    /// The reader behind the initial octet of a BIT STRING; nil where bits are unused.
    var skippingNoUnusedBits: Reader? {
      !isAtEnd && bytes[offset] == 0 ? Reader(bytes, from: offset + 1, to: end) : nil
    }

    /// The number of octets that are left to read.
    var count: Int { end - offset }

    /// What is left to read, as octets.
    var contents: [UInt8] { Array(bytes[offset..<end]) }

    private mutating func readOctet(ofElementAt start: Int) throws(ASN1Error) -> UInt8 {
      guard offset < end else { throw .truncated(offset: start) }
      defer { offset += 1 }
      return bytes[offset]
    }

    /// Reads length octets: the short form up to 127, then the long form in the fewest octets
    /// (X.690, sections 8.1.3 and 10.1).
    private mutating func readLength(ofElementAt start: Int) throws(ASN1Error) -> Int {
      let at = offset
      let initial = try readOctet(ofElementAt: start)
      guard initial & 0x80 != 0 else { return Int(initial) }
      guard initial != 0x80 else { throw .indefiniteLength(offset: at) }
      let count = Int(initial & 0x7f)
      guard count <= 4 else {
        // Five octets are needed only beyond 4 GiB, unless they begin with zeros.
        throw offset < end && bytes[offset] == 0
          ? .nonMinimalLength(offset: at) : .excessiveLength(offset: at)
      }
      var length = 0
      for _ in 0..<count { length = length << 8 | Int(try readOctet(ofElementAt: start)) }
      guard length >= 0x80, length >> (8 * (count - 1)) != 0 else {
        throw .nonMinimalLength(offset: at)
      }
      return length
    }
  }
}
