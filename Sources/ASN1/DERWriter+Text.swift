/// Encodings of text and time.
extension DER {
  /// Encodes a string of any kind (X.690, section 8.23).
  public static func string(_ value: ASN1String) -> [UInt8] {
    encode(value.kind.tag, contents: value.octets)
  }

  /// Encodes a UTF8String.
  public static func utf8String(_ text: String) -> [UInt8] {
    encode(.utf8String, contents: Array(text.utf8))
  }

  /// Encodes a PrintableString; the text must have no characters but its own
  /// (`ASN1String.init(_:as:)` asks first).
  public static func printableString(_ text: String) -> [UInt8] {
    string(checked(text, .printable))
  }

  /// Encodes an IA5String; the text must be ASCII (`ASN1String.init(_:as:)` asks first).
  public static func ia5String(_ text: String) -> [UInt8] {
    string(checked(text, .ia5))
  }

  /// Encodes a time as certificates have it (RFC 5280, section 4.1.2.5): UTCTime from 1950 to
  /// 2049, otherwise GeneralizedTime.
  public static func time(_ time: ASN1Time) -> [UInt8] {
    guard (1950...2049).contains(time.year) else { return generalizedTime(time) }
    return encode(.utcTime, contents: Array(time.digits.dropFirst(2).utf8))
  }

  /// Encodes a time as GeneralizedTime, whatever its year (RFC 5280, section 4.1.2.5.2).
  public static func generalizedTime(_ time: ASN1Time) -> [UInt8] {
    encode(.generalizedTime, contents: Array(time.digits.utf8))
  }

  private static func checked(_ text: String, _ kind: ASN1String.Kind) -> ASN1String {
    guard let value = ASN1String(text, as: kind) else {
      preconditionFailure("not the characters of a \(kind.tag)")
    }
    return value
  }
}
