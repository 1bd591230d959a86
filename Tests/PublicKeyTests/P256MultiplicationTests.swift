import Arithmetic
import Bytes
import Testing

@testable import PublicKey

/// The fast arithmetic of P-256 against the readable one.
@Suite("Fast multiplication on P-256")
struct P256MultiplicationTests {
  static let n = P256.orderOfBase

  static func scalar(_ number: Natural) throws -> P256.Scalar {
    P256.Scalar(reducing: try number.bigEndianBytes(count: 32))
  }

  /// Scalars at the edges of digits, words and the order, and random ones.
  static func scalars() throws -> [P256.Scalar] {
    var numbers: [Natural] = [0, 1, 2, 3, n - 1, n - 2, n - 3, n >> 1, (n >> 1) + 1]
    // Around what the proofs speak of: 2^256 - n, 2^257 mod n, 15 and 16 times 2^252.
    numbers += [(Natural.one << 256) - n, ((Natural.one << 257) - n) % n]
    numbers += [(n + 15) % n, n - 15, n - 16, n - 17, n - 30, n - 31, n - 32, n - 33]
    for multiple in [1, 8, 15] as [Natural] {
      let top = multiple * (Natural.one << 252)
      numbers += [top - 1, top, top + 1]
    }
    // Powers of two, runs of ones, and ones or sixteens in every window of 5 and of 6 bits.
    for exponent in 0..<256 { numbers.append(Natural.one << exponent) }
    for exponent in stride(from: 1, to: 256, by: 7) {
      numbers.append((Natural.one << exponent) - 1)
    }
    for width in [5, 6] {
      for digit in [1, 1 << (width - 1), (1 << (width - 1)) + 1, (1 << width) - 1] {
        var number: Natural = 0
        for place in 0..<(256 / width) {
          number = number + (Natural(UInt64(digit)) << (place * width))
        }
        numbers += [number % n, n - number % n]
      }
    }
    var random = SeededRandom(90)
    for _ in 0..<40 { numbers.append(.random(bitWidth: 256, using: &random) % n) }
    return try numbers.map(scalar)
  }

  @Test("k G is the same by tables, by the comb of the readable form and by double and add")
  func baseMultiples() throws {
    for k in try Self.scalars() {
      #expect(
        P256.multipleOfBase(k).affinePoint
          == ProjectivePoint<P256>.base.multiplied(by: k).affinePoint)
    }
  }

  @Test("k Q is the same in Jacobian coordinates and by the complete formulas")
  func pointMultiples() throws {
    var random = SeededRandom(91)
    let scalars = try Self.scalars()
    let last = Self.n - 1
    var points: [ProjectivePoint<P256>] = [.base, .base.negated]
    points.append(P256.multipleOfBase(try Self.scalar(.random(bitWidth: 250, using: &random))))
    points.append(ProjectivePoint.base.multiplied(by: try Self.scalar(last - 1)))
    for point in points {
      let key = try ECPublicKey(point)
      for k in scalars {
        #expect(P256.multiple(k, of: key).affinePoint == point.multiplied(by: k).affinePoint)
      }
    }
  }

  @Test("signed digits add up to the number, and keep their range", arguments: [4, 5, 6, 7])
  func digits(width: Int) throws {
    let half = UInt64(1) << UInt64(width - 1)
    for k in try Self.scalars() {
      let digits = BoothDigits(of: P256Words(k.number), width: width)
      var (positive, negative): (Natural, Natural) = (0, 0)
      for place in 0..<BoothDigits.count(width: width) {
        let digit = digits[place]
        #expect(digit.magnitude <= half)
        #expect((digit.isZero == .max) == (digit.magnitude == 0))
        #expect([0, .max].contains(digit.isZero) && [0, .max].contains(digit.isNegative))
        let part = Natural(digit.magnitude) << (place * width)
        if digit.isNegative == 0 { positive = positive + part } else { negative = negative + part }
      }
      #expect(positive == negative + k.natural)
    }
  }

  @Test("both inverses are right: by division steps and by Fermat's little theorem")
  func inverses() throws {
    var random = SeededRandom(93)
    func check<Element: PrimeFieldElement>(_ type: Element.Type) throws {
      let m = Natural(bigEndian: type.modulusOctets)
      var numbers: [Natural] = [0, 1, 2, m - 1, m - 2, m >> 1]
      for exponent in 0..<256 { numbers.append((Natural.one << exponent) % m) }
      for _ in 0..<100 { numbers.append(.random(bitWidth: 256, using: &random) % m) }
      for number in numbers {
        let x = Element(reducing: try number.bigEndianBytes(count: 32))
        #expect(Element.areEqual(x.inverse, x.inverseByPower).declassified)
        #expect((x * x.inverse).natural == (number.isZero ? 0 : 1))
      }
    }
    try check(P256.Coordinate.self)
    try check(P256.Scalar.self)
  }

  @Test("the own field is the general one: products, squares, halves of hard words")
  func field() {
    typealias General = MontgomeryElement<4, P256.Prime>
    let words: [UInt64] = [0, 1, 0xffff_ffff, 0xffff_ffff_0000_0000, .max - 1, .max, 1 << 63]
    var octets: [[UInt8]] = []
    for first in words {
      for second in words {
        let pattern = [first, second, second, first].flatMap { word in
          (0..<8).reversed().map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        }
        octets.append(pattern)
      }
    }
    for left in octets {
      let (x, general) = (P256Coordinate(reducing: left), General(reducing: left))
      #expect(x.octets == general.octets)
      #expect(x.squared.octets == general.squared.octets)
      #expect((x.half + x.half).octets == x.octets)
      for right in octets {
        let (y, other) = (P256Coordinate(reducing: right), General(reducing: right))
        #expect((x * y).octets == (general * other).octets)
        #expect((x + y).octets == (general + other).octets)
        #expect((x - y).octets == (general - other).octets)
      }
    }
  }
}
