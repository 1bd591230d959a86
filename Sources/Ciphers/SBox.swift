/// Substitutes each byte by that of the S-box (FIPS 197, section 5.1.1): the inverse in GF(2^8),
/// then an affine transformation of its bits.
///
/// The S-box is computed and not looked up: where in memory a table is read shows in the cache,
/// and from that a key can be found.
func sBox(_ b: FieldElements) -> FieldElements {
  let inverted = inverse(b)
  let rotated1 = rotateBits(inverted)
  let rotated2 = rotateBits(rotated1)
  let rotated3 = rotateBits(rotated2)
  let rotated4 = rotateBits(rotated3)
  return inverted ^ rotated1 ^ rotated2 ^ rotated3 ^ rotated4 ^ 0x63
}

/// Substitutes each byte by that of the inverse S-box (FIPS 197, section 5.3.2): the affine
/// transformation undone, then the inverse in GF(2^8).
func invSBox(_ b: FieldElements) -> FieldElements {
  let rotated1 = rotateBits(b)
  let rotated3 = rotateBits(rotateBits(rotated1))
  let rotated6 = rotateBits(rotateBits(rotateBits(rotated3)))
  return inverse(rotated1 ^ rotated3 ^ rotated6 ^ 0x05)
}

/// Rotates the bits of each byte to the left by one.
@inline(__always)
private func rotateBits(_ b: FieldElements) -> FieldElements {
  (b &+ b) ^ (b &>> 7)
}
