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
      #expect(Natural(bigEndian: (x.half + x.half).octets) == a % m)
      let inverse = x.inverse
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

  @Test("of P-384 agree with natural numbers modulo p and n")
  func p384() throws {
    try check(P384.Coordinate.self, prime: P384.primeOctets)
    try check(P384.Scalar.self, prime: P384.orderOctets)
  }

  @Test("of one word agree with natural numbers too")
  func toy() throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      try self.check(Curve.Coordinate.self, prime: Curve.primeOctets)
      try self.check(Curve.Scalar.self, prime: Curve.orderOctets)
    }
    for curve in NamedCurve.toys { try check(curve) }
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

  @Test("square roots of squares are found modulo p, and none of other numbers")
  func squareRoots() throws {
    func check<Element: PrimeFieldElement>(_ type: Element.Type) throws {
      let p = Natural(bigEndian: Element.modulusOctets)
      let length = Element.byteCount
      var (squares, others) = (0, 0)
      for a in Self.samples(p, bitWidth: Element.bitWidth) {
        let x = Element(reducing: try a.bigEndianBytes(count: length))
        let root = try #require(x.squared.squareRootVariableTime)
        #expect(Element.areEqual(root.squared, x.squared).declassified)
        if let root = x.squareRootVariableTime {
          #expect(Element.areEqual(root.squared, x).declassified)
          squares += 1
        } else {
          // Euler's criterion.
          let power = x.powerVariableTime(((p - 1) >> 1).bigEndianBytes)
          #expect(Element.areEqual(power, .zero - .one).declassified)
          others += 1
        }
      }
      #expect(squares > 3 && others > 3)
    }
    try check(P256.Coordinate.self)
    try check(P384.Coordinate.self)
    // The order of P-256 is 1 modulo 16: more than one turn.
    try check(P256.Scalar.self)
  }

  @Test(
    "square roots modulo small primes are those that squaring finds", arguments: [17, 61, 1009])
  func smallSquareRoots(prime: Int) throws {
    func check<Element: PrimeFieldElement>(_ type: Element.Type) {
      let squares = Set((0..<prime).map { $0 * $0 % prime })
      for number in 0..<prime {
        let x = Element(reducing: [UInt8(number >> 8), UInt8(number & 255)])
        let root = x.squareRootVariableTime
        #expect((root != nil) == squares.contains(number))
        if let root { #expect(Element.areEqual(root.squared, x).declassified) }
      }
    }
    switch prime {
    case 17: check(Toy17.Coordinate.self)
    case 61: check(Toy61.Coordinate.self)
    default: check(Toy1009.Coordinate.self)
    }
  }
}
