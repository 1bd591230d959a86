import ASN1
import Arithmetic
import Bytes

/// The number that an issuer gave a certificate (RFC 5280, section 4.1.2.2).
///
/// New ones are positive and have at most 20 octets; others are read as they are, as the section
/// asks, since there are certificates with negative ones.
public struct SerialNumber: Sendable, Hashable {
  /// The contents octets of the INTEGER: two's complement, big-endian, the fewest that hold it.
  public let contents: [UInt8]

  /// Creates a number from contents octets that are known to be minimal.
  init(contents: [UInt8]) { self.contents = contents }

  /// Creates a positive number.
  ///
  /// - Throws: `CertificateError.serialNumber` for zero, and for one of more than 20 octets.
  public init(_ number: Natural) throws(CertificateError) {
    var reader = DER.Reader(DER.integer(number))
    guard !number.isZero, let contents = try? reader.readInteger(), contents.count <= 20 else {
      throw .serialNumber
    }
    self.contents = contents
  }

  /// Draws a number of 16 octets, 126 bits of it random, so that nobody can tell it beforehand.
  public static func random(using generator: inout some RandomByteGenerator) -> SerialNumber {
    var octets = generator.generate(16)
    octets[0] = octets[0] & 0x7f | 0x40
    return SerialNumber(contents: octets)
  }

  /// The encoding.
  var der: [UInt8] { DER.encode(.integer, contents: contents) }

  /// Whether it is positive and has at most 20 octets, as an issuer must have it.
  public var isConforming: Bool {
    contents[0] & 0x80 == 0 && contents != [0] && contents.count <= 20
  }
}

extension SerialNumber: CustomStringConvertible {
  /// The magnitude in hexadecimal digits, an even number of them, as OpenSSL writes it in files;
  /// a minus sign in front of a negative one.
  public var description: String {
    guard contents[0] & 0x80 != 0 else {
      let hasSignOctet = contents.count > 1 && contents[0] == 0
      return Hex.encode(Array(contents.dropFirst(hasSignOctet ? 1 : 0))).uppercased()
    }
    var carry: UInt16 = 1
    let magnitude = contents.reversed().map { octet -> UInt8 in
      let sum = UInt16(~octet) + carry
      carry = sum >> 8
      return UInt8(sum & 0xff)
    }
    return "-" + Hex.encode(Array(magnitude.reversed())).uppercased()
  }

  /// Reads the hexadecimal digits of a positive number; nil for anything else.
  public init?(hexadecimal text: String) {
    let digits = text.utf8.count.isMultiple(of: 2) ? text : "0" + text
    guard let octets = try? Hex.decode(digits), !octets.isEmpty,
      let number = try? SerialNumber(Natural(bigEndian: octets))
    else { return nil }
    self = number
  }
}
