import Bytes

extension Natural {
  /// Returns x with a x = 1 (mod m), 0 <= x < m, or nil when a and m have a common divisor, in
  /// time that depends on the two lengths in words only.
  ///
  /// The modulus, which must not be 0, may be even, as the private exponent of RSA needs it. `a`
  /// must be less than `m`. That there is no inverse is not kept secret.
  public static func inverse(of a: Natural, modulo m: Natural) -> Natural? {
    precondition(
      Words.isLess(a.words(count: m.words.count), than: m.words).declassified,
      "the number must be less than the modulus")
    // Both even: 2 divides both. Only this and the outcome are branched on.
    guard (a.isOdd | m.isOdd).declassified else { return nil }
    var state = BinaryEuclid(a, m)
    for _ in 0..<64 * (a.words.count + m.words.count) { state.step() }
    return state.inverse
  }
}

/// The extended binary algorithm of Euclid with masks in place of branches.
///
/// After Handbook of Applied Cryptography, Algorithm 14.61, with both coefficients of each row
/// kept reduced. Invariants, for 0 <= a < m and not both even:
///
///     u =  A a - B m     0 <= A < m, 0 <= B <= a
///     v = -C a + D m     0 <= C < m, 0 <= D <= a
///
/// and v is odd or u is. Each step at least halves u or v while u is not 0, so that u is 0 and v
/// the greatest common divisor after as many steps as a and m have bits.
private struct BinaryEuclid {
  private let a: [UInt64]
  private let m: [UInt64]
  private var u: [UInt64]
  private var v: [UInt64]
  private var coefficientA: [UInt64]
  private var coefficientB: [UInt64]
  private var coefficientC: [UInt64]
  private var coefficientD: [UInt64]

  init(_ a: Natural, _ m: Natural) {
    let count = m.words.count
    self.a = a.words(count: count)
    self.m = m.words
    u = self.a
    v = self.m
    coefficientA = Natural.one.words(count: count)
    coefficientB = Natural.zero.words(count: count)
    coefficientC = Natural.zero.words(count: count)
    coefficientD = Natural.one.words(count: count)
  }

  /// The inverse, when the greatest common divisor in v is 1: then 1 = -C a + D m, so that
  /// m - C inverts a.
  var inverse: Natural? {
    guard Words.areEqual(v, Natural.one.words(count: v.count)).declassified else { return nil }
    // C is 0 for m = 1 alone, and then the inverse is 0 and not m.
    let modulus = Natural(words: m)
    let x = modulus - Natural(words: coefficientC)
    return Natural.areEqual(x, modulus).declassified ? .zero : x
  }

  mutating func step() {
    let bothOdd = Choice(bit: u[0] & v[0] & 1)
    let uIsLess = Words.isLess(u, than: v)
    subtractRows(when: bothOdd, uIsLess: uIsLess)
    // Now one of the two is even, and only one: the invariant says which was odd before.
    let uIsEven = Choice(isZero: u[0] & 1)
    let vIsEven = Choice(isZero: v[0] & 1)
    halve(&u, &coefficientA, &coefficientB, when: uIsEven)
    halve(&v, &coefficientC, &coefficientD, when: vIsEven)
  }

  /// Takes the smaller row from the larger: u - v = (A + C) a - (B + D) m, or v - u, which has
  /// the same coefficients.
  private mutating func subtractRows(when bothOdd: Choice, uIsLess: Choice) {
    let intoU = bothOdd & !uIsLess
    let intoV = bothOdd & uIsLess
    var rowSum = coefficientA
    let carryA = Words.add(coefficientC, to: &rowSum, when: .yes)
    var columnSum = coefficientB
    _ = Words.add(coefficientD, to: &columnSum, when: .yes)
    // A + C >= m exactly when B + D >= a, as the difference is at least 0 and at most a:
    // subtracting both m and a changes nothing and keeps the bounds.
    let isReduced = Words.isLess(rowSum, than: m) & Choice(isZero: carryA)
    Words.subtract(m, from: &rowSum, when: !isReduced)
    Words.subtract(a, from: &columnSum, when: !isReduced)

    let oldU = u
    Words.subtract(v, from: &u, when: intoU)
    Words.subtract(oldU, from: &v, when: intoV)
    Words.replace(&coefficientA, by: rowSum, when: intoU)
    Words.replace(&coefficientB, by: columnSum, when: intoU)
    Words.replace(&coefficientC, by: rowSum, when: intoV)
    Words.replace(&coefficientD, by: columnSum, when: intoV)
  }

  /// Halves a row that is even.
  ///
  /// When a coefficient is odd, adding m to the first and a to the
  /// second makes both even without changing the row, as a and m are not both even.
  private func halve(
    _ row: inout [UInt64], _ first: inout [UInt64], _ second: inout [UInt64], when isEven: Choice
  ) {
    let isOdd = isEven & Choice(bit: (first[0] | second[0]) & 1)
    let firstCarry = Words.add(m, to: &first, when: isOdd)
    let secondCarry = Words.add(a, to: &second, when: isOdd)
    Words.shiftRight(&row, top: 0, when: isEven)
    Words.shiftRight(&first, top: firstCarry, when: isEven)
    Words.shiftRight(&second, top: secondCarry, when: isEven)
  }
}
