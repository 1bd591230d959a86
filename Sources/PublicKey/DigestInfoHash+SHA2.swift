import Hashing

// All are SEQUENCE { SEQUENCE { OID 2.16.840.1.101.3.4.2.n, NULL }, OCTET STRING of the digest },
// where n is NIST's number of the function (RFC 8017, section 9.2, note 1, and appendix B.1).

/// The prefix for a function by its number and the length of its digest in bytes.
private func prefix(number: UInt8, digestLength: Int) -> [UInt8] {
  let length = UInt8(digestLength)
  return [
    0x30, 17 + length, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
    number, 0x05, 0x00, 0x04, length,
  ]
}

extension SHA224: DigestInfoHash {
  /// The prefix with OID 2.16.840.1.101.3.4.2.4.
  public static var digestInfoPrefix: [UInt8] { prefix(number: 4, digestLength: digestLength) }
}

extension SHA384: DigestInfoHash {
  /// The prefix with OID 2.16.840.1.101.3.4.2.2.
  public static var digestInfoPrefix: [UInt8] { prefix(number: 2, digestLength: digestLength) }
}

extension SHA512: DigestInfoHash {
  /// The prefix with OID 2.16.840.1.101.3.4.2.3.
  public static var digestInfoPrefix: [UInt8] { prefix(number: 3, digestLength: digestLength) }
}

extension SHA512_224: DigestInfoHash {
  /// The prefix with OID 2.16.840.1.101.3.4.2.5.
  public static var digestInfoPrefix: [UInt8] { prefix(number: 5, digestLength: digestLength) }
}

extension SHA512_256: DigestInfoHash {
  /// The prefix with OID 2.16.840.1.101.3.4.2.6.
  public static var digestInfoPrefix: [UInt8] { prefix(number: 6, digestLength: digestLength) }
}
