import Bytes

/// The multiples j 16^i G of a base point, for each digit j of each place i of a scalar.
struct BaseMultiples<Curve: WeierstrassCurve>: Sendable {
  /// Sixteen points for each place, the least significant first.
  private var points: [ProjectivePoint<Curve>] = []

  /// Computes the multiples, which are the same for every scalar.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  init() {
    var power = ProjectivePoint<Curve>.base
    for _ in 0..<(Curve.Scalar.bitWidth + 3) / 4 {
      var multiple = ProjectivePoint<Curve>.infinity
      for _ in 0..<16 {
        points.append(multiple)
        multiple = multiple + power
      }
      power = multiple
    }
  }

  /// Returns k G in constant time: one addition a digit, and no doubling.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  func multiple(_ k: Curve.Scalar) -> ProjectivePoint<Curve> {
    var digits = ScalarDigits(of: k, width: 4)
    defer { digits.wipe() }
    var result = ProjectivePoint<Curve>.infinity
    var start = points.count
    for digit in digits.mostSignificantFirst {
      start -= 16
      result = result + .gather(digit, from: points[start..<start + 16])
    }
    return result
  }
}
