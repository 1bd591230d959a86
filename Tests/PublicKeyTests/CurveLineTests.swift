import Arithmetic
import Testing

@testable import PublicKey

@Suite("Lines, and the laws of the group")
struct CurveLineTests {
  /// The curves of which every pair of points is tried.
  private static let small: [any WeierstrassCurve.Type] = [Toy17.self, Toy43.self, Toy61.self]

  @Test("the line through two points meets the curve in them and in the opposite of their sum")
  func lines() throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let points = curve.points
      for p in points {
        for q in points {
          let third = try curve.opposite(of: curve.sum(p, q))
          guard let line = try curve.line(through: p, q) else {
            #expect(p == .infinity && q == .infinity)
            continue
          }
          let onLine = points.filter { Self.contains(line, $0, prime: curve.prime) }
          #expect(Set(onLine) == [p, q, third])
        }
      }
    }
    for curve in Self.small { try check(curve) }
  }

  /// Whether a point is on a line, by its equation in plain numbers.
  private static func contains(_ line: CurveLine, _ point: AffinePoint, prime: Natural) -> Bool {
    switch (line, point) {
    case (.vertical, .infinity): true
    case (.slanted, .infinity): false
    case (.vertical(let x), .coordinates(let other, _)): x == other
    case (.slanted(let slope, let intercept), .coordinates(let x, let y)):
      (slope * x + intercept) % prime == y
    }
  }

  @Test("a tangent touches: its slope is that of the curve")
  func tangents() throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let (a, p) = (curve.coefficients.a, curve.prime)
      for point in curve.points {
        guard case .coordinates(let x, let y) = point else { continue }
        guard case .slanted(let slope, _)? = try curve.line(through: point, point) else {
          Issue.record("no slope at \(point)")
          continue
        }
        #expect((2 * y * slope) % p == (3 * x * x + a) % p)
      }
    }
    for curve in NamedCurve.toys { try check(curve) }
  }

  @Test("points that are not on the curve have no line and no opposite")
  func refusals() {
    let off = AffinePoint.coordinates(x: 5, y: 2)
    #expect(throws: PublicKeyError.pointNotOnCurve) { try Toy17.line(through: off, .infinity) }
    #expect(throws: PublicKeyError.pointNotOnCurve) { try Toy17.line(through: .infinity, off) }
    #expect(throws: PublicKeyError.pointNotOnCurve) { try Toy17.opposite(of: off) }
    #expect(throws: PublicKeyError.coordinateOutOfRange) {
      try Toy17.opposite(of: .coordinates(x: 22, y: 1))
    }
  }

  @Test("addition has a zero and opposites, and takes points in any order and grouping")
  func groupLaws() throws {
    let points = Toy17.points
    for p in points {
      #expect(try Toy17.sum(p, .infinity) == p)
      #expect(try Toy17.sum(p, Toy17.opposite(of: p)) == .infinity)
      for q in points {
        let sum = try Toy17.sum(p, q)
        #expect(points.contains(sum))
        #expect(try Toy17.sum(q, p) == sum)
        for r in points {
          #expect(try Toy17.sum(sum, r) == Toy17.sum(p, Toy17.sum(q, r)))
        }
      }
    }
  }

  @Test("the number of points is as near p + 1 as Hasse's theorem says", arguments: NamedCurve.all)
  func hasse(curve: any WeierstrassCurve.Type) {
    // |n - (p + 1)| <= 2 sqrt(p), squared.
    let (n, middle) = (curve.orderOfBase, curve.prime + 1)
    let distance = n > middle ? n - middle : middle - n
    #expect(distance * distance <= 4 * curve.prime)
  }
}
