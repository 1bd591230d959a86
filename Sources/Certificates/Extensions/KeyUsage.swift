import ASN1

/// What a key may do (RFC 5280, section 4.2.1.3).
public struct KeyUsage: OptionSet, ExtensionContent {
  public static let identifier = ObjectIdentifier.keyUsage

  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Sign anything but certificates and lists of revoked ones.
  public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
  /// Sign what the signer must not be able to deny.
  public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
  /// Encrypt keys, as RSA does.
  public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
  /// Encrypt data itself.
  public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
  /// Agree on keys, as ECDH does.
  public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
  /// Sign certificates.
  public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
  /// Sign lists of revoked certificates.
  public static let cRLSign = KeyUsage(rawValue: 1 << 6)
  /// With keyAgreement: only encrypt.
  public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
  /// With keyAgreement: only decrypt.
  public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

  /// The names of the bits, from the first.
  public static let names = [
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
    "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly",
  ]

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    let bits = try NamedBits.read(&reader, count: KeyUsage.names.count, field: "KeyUsage")
    // At least one bit must be set (section 4.2.1.3).
    guard bits != 0 else { throw .unexpectedValue(field: "KeyUsage") }
    self.init(rawValue: bits)
  }

  public var der: [UInt8] { NamedBits.encode(rawValue, count: KeyUsage.names.count) }
}

extension KeyUsage: CustomStringConvertible {
  /// The names of the bits that are set.
  public var description: String {
    KeyUsage.names.indices.filter { rawValue >> UInt16($0) & 1 == 1 }.map { KeyUsage.names[$0] }
      .joined(separator: ", ")
  }
}

/// BIT STRINGs whose bits have names, the first one as bit 0 of a number.
enum NamedBits {
  /// Reads such a string; zeros at its end must have been left out (X.690, section 11.2.2).
  static func read(
    _ reader: inout DER.Reader, tagged tag: DER.Tag = .bitString, count: Int, field: String
  ) throws(ASN1Error) -> UInt16 {
    let (octets, unused) = try reader.readBitString(tagged: tag)
    let width = 8 * octets.count - unused
    guard width <= count else { throw .unexpectedValue(field: field) }
    var bits: UInt16 = 0
    for index in 0..<width where octets[index / 8] & (0x80 >> UInt8(index % 8)) != 0 {
      bits |= 1 << UInt16(index)
    }
    guard width == 0 || bits >> UInt16(width - 1) == 1 else { throw .unexpectedValue(field: field) }
    return bits
  }

  /// Encodes such a string.
  static func encode(_ bits: UInt16, count: Int) -> [UInt8] {
    DER.namedBits((0..<count).map { bits >> UInt16($0) & 1 == 1 })
  }
}
