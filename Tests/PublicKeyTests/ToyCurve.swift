import PublicKey

/// y^2 = x^3 - 3 x + 57 modulo 127: 109 points, few enough to try every pair.
///
/// The order is prime and less than the field's prime, so that an x-coordinate may have to be
/// reduced to become r.
enum ToyCurve: WeierstrassCurve {
  enum Prime: FieldPrime {
    static var modulus: InlineArray<1, UInt64> { [127] }
    static var rSquared: InlineArray<1, UInt64> { [4] }
    static var minusInverse: UInt64 { 0x8102_0408_1020_4081 }
    static var bitWidth: Int { 7 }
  }

  enum Order: FieldPrime {
    static var modulus: InlineArray<1, UInt64> { [109] }
    static var rSquared: InlineArray<1, UInt64> { [105] }
    static var minusInverse: UInt64 { 0x593f_69b0_2593_f69b }
    static var bitWidth: Int { 7 }
  }

  typealias Coordinate = MontgomeryElement<1, Prime>
  typealias Scalar = MontgomeryElement<1, Order>

  static let name = "toy"
  static let b = Coordinate(reducing: [57])
  static let baseX = Coordinate(reducing: [6])
  static let baseY = Coordinate(reducing: [1])
  static let primeOctets: [UInt8] = [127]
  static let orderOctets: [UInt8] = [109]
  static let baseMultiples = BaseMultiples<ToyCurve>()
}
