import Bytes

/// A row of the table that the extended algorithm of Euclid writes.
///
/// Row 0 is m = 1 m + 0 a, row 1 is a = 0 m + 1 a, and every further row is the second last one
/// less `quotient` times the last one.
public struct EuclidStep: Sendable, Equatable {
  /// The number of the row, from 0.
  public let row: Int
  /// q, how often the last remainder goes into the second last; nil in the first two rows.
  public let quotient: Natural?
  /// r = s m + t a.
  public let remainder: Natural
  /// The absolute value of s; its sign is plus in even rows, minus in odd ones.
  public let s: Natural
  /// The absolute value of t; its sign is minus in even rows, plus in odd ones.
  public let t: Natural
}

extension Natural {
  /// Returns x with a x = 1 (mod m), 0 <= x < m, or nil when a and m have a common divisor.
  ///
  /// The extended algorithm of Euclid (Knuth, volume 2, section 4.5.2, Algorithm X), for public
  /// numbers: its time depends on the values. `m` must not be 0; modulo 1 everything is 0.
  public static func inverseVariableTime(of a: Natural, modulo m: Natural) -> Natural? {
    var observer = Unobserved<EuclidStep>()
    return inverseVariableTime(of: a, modulo: m, observer: &observer)
  }

  /// Returns the inverse that the function without an observer returns, row by row.
  ///
  /// The coefficients s, which nobody needs for an inverse, are computed for the observer only.
  public static func inverseVariableTime<O: Observer<EuclidStep>>(
    of a: Natural, modulo m: Natural, observer: inout O
  ) -> Natural? {
    precondition(!m.isZero, "there is no arithmetic modulo zero")
    var (last, remainder) = (m, a % m)
    var (lastS, s) = (Natural.one, Natural.zero)
    // The signs of t alternate, so that the absolute values are added.
    var (lastT, t) = (Natural.zero, Natural.one)
    var row = 1
    observer.observe(EuclidStep(row: 0, quotient: nil, remainder: last, s: lastS, t: lastT))
    observer.observe(EuclidStep(row: 1, quotient: nil, remainder: remainder, s: s, t: t))
    while !remainder.isZero {
      let (quotient, next) = last.quotientAndRemainder(dividingBy: remainder)
      (last, remainder) = (remainder, next)
      (lastT, t) = (t, lastT + quotient * t)
      row += 1
      guard O.isWatching else { continue }
      (lastS, s) = (s, lastS + quotient * s)
      observer.observe(EuclidStep(row: row, quotient: quotient, remainder: remainder, s: s, t: t))
    }
    guard last == .one else { return nil }
    // The row before the last says 1 = s m + t a; its t is negative when its number is even.
    return row.isMultiple(of: 2) ? lastT % m : (m - lastT) % m
  }
}
