import Bytes

extension ProjectivePoint {
  /// Returns the scalar multiple k P of any point, in constant time: windows of four bits from
  /// the left, each four doublings and one addition of a multiple gathered from a table.
  @specialized(where Curve == P256)
  func multiplied(by k: Curve.Scalar) -> ProjectivePoint {
    var multiples = [ProjectivePoint.infinity, self]  // 0 P, 1 P, … 15 P
    for index in 2..<16 {
      multiples.append(
        index.isMultiple(of: 2) ? multiples[index / 2].doubled : multiples[index - 1] + self)
    }
    var octets = k.octets
    defer { wipe(&octets) }
    var result = ProjectivePoint.infinity
    for octet in octets {
      for digit in [octet >> 4, octet & 15] {
        result = result.doubled.doubled.doubled.doubled
        result = result + .gather(digit, from: multiples, at: 0)
      }
    }
    return result
  }
}

/// The multiples j 16^i G of a base point, for each digit j of each place i of a scalar.
public struct BaseMultiples<Curve: WeierstrassCurve>: Sendable {
  /// Sixteen points for each place, the least significant first.
  private var points: [ProjectivePoint<Curve>] = []

  /// Computes the multiples, which are the same for every scalar.
  @specialized(where Curve == P256)
  public init() {
    var power = ProjectivePoint<Curve>.base
    for _ in 0..<2 * Curve.Scalar.byteCount {
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
  func multiple(_ k: Curve.Scalar) -> ProjectivePoint<Curve> {
    var octets = k.octets
    defer { wipe(&octets) }
    var result = ProjectivePoint<Curve>.infinity
    var start = 0
    for octet in octets.reversed() {
      for digit in [octet & 15, octet >> 4] {
        result = result + .gather(digit, from: points, at: start)
        start += 16
      }
    }
    return result
  }
}
