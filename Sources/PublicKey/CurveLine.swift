import Arithmetic

/// A straight line over the field of a curve: the one that adds two points.
///
/// It meets the curve in P, Q and -(P + Q), infinity counting as a point of every vertical line
/// (SP 800-186, appendix A.1.1).
public enum CurveLine: Hashable, Sendable {
  /// The points with one x-coordinate.
  case vertical(x: Natural)
  /// The points with y = slope x + intercept.
  case slanted(slope: Natural, intercept: Natural)
}

extension CurveLine: CustomStringConvertible {
  /// The equation in decimal digits: "y = 5 x + 7", "x = 3".
  public var description: String {
    switch self {
    case .vertical(let x): return "x = \(x)"
    case .slanted(let slope, let intercept):
      if slope.isZero { return "y = \(intercept)" }
      let linear = slope == 1 ? "x" : "\(slope) x"
      return "y = \(linear)\(intercept.isZero ? "" : " + \(intercept)")"
    }
  }
}

/// The addition of points as it is drawn; nothing here is for secrets.
extension WeierstrassCurve {
  /// Returns -P, which has the same x-coordinate.
  ///
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  public static func opposite(of point: AffinePoint) throws(PublicKeyError) -> AffinePoint {
    try ProjectivePoint<Self>(point).negated.affinePoint
  }

  /// Returns the line through P and Q: the tangent where they are equal, a vertical line where they
  /// are opposite or one of them is infinity, nil where both are.
  ///
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  public static func line(
    through p: AffinePoint, _ q: AffinePoint
  ) throws(PublicKeyError) -> CurveLine? {
    let (first, second) = (
      try ProjectivePoint<Self>(p).affine, try ProjectivePoint<Self>(q).affine
    )
    guard let (x1, y1) = first else {
      return second.map { .vertical(x: $0.x.natural) }
    }
    guard let (x2, y2) = second else { return .vertical(x: x1.natural) }
    let slope: Coordinate
    if !Coordinate.areEqual(x1, x2).declassified {
      slope = (y2 - y1) * (x2 - x1).inverse
    } else if Coordinate.areEqual(y1, y2).declassified {
      // y is not 0, as no point has order 2.
      slope = (x1.squared + x1.squared + x1.squared + a) * (y1 + y1).inverse
    } else {
      return .vertical(x: x1.natural)
    }
    return .slanted(slope: slope.natural, intercept: (y1 - slope * x1).natural)
  }
}
