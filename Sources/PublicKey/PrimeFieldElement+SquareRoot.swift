import Arithmetic
import Bytes

extension PrimeFieldElement {
  /// A square root, or nil when there is none, by the algorithm of Tonelli and Shanks (Cohen,
  /// "A Course in Computational Algebraic Number Theory", algorithm 1.5.1).
  ///
  /// With m - 1 = 2^e q and q odd, the element's power with q is 1 times a root of unity of order
  /// 2^i. Each turn lowers i, until it is 0. A prime that is 3 modulo 4 has e = 1 and needs none.
  var squareRootVariableTime: Self? {
    var (q, e) = (Natural(bigEndian: Self.modulusOctets) - 1, 0)
    while q.isEven {
      q = q >> 1
      e += 1
    }
    let half = powerVariableTime((q >> 1).bigEndianBytes)  // a^((q - 1)/2)
    var root = self * half
    var rest = root * half  // rest = a^q, and root^2 = a rest, now and after each turn
    guard !rest.isZero.declassified else { return .zero }
    var generator: Self?  // of the roots of unity of order 2^e
    while !Self.areEqual(rest, .one).declassified {
      var (i, power) = (0, rest)  // the least i with rest^(2^i) = 1
      while !Self.areEqual(power, .one).declassified {
        power = power.squared
        i += 1
      }
      guard i < e else { return nil }
      var factor = generator ?? Self.leastNonresidue.powerVariableTime(q.bigEndianBytes)
      for _ in 0..<(e - i - 1) { factor = factor.squared }
      root = root * factor
      generator = factor.squared
      rest = rest * factor.squared
      e = i
    }
    return root
  }

  /// The least number that is no square: its power with (m - 1)/2 is not 1 (Euler's criterion).
  private static var leastNonresidue: Self {
    let exponent = ((Natural(bigEndian: modulusOctets) - 1) >> 1).bigEndianBytes
    var candidate = one + one
    while areEqual(candidate.powerVariableTime(exponent), .one).declassified {
      candidate = candidate + one
    }
    return candidate
  }
}
