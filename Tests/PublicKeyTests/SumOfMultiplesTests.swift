import Arithmetic
import Bytes
import Testing

@testable import PublicKey

/// u G + v Q as signatures are verified with it, against the readable form: the complete formulas
/// and double and add.
@Suite("Sums of two multiples")
struct SumOfMultiplesTests {
  static func scalar<Curve: WeierstrassCurve>(
    _ number: Natural, on curve: Curve.Type
  ) throws -> Curve.Scalar {
    Curve.Scalar(
      reducing: try (number % curve.orderOfBase).bigEndianBytes(count: Curve.Scalar.byteCount))
  }

  /// Scalars at the edges of words, digits and the order, and random ones.
  static func scalars<Curve: WeierstrassCurve>(on curve: Curve.Type) throws -> [Curve.Scalar] {
    let (n, width) = (curve.orderOfBase, Curve.Scalar.bitWidth)
    var numbers: [Natural] = [0, 1, 2, 3, n - 1, n - 2, n >> 1, (n >> 1) + 1]
    numbers += [(Natural.one << width) - n, (Natural.one << width) - 1 - n]
    for exponent in stride(from: 1, to: width, by: 13) {
      numbers += [Natural.one << exponent, (Natural.one << exponent) - 1]
    }
    // Digits at their edges in every window of 5 and of 8 bits.
    for window in [5, 8] {
      for digit in [15, 16, 17, 31, 127, 128, 129, 255] where digit < 1 << window {
        var number: Natural = 0
        for place in 0..<width / window {
          number = number + Natural(UInt64(digit)) << (place * window)
        }
        numbers.append(number)
      }
    }
    var random = SeededRandom(92)
    for _ in 0..<10 { numbers.append(.random(bitWidth: width, using: &random)) }
    return try numbers.map { try scalar($0, on: curve) }
  }

  func check<Curve: WeierstrassCurve>(
    _ u: Curve.Scalar, _ v: Curve.Scalar, _ d: Curve.Scalar, _ key: ECPublicKey<Curve>
  ) {
    let expected = ProjectivePoint<Curve>.base.multiplied(by: u + v * d)
    #expect(Curve.sumOfMultiplesVariableTime(u, v, of: key).affinePoint == expected.affinePoint)
    // Both multiples on their own, too: no use of u + v d.
    let parts = ProjectivePoint<Curve>.base.multiplied(by: u) + key.point.multiplied(by: v)
    #expect(parts.affinePoint == expected.affinePoint)
  }

  @Test("are right, also where both multiples are equal, opposite or infinite")
  func sums() throws {
    func check<Curve: WeierstrassCurve>(on curve: Curve.Type) throws {
      var random = SeededRandom(93)
      let scalars = try Self.scalars(on: curve)
      let q = try Self.scalar(.random(bitWidth: 255, using: &random), on: curve)
      for d in [q, .one, .zero - .one, q.inverse] {
        let key = try ECPublicKey(ProjectivePoint<Curve>.base.multiplied(by: d))
        for (index, v) in scalars.enumerated() where index % 3 == 0 {
          self.check(scalars[(index * 7 + 3) % scalars.count], v, d, key)
          self.check(.zero, v, d, key)
          self.check(v, .zero, d, key)
          self.check(v * d, v, d, key)  // equal: the sum is a double
          self.check(.zero - v * d, v, d, key)  // opposite: infinity
        }
      }
    }
    try check(on: P256.self)
    try check(on: P384.self)
  }

  @Test("that meet an equal or opposite point or infinity on the way are right")
  func exceptions() throws {
    func check<Curve: WeierstrassCurve>(on curve: Curve.Type) throws {
      // With Q a small multiple of G, sums of few digits meet all points there are.
      let small = try (0..<10 as Range<UInt64>).map { try Self.scalar(Natural($0), on: curve) }
      for d in [small[1], small[2], small[3], .zero - small[1], .zero - small[4]] {
        let key = try ECPublicKey(ProjectivePoint<Curve>.base.multiplied(by: d))
        for u in small {
          for v in small {
            self.check(u, v, d, key)
            self.check(.zero - u, v, d, key)
          }
        }
      }
      // The upper digits cancel, and the sum begins again from infinity.
      let key = try ECPublicKey(ProjectivePoint<Curve>.base)
      for place in [20, 100, 200] {
        let power = try Self.scalar(Natural.one << place, on: curve)
        for v in small { self.check(power + small[5], v - power, .one, key) }
      }
    }
    try check(on: P256.self)
    try check(on: P384.self)
  }

  @Test("have digits that add up to the number, are odd and stand apart", arguments: 2...8)
  func digits(width: Int) throws {
    func check<Curve: WeierstrassCurve>(on curve: Curve.Type) throws {
      for k in try Self.scalars(on: curve) {
        let digits = k.nonAdjacentFormVariableTime(width: width)
        var (positive, negative): (Natural, Natural) = (0, 0)
        var last = -width
        for (place, digit) in digits.enumerated() where digit != 0 {
          #expect(!digit.isMultiple(of: 2) && Int(digit.magnitude) < 1 << (width - 1))
          #expect(place - last >= width)
          last = place
          let part = Natural(UInt64(digit.magnitude)) << place
          if digit > 0 { positive = positive + part } else { negative = negative + part }
        }
        #expect(positive == negative + k.natural)
      }
    }
    try check(on: P256.self)
    try check(on: P384.self)
    try check(on: Toy1009.self)
  }
}
