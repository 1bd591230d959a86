import Bytes

/// The curve P-384 (SP 800-186, section 3.2.1.4), also called secp384r1.
public enum P384: WeierstrassCurve {
  /// p = 2^384 - 2^128 - 2^96 + 2^32 - 1.
  public enum Prime: FieldPrime {
    /// The digits of the prime.
    public static var modulus: InlineArray<6, UInt64> {
      [
        0x0000_0000_ffff_ffff, 0xffff_ffff_0000_0000, 0xffff_ffff_ffff_fffe,
        0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff,
      ]
    }
    /// 2^768 modulo the prime.
    public static var rSquared: InlineArray<6, UInt64> {
      [
        0xffff_fffe_0000_0001, 0x0000_0002_0000_0000, 0xffff_fffe_0000_0000,
        0x0000_0002_0000_0000, 0x0000_0000_0000_0001, 0x0000_0000_0000_0000,
      ]
    }
    /// -1 divided by the prime, modulo 2^64.
    public static var minusInverse: UInt64 { 0x1_0000_0001 }
    /// The width in bits.
    public static var bitWidth: Int { 384 }
  }

  /// The order n of the base point.
  public enum Order: FieldPrime {
    /// The digits of the prime.
    public static var modulus: InlineArray<6, UInt64> {
      [
        0xecec_196a_ccc5_2973, 0x581a_0db2_48b0_a77a, 0xc763_4d81_f437_2ddf,
        0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff,
      ]
    }
    /// 2^768 modulo the prime.
    public static var rSquared: InlineArray<6, UInt64> {
      [
        0x2d31_9b24_19b4_09a9, 0xff3d_81e5_df1a_a419, 0xbc3e_483a_fcb8_2947,
        0xd40d_4917_4aab_1cc5, 0x3fb0_5b7a_2826_6895, 0x0c84_ee01_2b39_bf21,
      ]
    }
    /// -1 divided by the prime, modulo 2^64.
    public static var minusInverse: UInt64 { 0x6ed4_6089_e88f_dc45 }
    /// The width in bits.
    public static var bitWidth: Int { 384 }
  }

  /// A number modulo p.
  public typealias Coordinate = MontgomeryElement<6, Prime>
  /// A number modulo n.
  public typealias Scalar = MontgomeryElement<6, Order>
  /// A private key d.
  public typealias PrivateKey = ECPrivateKey<P384>
  /// A public key Q = d G.
  public typealias PublicKey = ECPublicKey<P384>
  /// A signature (r, s).
  public typealias Signature = ECDSASignature<P384>

  /// The name in SP 800-186.
  public static let name = "P-384"
  /// The coefficient a, which is -3.
  public static let a = Coordinate.zero - .one - .one - .one
  /// The coefficient b.
  public static let b = coordinate(
    "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe814112"
      + "0314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef")
  /// The x-coordinate of the base point.
  public static let baseX = coordinate(
    "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b98"
      + "59f741e082542a385502f25dbf55296c3a545e3872760ab7")
  /// The y-coordinate of the base point.
  public static let baseY = coordinate(
    "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147c"
      + "e9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f")

  /// Returns the product of -3 and a number.
  public static func productWithA(_ number: Coordinate) -> Coordinate {
    .zero - number - number - number
  }

  /// Returns k G from multiples of G that are computed once.
  public static func multipleOfBase(_ k: Scalar) -> ProjectivePoint<P384> {
    baseMultiples.multiple(k)
  }

  /// Returns u G + v Q in a time that shows u and v.
  public static func sumOfMultiplesVariableTime(
    _ u: Scalar, _ v: Scalar, of key: ECPublicKey<P384>
  ) -> ProjectivePoint<P384> {
    interleavedSumVariableTime(u, oddMultiplesOfBase, v, of: key)
  }

  private static let oddMultiplesOfBase = OddMultiples(
    of: FinitePoint<P384>(x: baseX, y: baseY), width: 8)
  private static let baseMultiples = BaseMultiples<P384>()

  private static func coordinate(_ digits: String) -> Coordinate {
    guard let octets = try? Hex.decode(digits) else { preconditionFailure("hexadecimal above") }
    return Coordinate(reducing: octets)
  }
}
