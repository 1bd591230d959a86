import Bytes

extension ProjectivePoint {
  /// Returns the scalar multiple k P of any point, in constant time: the scalar's digits of
  /// `windowWidth` bits from the left, each so many doublings and one addition of a multiple
  /// gathered from a table.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  func multiplied(by k: Curve.Scalar) -> ProjectivePoint {
    let width = Curve.windowWidth
    var multiples = [ProjectivePoint.infinity, self]  // 0 P, 1 P, … (2^width - 1) P
    for index in 2..<max(2, 1 << width) {
      multiples.append(
        index.isMultiple(of: 2) ? multiples[index / 2].doubled : multiples[index - 1] + self)
    }
    var digits = ScalarDigits(of: k, width: width)
    defer { digits.wipe() }
    var result = ProjectivePoint.infinity
    for digit in digits.mostSignificantFirst {
      for _ in 0..<width { result = result.doubled }
      result = result + .gather(digit, from: multiples[...])
    }
    return result
  }
}
