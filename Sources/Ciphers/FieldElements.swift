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

/// Squares elements: the square of a sum is here the sum of the squares, so the bit i of an element
/// adds x^(2i) to its square, whatever the other bits are.
@inline(__always)
func square(_ b: FieldElements) -> FieldElements {
  var sum = topBitMask(b) & 0x9a  // x^14, reduced
  sum ^= topBitMask(b &<< 1) & 0xab  // x^12
  sum ^= topBitMask(b &<< 2) & 0x6c  // x^10
  sum ^= topBitMask(b &<< 3) & 0x1b  // x^8
  sum ^= topBitMask(b &<< 4) & 0x40  // x^6
  sum ^= topBitMask(b &<< 5) & 0x10  // x^4
  sum ^= topBitMask(b &<< 6) & 0x04  // x^2
  sum ^= topBitMask(b &<< 7) & 0x01  // 1
  return sum
}

/// Inverts elements, and takes 0 to itself (FIPS 197, section 4.4): b^-1 = b^254.
@inline(__always)
func inverse(_ b: FieldElements) -> FieldElements {
  let b2 = square(b)
  let b3 = multiply(b2, b)
  let b12 = square(square(b3))
  let b15 = multiply(b12, b3)
  let b240 = square(square(square(square(b15))))
  let b252 = multiply(b240, b12)
  return multiply(b252, b2)
}

/// All ones in each byte whose highest bit is set, all zeros in the others.
@inline(__always)
private func topBitMask(_ b: FieldElements) -> FieldElements {
  .zero &- (b &>> 7)
}
