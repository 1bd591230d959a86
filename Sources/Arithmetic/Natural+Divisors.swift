extension Natural {
  /// Returns the greatest common divisor; gcd(a, 0) = a.
  ///
  /// Euclid's algorithm (Elements, book VII, proposition 2). Variable time.
  public static func gcd(_ left: Natural, _ right: Natural) -> Natural {
    var (a, b) = (left, right)
    while !b.isZero { (a, b) = (b, a % b) }
    return a
  }

  /// Returns the least common multiple; 0 when either number is 0.
  ///
  /// Variable time.
  public static func lcm(_ left: Natural, _ right: Natural) -> Natural {
    left.isZero || right.isZero ? .zero : left / gcd(left, right) * right
  }
}
