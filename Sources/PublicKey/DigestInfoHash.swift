import Hashing

/// A hash function that has a `DigestInfo`: RFC 8017, section 9.2, note 1.
public protocol DigestInfoHash: HashFunction {
  /// The DER encoding of `DigestInfo` up to the digest, which ends it.
  static var digestInfoPrefix: [UInt8] { get }
}

/// The arc of NIST's hash functions, 2.16.840.1.101.3.4.2, in DER without its head.
private let hashAlgorithms: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02]

/// SEQUENCE { SEQUENCE { OID, NULL }, OCTET STRING } without the digest.
///
/// - Parameters:
///   - identifier: The content of the object identifier.
///   - digestLength: The length of the digest in bytes.
/// - Returns: What stands before the digest.
private func prefix(identifier: [UInt8], digestLength: Int) -> [UInt8] {
  let algorithm = [0x06, UInt8(identifier.count)] + identifier + [0x05, 0x00]
  let content = [0x30, UInt8(algorithm.count)] + algorithm + [0x04, UInt8(digestLength)]
  return [0x30, UInt8(content.count + digestLength)] + content
}

extension SHA1: DigestInfoHash {
  /// With the object identifier 1.3.14.3.2.26.
  public static var digestInfoPrefix: [UInt8] {
    prefix(identifier: [0x2b, 0x0e, 0x03, 0x02, 0x1a], digestLength: digestLength)
  }
}

extension SHA256: DigestInfoHash {
  /// With the object identifier 2.16.840.1.101.3.4.2.1.
  public static var digestInfoPrefix: [UInt8] {
    prefix(identifier: hashAlgorithms + [1], digestLength: digestLength)
  }
}

extension SHA384: DigestInfoHash {
  /// With the object identifier 2.16.840.1.101.3.4.2.2.
  public static var digestInfoPrefix: [UInt8] {
    prefix(identifier: hashAlgorithms + [2], digestLength: digestLength)
  }
}

extension SHA512: DigestInfoHash {
  /// With the object identifier 2.16.840.1.101.3.4.2.3.
  public static var digestInfoPrefix: [UInt8] {
    prefix(identifier: hashAlgorithms + [3], digestLength: digestLength)
  }
}

extension SHA224: DigestInfoHash {
  /// With the object identifier 2.16.840.1.101.3.4.2.4.
  public static var digestInfoPrefix: [UInt8] {
    prefix(identifier: hashAlgorithms + [4], digestLength: digestLength)
  }
}

extension SHA512_224: DigestInfoHash {
  /// With the object identifier 2.16.840.1.101.3.4.2.5.
  public static var digestInfoPrefix: [UInt8] {
    prefix(identifier: hashAlgorithms + [5], digestLength: digestLength)
  }
}

extension SHA512_256: DigestInfoHash {
  /// With the object identifier 2.16.840.1.101.3.4.2.6.
  public static var digestInfoPrefix: [UInt8] {
    prefix(identifier: hashAlgorithms + [6], digestLength: digestLength)
  }
}
