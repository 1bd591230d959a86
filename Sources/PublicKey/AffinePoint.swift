import Arithmetic

/// A point of a curve as people write it: its two coordinates, or infinity.
public enum AffinePoint: Hashable, Sendable {
  /// The neutral element, which has no coordinates.
  case infinity
  /// The point with the coordinates x and y.
  case coordinates(x: Natural, y: Natural)
}

extension AffinePoint: CustomStringConvertible {
  /// The point in decimal digits, "(5, 1)"; "O" for infinity.
  public var description: String {
    switch self {
    case .infinity: "O"
    case .coordinates(let x, let y): "(\(x), \(y))"
    }
  }
}

extension ProjectivePoint {
  /// Creates a point from its coordinates.
  ///
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  init(_ point: AffinePoint) throws(PublicKeyError) {
    switch point {
    case .infinity:
      self = .infinity
    case .coordinates(let x, let y):
      let length = Curve.Coordinate.byteCount
      guard
        let xOctets = try? x.bigEndianBytes(count: length),
        let yOctets = try? y.bigEndianBytes(count: length)
      else { throw .coordinateOutOfRange }
      self = try ECPublicKey<Curve>(x: xOctets, y: yOctets).point
    }
  }

  /// The point as people write it; nothing about it may be secret.
  var affinePoint: AffinePoint {
    guard let (x, y) = affine else { return .infinity }
    return .coordinates(x: Natural(bigEndian: x.octets), y: Natural(bigEndian: y.octets))
  }
}

extension ECPublicKey {
  /// The point Q.
  public var affinePoint: AffinePoint { point.affinePoint }
}
