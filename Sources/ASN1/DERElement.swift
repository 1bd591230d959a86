extension DER {
  /// One element of an encoding, of whatever type.
  public struct Element: Sendable {
    /// The tag.
    public let tag: Tag
    /// Where it begins, from the first octet of the outermost encoding.
    public let offset: Int
    /// The number of identifier and length octets.
    public let headerLength: Int
    /// A reader of the contents, which keeps counting offsets from the outermost encoding.
    public let reader: Reader

    let whole: Reader

    /// The contents octets.
    public var contents: [UInt8] { reader.contents }
    /// Identifier, length and contents octets.
    public var encoding: [UInt8] { whole.contents }
    /// A reader of what a BIT STRING of whole octets holds; nil where bits are unused.
    public var bitStringReader: Reader? { reader.skippingNoUnusedBits }
    /// The number of contents octets.
    public var length: Int { whole.count - headerLength }
  }
}
