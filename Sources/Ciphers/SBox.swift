/// Substitutes each byte by that of the S-box (FIPS 197, section 5.1.1): the inverse in GF(2^8),
/// then an affine transformation of its bits.
///
/// The S-box is computed and not looked up: where a table is read in memory shows in the cache,
/// and from that a key can be found.
@inline(never)
func sBox(_ b: FieldElements) -> FieldElements {
  let inverted = inverse(b)
  return inverted ^ rotateBits(inverted, 1) ^ rotateBits(inverted, 2)
    ^ rotateBits(inverted, 3) ^ rotateBits(inverted, 4) ^ 0x63
}

/// Substitutes each byte by that of the inverse S-box (FIPS 197, section 5.3.2): the affine
/// transformation undone, then the inverse in GF(2^8).
@inline(never)
func invSBox(_ b: FieldElements) -> FieldElements {
  inverse(rotateBits(b, 1) ^ rotateBits(b, 3) ^ rotateBits(b, 6) ^ 0x05)
}

/// Rotates the bits of each byte to the left.
@inline(__always)
private func rotateBits(_ b: FieldElements, _ count: UInt8) -> FieldElements {
  (b &<< FieldElements(repeating: count)) | (b &>> FieldElements(repeating: 8 - count))
}
