extension PrimeFieldElement {
  /// Creates an element from the leftmost bits of a digest, as many as the modulus has: bits2int
  /// (RFC 6979, section 2.3.2), reduced modulo the prime.
  init(bits2int digest: [UInt8]) {
    self.init(reducing: PublicKey.bits2int(digest, bitWidth: Self.bitWidth))
  }
}

/// Returns the leftmost `bitWidth` bits of an octet string as a big-endian number of that width, and
/// all of a shorter string: bits2int (RFC 6979, section 2.3.2).
func bits2int(_ string: [UInt8], bitWidth: Int) -> [UInt8] {
  let length = (bitWidth + 7) / 8
  guard string.count >= length else {
    return [UInt8](repeating: 0, count: length - string.count) + string
  }
  let shift = UInt8(8 * length - bitWidth)
  return (0..<length).map { index in
    let above = index > 0 && shift > 0 ? string[index - 1] << (8 - shift) : 0
    return string[index] >> shift | above
  }
}
