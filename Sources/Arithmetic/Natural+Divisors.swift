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

  /// Returns x with a x = 1 (mod m), 0 <= x < m, or nil when a and m have a common divisor.
  ///
  /// The extended algorithm of Euclid (Knuth, volume 2, section 4.5.2, Algorithm X), for public
  /// numbers: its time depends on the values. `m` must not be 0; modulo 1 everything is 0.
  public static func inverseVariableTime(of a: Natural, modulo m: Natural) -> Natural? {
    precondition(!m.isZero, "there is no arithmetic modulo zero")
    // Invariant: u = ± x a and v = ∓ y a (mod m); the two signs differ and alternate.
    var (u, v) = (a % m, m)
    var (x, y) = (Natural.one, Natural.zero)
    var isPositive = true
    while !u.isZero {
      let (quotient, remainder) = v.quotientAndRemainder(dividingBy: u)
      (u, v) = (remainder, u)
      (x, y) = (y + quotient * x, x)
      isPositive.toggle()
    }
    guard v == .one else { return nil }
    // Now u = 0, so that y belongs to v = 1, with the sign opposite to x's.
    return isPositive ? (m - y) % m : y % m
  }
}
