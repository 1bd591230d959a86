/// A string of one of the types that names and policies use (X.680, sections 40 and 41).
public struct ASN1String: Hashable, Sendable {
  /// The type of a string.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// UTF8String: any text.
    case utf8
    /// NumericString: digits and space.
    case numeric
    /// PrintableString: letters, digits, space and `'()+,-./:=?`.
    case printable
    /// TeletexString, read as ISO 8859-1, which is what certificates put there.
    case teletex
    /// IA5String: ASCII.
    case ia5
    /// VisibleString: ASCII without control characters.
    case visible
    /// UniversalString: four octets a character.
    case universal
    /// BMPString: two octets a character, none beyond U+FFFF.
    case bmp
  }

  /// The type.
  public let kind: Kind
  /// The contents octets.
  public let octets: [UInt8]
  /// The text.
  public let string: String

  /// Creates a string from its contents octets; nil when the type does not have them.
  public init?(octets: [UInt8], as kind: Kind) {
    guard let text = kind.text(octets) else { return nil }
    (self.kind, self.octets, string) = (kind, octets, text)
  }

  /// Creates a string from a text; nil when the type lacks one of its characters.
  public init?(_ text: String, as kind: Kind) {
    guard let octets = kind.octets(text), kind.text(octets) != nil else { return nil }
    (self.kind, self.octets, string) = (kind, octets, text)
  }
}

extension ASN1String.Kind {
  /// The tag of the type.
  public var tag: DER.Tag {
    switch self {
    case .utf8: .utf8String
    case .numeric: .numericString
    case .printable: .printableString
    case .teletex: .teletexString
    case .ia5: .ia5String
    case .visible: .visibleString
    case .universal: .universalString
    case .bmp: .bmpString
    }
  }

  /// The type with a tag; nil when it is none of a string.
  public init?(tag: DER.Tag) {
    guard let kind = Self.allCases.first(where: { $0.tag == tag }) else { return nil }
    self = kind
  }

  /// The text that contents octets stand for; nil when the type does not have them.
  fileprivate func text(_ octets: [UInt8]) -> String? {
    switch self {
    case .utf8: return String(validating: octets, as: UTF8.self)
    case .numeric: return ascii(octets) { $0 == 0x20 || (0x30...0x39).contains($0) }
    case .printable: return ascii(octets, isPrintable)
    case .ia5: return ascii(octets) { $0 < 0x80 }
    case .visible: return ascii(octets) { (0x20...0x7e).contains($0) }
    case .teletex:
      return String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
    case .universal: return wide(octets, width: 4)
    case .bmp: return wide(octets, width: 2)
    }
  }

  /// The contents octets of a text, as far as its characters fit at all.
  fileprivate func octets(_ text: String) -> [UInt8]? {
    let scalars = text.unicodeScalars
    switch self {
    case .utf8, .numeric, .printable, .ia5, .visible: return Array(text.utf8)
    case .teletex:
      let octets = scalars.compactMap { UInt8(exactly: $0.value) }
      return octets.count == scalars.count ? octets : nil
    case .universal:
      return scalars.flatMap { scalar in
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> UInt32($0)) }
      }
    case .bmp:
      guard scalars.allSatisfy({ $0.value < 0x1_0000 }) else { return nil }
      return scalars.flatMap { [UInt8($0.value >> 8), UInt8($0.value & 0xff)] }
    }
  }

  private func ascii(_ octets: [UInt8], _ isAllowed: (UInt8) -> Bool) -> String? {
    octets.allSatisfy(isAllowed) ? String(decoding: octets, as: UTF8.self) : nil
  }

  /// The characters of PrintableString (X.680, table 10).
  private func isPrintable(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: Array(" '()+,-./:=?".utf8).contains(octet)
    }
  }

  /// The text in characters of so many octets; nil for what is no character of Unicode.
  private func wide(_ octets: [UInt8], width: Int) -> String? {
    guard octets.count.isMultiple(of: width) else { return nil }
    var text = String.UnicodeScalarView()
    for start in stride(from: 0, to: octets.count, by: width) {
      let value = octets[start..<start + width].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let scalar = Unicode.Scalar(value) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}

extension ASN1String: CustomStringConvertible {
  /// The text.
  public var description: String { string }
}
