/// The multiples j 2^(width i) G of the base point of P-256, for the digits j = 1, 2, … of each
/// place i of a scalar.
///
/// They take 88 KB and are computed when the first one is needed, in less than a millisecond.
struct P256BaseMultiples: Sendable {
  /// Six bits in a digit: seven would save 6 of 43 additions, but read twice as much.
  private static let width = 6
  private static let places = BoothDigits.count(width: width)
  /// The magnitudes of a digit other than 0.
  private static let magnitudes = 1 << (width - 1)

  /// The words of x and y, `magnitudes` points for each place, the least significant first.
  private let points: [SIMD8<UInt64>]

  /// The multiples of G.
  static let shared = P256BaseMultiples()

  private init() {
    // 2^(width i) G for each place, and then their multiples: sums of a Jacobian and an affine
    // point.
    var powers = [JacobianPoint<P256>(FinitePoint<P256>(x: P256.baseX, y: P256.baseY))]
    for place in 1..<Self.places {
      var power = powers[place - 1]
      for _ in 0..<Self.width { power.double() }
      powers.append(power)
    }
    var multiples: [JacobianPoint<P256>] = []
    multiples.reserveCapacity(Self.places * Self.magnitudes)
    for power in FinitePoint<P256>.normalizing(powers) {
      multiples += power.multiples(count: Self.magnitudes)
    }
    points = FinitePoint<P256>.normalizing(multiples).map(\.words)
  }

  /// Returns k G in constant time: one addition for each digit, the least significant first.
  ///
  /// Why no addition meets an exception: before the digit d of place i, the sum so far is s G with
  /// |s| < 2^(width i), by the range of the digits, and it is to become (s + d 2^(width i)) G. When
  /// d is not 0, s differs from d 2^(width i) and from its opposite as an integer, and modulo n
  /// too: below the highest place, |s| + |d| 2^(width i) is less than n. At the highest place,
  /// i = 42, d is from 0 to 16 and s + d 2^252 = k. If s = -d 2^252 modulo n, then k = 0, and all
  /// digits are 0. If s = d 2^252 modulo n, then |s| < 0.51 2^252 leaves s = 16 2^252 - n alone, with
  /// d = 16 and k = 2^257 - n, which is above n. What remains is infinity on either side, which the
  /// two selections take care of.
  func multiple(_ k: P256Words) -> JacobianPoint<P256> {
    let digits = BoothDigits(of: k, width: Self.width)
    func multiple(_ digit: BoothDigits.Digit, place: Int) -> FinitePoint<P256> {
      .gather(
        digit.magnitude, from: points.span, at: place * Self.magnitudes, count: Self.magnitudes)
    }
    var sum = P256DigitSum(multiple(digits[0], place: 0), digits[0])
    for place in 1..<Self.places {
      let digit = digits[place]
      sum.add(multiple(digit, place: place), digit)
    }
    return sum.point
  }
}
