import Arithmetic
import Bytes
import Testing

@testable import PublicKey

@Suite("Field elements")
struct FieldElementTests {
  /// The edges of a field and random numbers, some of them not below the prime.
  static func samples(_ m: Natural, bitWidth: Int) -> [Natural] {
    var random = SeededRandom(40)
    var samples: [Natural] = [0, 1, 2, m - 1, m - 2, m >> 1, Natural.one << bitWidth - 1]
    for _ in 0..<20 { samples.append(.random(bitWidth: bitWidth, using: &random)) }
    return samples
  }

  func check<Element: PrimeFieldElement>(_ type: Element.Type, prime: [UInt8]) throws {
    let m = Natural(bigEndian: prime)
    var bases = SeededRandom(41)
    #expect(isProbablePrime(m, rounds: 20, using: &bases))
    #expect(m.bitWidth == Element.bitWidth)
    let samples = Self.samples(m, bitWidth: Element.bitWidth)
    for a in samples {
      let x = Element(reducing: try a.bigEndianBytes(count: prime.count))
      #expect(Natural(bigEndian: x.octets) == a % m)
      #expect(Natural(bigEndian: x.squared.octets) == a * a % m)
      #expect(x.isZero.declassified == (a % m).isZero)
      let inverse = x.inverse(modulo: prime)
      #expect(Natural(bigEndian: (x * inverse).octets) == ((a % m).isZero ? 0 : 1))
      #expect((Element(octets: try a.bigEndianBytes(count: prime.count)) == nil) == (a >= m))
      for b in samples {
        let y = Element(reducing: try b.bigEndianBytes(count: prime.count))
        #expect(Natural(bigEndian: (x + y).octets) == (a + b) % m)
        #expect(Natural(bigEndian: (x - y).octets) == (a % m + m - b % m) % m)
        #expect(Natural(bigEndian: (x * y).octets) == a * b % m)
        #expect(Element.areEqual(x, y).declassified == (a % m == b % m))
        #expect(Element.areEqual(.select(.yes, x, y), x).declassified)
        #expect(Element.areEqual(.select(.no, x, y), y).declassified)
      }
    }
  }

  @Test("of P-256 agree with natural numbers modulo p and n")
  func p256() throws {
    try check(P256.Coordinate.self, prime: P256.primeOctets)
    try check(P256.Scalar.self, prime: P256.orderOctets)
  }

  @Test("of one word agree with natural numbers too")
  func toy() throws {
    try check(ToyCurve.Coordinate.self, prime: ToyCurve.primeOctets)
    try check(ToyCurve.Scalar.self, prime: ToyCurve.orderOctets)
  }

  @Test("the primes of P-256 are those of SP 800-186")
  func primes() {
    let p: Natural =
      Natural.one << 256 - Natural.one << 224 + Natural.one << 192
      + Natural.one << 96 - 1
    #expect(Natural(bigEndian: P256.primeOctets) == p)
    #expect(
      Natural(bigEndian: P256.orderOctets).description
        == "115792089210356248762697446949407573529996955224135760342422259061068512044369")
  }

  @Test("octets of a wrong number are refused")
  func wrongLength() {
    #expect(P256.Coordinate(octets: []) == nil)
    #expect(P256.Coordinate(octets: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(P256.Coordinate(octets: [UInt8](repeating: 0, count: 33)) == nil)
  }

  @Test("square roots of squares are found modulo p")
  func squareRoots() throws {
    for a in Self.samples(Natural(bigEndian: P256.primeOctets), bitWidth: 256) {
      let square = P256.Coordinate(reducing: try a.bigEndianBytes(count: 32)).squared
      let root = square.squareRootCandidate(modulo: P256.primeOctets)
      #expect(P256.Coordinate.areEqual(root.squared, square).declassified)
    }
  }
}
