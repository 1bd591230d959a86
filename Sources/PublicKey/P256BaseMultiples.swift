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
    var multiples: [P256JacobianPoint] = []
    multiples.reserveCapacity(Self.places * Self.magnitudes)
    var power = P256JacobianPoint(.base)  // 2^(width i) G
    for _ in 0..<Self.places {
      // j G + G for j from 2 on: neither is the other, nor its opposite, as n is larger.
      var multiple = power
      multiple.double()
      multiples += [power, multiple]
      for _ in 2..<Self.magnitudes {
        multiple = multiple.adding(power)
        multiples.append(multiple)
      }
      multiple.double()  // the last was 2^(width - 1) times the power
      power = multiple
    }
    points = P256AffinePoint.normalizing(multiples).map { point in
      SIMD8(
        point.x.w0, point.x.w1, point.x.w2, point.x.w3, point.y.w0, point.y.w1, point.y.w2,
        point.y.w3)
    }
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
  func multiple(_ k: P256Words) -> P256JacobianPoint {
    let digits = BoothDigits(of: k, width: Self.width)
    var result = P256JacobianPoint.infinity
    var isInfinity = UInt64.max
    for place in 0..<Self.places {
      let digit = digits[place]
      var point = gather(digit.magnitude, place: place)
      point.y = .select(mask: digit.isNegative, .zero - point.y, point.y)
      let sum = P256JacobianPoint.select(
        mask: isInfinity, P256JacobianPoint(point.x, point.y, .one), result.adding(point))
      result = .select(mask: digit.isZero, result, sum)
      isInfinity &= digit.isZero
    }
    return result
  }

  /// Returns the sum of k G and another point that is not infinity; the time shows k.
  ///
  /// Here all exceptions can occur, and are seen: the sum may be equal to a multiple or opposite.
  func multipleVariableTime(_ k: P256Words, plus other: P256JacobianPoint) -> P256JacobianPoint {
    let digits = BoothDigits(of: k, width: Self.width)
    var result = other
    for place in 0..<Self.places {
      let digit = digits[place]
      guard digit.magnitude > 0 else { continue }
      var point = Self.point(points[place * Self.magnitudes + Int(digit.magnitude) - 1])
      if digit.isNegative != 0 { point.y = .zero - point.y }
      result = result.addingVariableTime(point)
    }
    return result
  }

  /// Returns the point of a digit's magnitude, reading all those of its place; (0, 0) for 0.
  @inline(__always)
  private func gather(_ magnitude: UInt64, place: Int) -> P256AffinePoint {
    var found = SIMD8<UInt64>(repeating: 0)
    let start = place * Self.magnitudes
    let span = points.span
    for index in 0..<Self.magnitudes {
      // Ones when magnitude = index + 1: only then does the subtraction borrow.
      let difference = magnitude ^ UInt64(index + 1)
      let mask = UInt64(bitPattern: Int64(bitPattern: difference &- 1) >> 63)
      found |= span[start + index] & SIMD8(repeating: mask)
    }
    return Self.point(found)
  }

  @inline(__always)
  private static func point(_ words: SIMD8<UInt64>) -> P256AffinePoint {
    P256AffinePoint(
      x: P256Coordinate(montgomeryForm: words[0], words[1], words[2], words[3]),
      y: P256Coordinate(montgomeryForm: words[4], words[5], words[6], words[7]))
  }
}

extension P256AffinePoint {
  /// Returns the coordinates of points other than infinity, with one inversion for all of them
  /// (Montgomery's trick).
  static func normalizing(_ points: [P256JacobianPoint]) -> [P256AffinePoint] {
    // products[i] = Z_0 Z_1 … Z_(i - 1).
    var products = [P256Coordinate.one]
    for point in points { products.append(products[products.count - 1] * point.z) }
    var inverse = products[points.count].inverse
    var affine: [P256AffinePoint] = []
    for index in points.indices.reversed() {
      let point = points[index]
      let zInverse = inverse * products[index]
      inverse = inverse * point.z
      let square = zInverse.squared
      affine.append(P256AffinePoint(x: point.x * square, y: point.y * (square * zInverse)))
    }
    return affine.reversed()
  }
}
