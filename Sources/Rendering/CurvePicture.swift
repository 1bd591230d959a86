import Arithmetic
import PublicKey

/// What a picture of a toy curve shows, as numbers small enough to draw.
public struct CurvePicture: Sendable {
  /// A point of the plane: its coordinates, from 0 to p - 1.
  struct Place: Hashable, Sendable {
    let x: Int
    let y: Int
  }

  /// The name of the curve.
  let name: String
  /// Its equation.
  let equation: String
  /// The prime p.
  let prime: Int
  /// The points that have coordinates.
  let points: [Place]
  /// The multiples 1 G, 2 G, … of the base point that are to be marked.
  let multiples: [Place]
  /// The addition that is to be drawn.
  let addition: CurveAddition?

  /// Takes a curve with a prime of at most 16 bits.
  ///
  /// - Parameters:
  ///   - curve: The curve.
  ///   - multiples: How many multiples of the base point are marked, less than its order.
  ///   - summands: Two points whose addition is drawn.
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve` for a summand.
  public init<Curve: WeierstrassCurve>(
    of curve: Curve.Type, multiples: Int = 0, adding summands: (AffinePoint, AffinePoint)? = nil
  ) throws(PublicKeyError) {
    name = Curve.name
    equation = Curve.equation
    prime = Self.small(Curve.prime)
    points = Curve.points.compactMap(Self.place(of:))
    let all = Curve.multiplesOfBase.compactMap(Self.place(of:))
    precondition((0...all.count).contains(multiples), "a multiple that is infinity or comes again")
    self.multiples = Array(all.prefix(multiples))
    if let (p, q) = summands {
      addition = try CurveAddition(of: p, q, on: curve)
    } else {
      addition = nil
    }
  }

  /// Where a point is drawn; infinity is nowhere.
  static func place(of point: AffinePoint) -> Place? {
    guard case .coordinates(let x, let y) = point else { return nil }
    return Place(x: small(x), y: small(y))
  }

  /// A number below a prime of 16 bits.
  static func small(_ number: Natural) -> Int {
    guard let word = number.word, word < 1 << 16 else {
      preconditionFailure("a curve too large to draw")
    }
    return Int(word)
  }

  /// What the numbers at marked points say; nil where none is marked.
  var multiplesCaption: String? {
    guard let base = multiples.first else { return nil }
    return "A number k marks the multiple k G; G = (\(base.x), \(base.y))."
  }

  /// The number of points, in words: "18 points and O".
  var count: String { "\(points.count) points and O" }
}
