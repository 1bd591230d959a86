import Bytes

/// The curve P-256 (SP 800-186, section 3.2.1.3), also called secp256r1 and prime256v1.
public enum P256: WeierstrassCurve {
  /// p = 2^256 - 2^224 + 2^192 + 2^96 - 1.
  public enum Prime: FieldPrime {
    /// The digits of the prime.
    public static var modulus: InlineArray<4, UInt64> {
      [
        0xffff_ffff_ffff_ffff, 0x0000_0000_ffff_ffff, 0x0000_0000_0000_0000,
        0xffff_ffff_0000_0001,
      ]
    }
    /// 2^512 modulo the prime.
    public static var rSquared: InlineArray<4, UInt64> {
      [
        0x0000_0000_0000_0003, 0xffff_fffb_ffff_ffff, 0xffff_ffff_ffff_fffe,
        0x0000_0004_ffff_fffd,
      ]
    }
    /// -1 divided by the prime, modulo 2^64.
    public static var minusInverse: UInt64 { 1 }
    /// The width in bits.
    public static var bitWidth: Int { 256 }
    /// Returns the inverse of a number below the prime, in constant time.
    public static func inverse(of number: InlineArray<4, UInt64>) -> InlineArray<4, UInt64>? {
      DivisionSteps.inverse(
        of: P256Words(number), modulo: P256Words(modulus), minusInverse: minusInverse
      ).array
    }
  }

  /// The order n of the base point.
  public enum Order: FieldPrime {
    /// The digits of the prime.
    public static var modulus: InlineArray<4, UInt64> {
      [
        0xf3b9_cac2_fc63_2551, 0xbce6_faad_a717_9e84, 0xffff_ffff_ffff_ffff,
        0xffff_ffff_0000_0000,
      ]
    }
    /// 2^512 modulo the prime.
    public static var rSquared: InlineArray<4, UInt64> {
      [
        0x8324_4c95_be79_eea2, 0x4699_799c_49bd_6fa6, 0x2845_b239_2b6b_ec59,
        0x66e1_2d94_f3d9_5620,
      ]
    }
    /// -1 divided by the prime, modulo 2^64.
    public static var minusInverse: UInt64 { 0xccd1_c8aa_ee00_bc4f }
    /// The width in bits.
    public static var bitWidth: Int { 256 }
    /// Returns the inverse of a number below the prime, in constant time.
    public static func inverse(of number: InlineArray<4, UInt64>) -> InlineArray<4, UInt64>? {
      DivisionSteps.inverse(
        of: P256Words(number), modulo: P256Words(modulus), minusInverse: minusInverse
      ).array
    }
  }

  /// A number modulo p.
  public typealias Coordinate = P256Coordinate
  /// A number modulo n.
  public typealias Scalar = MontgomeryElement<4, Order>
  /// A private key d.
  public typealias PrivateKey = ECPrivateKey<P256>
  /// A public key Q = d G.
  public typealias PublicKey = ECPublicKey<P256>
  /// A signature (r, s).
  public typealias Signature = ECDSASignature<P256>

  /// The name in SP 800-186.
  public static let name = "P-256"
  /// The coefficient a, which is -3.
  public static let a = Coordinate.zero - .one - .one - .one
  /// The coefficient b.
  public static let b = coordinate(
    "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b")
  /// The x-coordinate of the base point.
  public static let baseX = coordinate(
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")
  /// The y-coordinate of the base point.
  public static let baseY = coordinate(
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")

  /// Returns the product of -3 and a number.
  public static func productWithA(_ number: Coordinate) -> Coordinate {
    .zero - number - number - number
  }

  private static func coordinate(_ digits: String) -> Coordinate {
    guard let octets = try? Hex.decode(digits) else { preconditionFailure("hexadecimal above") }
    return Coordinate(reducing: octets)
  }
}
