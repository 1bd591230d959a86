import Bytes
import Hashing

/// MGF1 (RFC 8017, section B.2.1): a mask of any length from a seed and a hash function.
public enum MGF1<H: HashFunction> {
  /// The name with that of the hash function, such as "MGF1-SHA-256".
  public static var name: String { "MGF1-\(H.name)" }

  /// Returns a mask of `length` bytes: Hash(seed || 0) || Hash(seed || 1) || …, with counters of 4
  /// bytes, cut off.
  public static func mask(seed: [UInt8], length: Int) -> [UInt8] {
    precondition(length >= 0 && length / H.digestLength < 1 << 32, "the counter has 32 bits")
    var mask: [UInt8] = []
    mask.reserveCapacity(length + H.digestLength)
    var counter: UInt32 = 0
    while mask.count < length {
      mask += H.hash(seed + ByteWriter.integer(UInt64(counter), length: 4))
      counter += 1
    }
    return Array(mask.prefix(length))
  }
}

/// Returns the exclusive or of two octet strings of one length.
func xor(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
  precondition(left.count == right.count, "octet strings of one length")
  return zip(left, right).map { $0 ^ $1 }
}
