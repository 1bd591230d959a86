import Arithmetic
import Bytes

/// The multiplication of a point by a number, in the form that any curve has and that can be
/// watched.
public enum ScalarMultiplication {
  /// What an observer sees.
  public enum Step: Sendable, Equatable {
    /// The number k and the point P.
    case begin(k: Natural, point: AffinePoint)
    /// A multiple j P that is made beforehand.
    case multiple(Int, AffinePoint)
    /// The next digit from the left, and its place, the lowest being 0.
    case digit(place: Int, value: Int)
    /// The result so far after one doubling.
    case doubled(AffinePoint)
    /// The result so far after the digit's multiple was added.
    case added(AffinePoint)
  }

  /// Returns k P before an observer, k being reduced modulo the order.
  ///
  /// - Parameters:
  ///   - k: The number.
  ///   - point: The point P, or infinity.
  ///   - curve: The curve.
  ///   - observer: Sees every digit and point.
  /// - Returns: The multiple.
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  public static func multiple<Curve: WeierstrassCurve, O: Observer<Step>>(
    _ k: Natural, of point: AffinePoint, on curve: Curve.Type, observer: inout O
  ) throws(PublicKeyError) -> AffinePoint {
    let point = try ProjectivePoint<Curve>(point)
    let number = k % Curve.orderOfBase
    guard let octets = try? number.bigEndianBytes(count: Curve.Scalar.byteCount) else {
      preconditionFailure("a residue is as long as the order")
    }
    observer.observe(.begin(k: number, point: point.affinePoint))
    return point.multiplied(by: Curve.Scalar(reducing: octets), observer: &observer).affinePoint
  }
}

extension ProjectivePoint {
  /// Returns the scalar multiple k P of any point, in constant time.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  func multiplied(by k: Curve.Scalar) -> ProjectivePoint {
    var observer = Unobserved<ScalarMultiplication.Step>()
    return multiplied(by: k, observer: &observer)
  }

  /// Returns the multiple by the scalar's digits of `windowWidth` bits from the left, each so many
  /// doublings and one addition of a multiple gathered from a table.
  ///
  /// With one bit in a digit it is double and add, where 0 P is added for a bit that is 0.
  func multiplied<O: Observer<ScalarMultiplication.Step>>(
    by k: Curve.Scalar, observer: inout O
  ) -> ProjectivePoint {
    let width = Curve.windowWidth
    var multiples = [ProjectivePoint.infinity, self]  // 0 P, 1 P, … (2^width - 1) P
    for index in 2..<max(2, 1 << width) {
      multiples.append(
        index.isMultiple(of: 2) ? multiples[index / 2].doubled : multiples[index - 1] + self)
    }
    if O.isWatching {
      for (index, multiple) in multiples.enumerated() {
        observer.observe(.multiple(index, multiple.affinePoint))
      }
    }
    var digits = ScalarDigits(of: k, width: width)
    defer { digits.wipe() }
    var result = ProjectivePoint.infinity
    var place = digits.mostSignificantFirst.count
    for digit in digits.mostSignificantFirst {
      place -= 1
      if O.isWatching { observer.observe(.digit(place: place, value: Int(digit))) }
      for _ in 0..<width {
        result = result.doubled
        if O.isWatching { observer.observe(.doubled(result.affinePoint)) }
      }
      result = result + .gather(digit, from: multiples[...])
      if O.isWatching { observer.observe(.added(result.affinePoint)) }
    }
    return result
  }
}
