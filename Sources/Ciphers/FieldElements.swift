/// Sixteen elements of the field GF(2^8), one a byte (FIPS 197, section 4): bit i is the
/// coefficient of x^i, and two elements are added by exclusive or.
///
/// All sixteen go through the same instructions, and none of these looks anything up or branches,
/// so the time does not depend on the elements.
typealias FieldElements = SIMD16<UInt8>

/// Multiplies each element by x, modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197, section 4.2,
/// "XTIMES").
@inline(__always)
func xTimes(_ b: FieldElements) -> FieldElements {
  (b &+ b) ^ (topBitMask(b) & 0x1b)
}

/// Multiplies elements (FIPS 197, section 4.2), by Horner's rule from the highest coefficient.
@inline(__always)
func multiply(_ a: FieldElements, _ b: FieldElements) -> FieldElements {
  var product = FieldElements.zero
  var rest = b
  for _ in 0..<8 {
    product = xTimes(product) ^ (a & topBitMask(rest))
    rest = rest &+ rest
  }
  return product
}

/// Inverts elements, and takes 0 to itself (FIPS 197, section 4.4): b^-1 = b^254.
@inline(__always)
func inverse(_ b: FieldElements) -> FieldElements {
  let b2 = multiply(b, b)
  let b3 = multiply(b2, b)
  let b6 = multiply(b3, b3)
  let b12 = multiply(b6, b6)
  let b15 = multiply(b12, b3)
  let b30 = multiply(b15, b15)
  let b60 = multiply(b30, b30)
  let b120 = multiply(b60, b60)
  let b240 = multiply(b120, b120)
  return multiply(multiply(b240, b12), b2)
}

/// All ones in each byte whose highest bit is set, all zeros in the others.
@inline(__always)
private func topBitMask(_ b: FieldElements) -> FieldElements {
  .zero &- (b &>> 7)
}
