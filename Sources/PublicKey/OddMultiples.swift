/// The odd multiples P, 3 P, 5 P, … of a point, for the digits of a non-adjacent form; nothing here
/// is for secrets.
struct OddMultiples<Curve: WeierstrassCurve>: Sendable {
  /// The width of the form whose digits these multiples serve.
  let width: Int
  private let points: [FinitePoint<Curve>]

  /// Computes the multiples of a point of a curve with a = -3.
  init(of point: FinitePoint<Curve>, width: Int) {
    self.width = width
    let all = point.multiples(count: 1 << (width - 1) - 1)
    points = FinitePoint.normalizing(stride(from: 0, to: all.count, by: 2).map { all[$0] })
  }

  /// Returns the multiple of an odd digit.
  @inline(__always)
  subscript(digit: Int8) -> FinitePoint<Curve> {
    let point = points[Int(digit.magnitude) / 2]
    return digit > 0 ? point : FinitePoint(x: point.x, y: .zero - point.y)
  }
}

extension WeierstrassCurve {
  /// Returns u G + v Q on a curve with a = -3, in a time that shows u and v: to verify signatures
  /// with, where nothing is secret.
  ///
  /// Both sums are made from the left at once and share the doublings: interleaving (D. Hankerson,
  /// A. Menezes and S. Vanstone, "Guide to Elliptic Curve Cryptography", algorithm 3.51). G is the
  /// same every time, and so the table of its multiples is made once, and is large.
  ///
  /// - Parameters:
  ///   - u: The factor of G.
  ///   - base: The odd multiples of G.
  ///   - v: The factor of Q.
  ///   - key: The point Q.
  /// - Returns: The sum, which may be infinity.
  @inline(__always)
  static func interleavedSumVariableTime(
    _ u: Scalar, _ base: OddMultiples<Self>, _ v: Scalar, of key: ECPublicKey<Self>
  ) -> ProjectivePoint<Self> {
    let multiples = OddMultiples(of: FinitePoint<Self>(x: key.x, y: key.y), width: 5)
    let baseDigits = u.nonAdjacentFormVariableTime(width: base.width)
    let digits = v.nonAdjacentFormVariableTime(width: multiples.width)
    var sum = JacobianPoint<Self>.infinity
    for place in digits.indices.reversed() {
      sum.double()
      if baseDigits[place] != 0 { sum = sum.addingVariableTime(base[baseDigits[place]]) }
      if digits[place] != 0 { sum = sum.addingVariableTime(multiples[digits[place]]) }
    }
    return sum.projective
  }
}
