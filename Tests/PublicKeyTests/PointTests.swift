import Arithmetic
import Bytes
import Testing

@testable import PublicKey

@Suite("Points of a curve")
struct PointTests {
  typealias ToyPoint = ProjectivePoint<Toy127>

  /// An affine point as small numbers, nil for infinity, and the addition of every textbook.
  static func textbookSum(_ p: (x: Int, y: Int)?, _ q: (x: Int, y: Int)?) -> (x: Int, y: Int)? {
    guard let p else { return q }
    guard let q else { return p }
    if p.x == q.x && (p.y + q.y) % 127 == 0 { return nil }
    let (top, bottom) =
      p.x == q.x ? (3 * p.x * p.x - 3, 2 * p.y) : (q.y - p.y, q.x - p.x)
    let inverse = (1..<127).first { ($0 * (bottom + 127) % 127) == 1 } ?? 0
    let slope = (top % 127 + 127) * inverse % 127
    let x = (slope * slope - p.x - q.x + 3 * 127) % 127
    let y = (slope * (p.x - x + 127) - p.y + 127) % 127
    return (x, y)
  }

  static func toyPoint(_ p: (x: Int, y: Int)?) -> ToyPoint {
    guard let p else { return .infinity }
    return ToyPoint(
      x: Toy127.Coordinate(reducing: [UInt8(p.x)]), y: .init(reducing: [UInt8(p.y)]))
  }

  static func small(_ point: ToyPoint) -> [Int] {
    guard let (x, y) = point.affine else { return [] }
    return [Int(x.octets[0]), Int(y.octets[0])]
  }

  /// The multiples 0 G, 1 G, … 108 G by textbook addition.
  static let multiples: [(x: Int, y: Int)?] = {
    var multiples: [(x: Int, y: Int)?] = [nil]
    for _ in 1..<109 { multiples.append(textbookSum(multiples[multiples.count - 1], (6, 1))) }
    return multiples
  }()

  @Test("every pair of points of a small curve adds up as in the textbook, without exception")
  func everyPair() {
    #expect(Self.textbookSum(Self.multiples[108], (6, 1)) == nil)
    for (i, p) in Self.multiples.enumerated() {
      let point = Self.toyPoint(p)
      #expect(Self.small(point) == (p.map { [$0.x, $0.y] } ?? []))
      #expect(Self.small(point.doubled) == Self.small(Self.toyPoint(Self.multiples[2 * i % 109])))
      #expect(
        Self.small(point.negated) == Self.small(Self.toyPoint(Self.multiples[(109 - i) % 109])))
      for (j, q) in Self.multiples.enumerated() {
        let expected = Self.toyPoint(Self.multiples[(i + j) % 109])
        #expect(Self.small(point + Self.toyPoint(q)) == Self.small(expected))
      }
    }
  }

  @Test("every scalar times every point of a small curve is right, by both methods")
  func everyMultiple() {
    for k in 0..<109 {
      let scalar = Toy127.Scalar(reducing: [UInt8(k)])
      #expect(
        Self.small(Toy127.multipleOfBase(scalar))
          == Self.small(Self.toyPoint(Self.multiples[k])))
      for i in 0..<109 {
        #expect(
          Self.small(Self.toyPoint(Self.multiples[i]).multiplied(by: scalar))
            == Self.small(Self.toyPoint(Self.multiples[k * i % 109])))
      }
    }
  }

  static func scalar(_ number: Natural) throws -> P256.Scalar {
    P256.Scalar(reducing: try number.bigEndianBytes(count: 32))
  }

  static func isEqual(_ p: ProjectivePoint<P256>, _ q: ProjectivePoint<P256>) -> Bool {
    (p + q.negated).isInfinity.declassified
  }

  @Test("the base point of P-256 is on the curve and has the order n")
  func basePoint() throws {
    #expect(P256.isOnCurve(P256.baseX, P256.baseY))
    let n = Natural(bigEndian: P256.orderOctets)
    let base = ProjectivePoint<P256>.base
    #expect(base.multiplied(by: try Self.scalar(n)).isInfinity.declassified)
    #expect(Self.isEqual(base.multiplied(by: try Self.scalar(n - 1)), base.negated))
    #expect(Self.isEqual(P256.multipleOfBase(try Self.scalar(n - 1)), base.negated))
    #expect(P256.multipleOfBase(.zero).isInfinity.declassified)
    #expect(base.multiplied(by: .zero).isInfinity.declassified)
    #expect(Self.isEqual(base.multiplied(by: .one), base))
  }

  @Test("multiples of points of P-256 obey the laws of a group")
  func laws() throws {
    var random = SeededRandom(42)
    let base = ProjectivePoint<P256>.base
    for _ in 0..<10 {
      let k = try Self.scalar(.random(bitWidth: 256, using: &random))
      let l = try Self.scalar(.random(bitWidth: 256, using: &random))
      let kG = P256.multipleOfBase(k)
      let lG = base.multiplied(by: l)
      #expect(Self.isEqual(kG, base.multiplied(by: k)))
      #expect(Self.isEqual(kG + lG, lG + kG))
      #expect(Self.isEqual(kG + lG, P256.multipleOfBase(k + l)))
      #expect(Self.isEqual(kG.multiplied(by: l), lG.multiplied(by: k)))
      #expect(Self.isEqual((kG + lG) + base, kG + (lG + base)))
      #expect(Self.isEqual(kG + kG, kG.doubled))
      #expect(Self.isEqual(kG + .infinity, kG))
      #expect(!Self.isEqual(kG, lG))
      let (x, y) = try #require(kG.affine)
      #expect(P256.isOnCurve(x, y))
    }
  }
}
