import Bytes

/// A private key on a curve (SEC 1, section 3.2): a number d from 1 to n - 1, and Q = d G.
///
/// It cannot be copied or printed, and d is overwritten when the key is let go; intermediate
/// results of a computation are not (docs/limits.md).
public struct ECPrivateKey<Curve: WeierstrassCurve>: ~Copyable, Sendable {
  private let d: SecretBytes

  /// The public half.
  public let publicKey: ECPublicKey<Curve>

  /// Creates a key from d in big-endian octets, as many as the order n has.
  ///
  /// - Throws: `PublicKeyError.scalarOutOfRange` unless 1 <= d < n.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  public init(octets: [UInt8]) throws(PublicKeyError) {
    guard let scalar = Curve.Scalar(octets: octets), !scalar.isZero.declassified else {
      throw .scalarOutOfRange
    }
    publicKey = try ECPublicKey(Curve.multipleOfBase(scalar))
    d = SecretBytes(copying: octets)
  }

  /// Generates a key pair by testing candidates (FIPS 186-5, appendix A.2.2): random bits c until
  /// c <= n - 2, then d = c + 1.
  ///
  /// How many candidates failed shows in the time, but says nothing about the one that is kept.
  ///
  /// - Throws: `PublicKeyError.randomness` when a hundred candidates failed.
  public static func generate(
    using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> ECPrivateKey {
    let length = Curve.Scalar.byteCount
    for _ in 0..<100 {
      var candidate = generator.generate(length)
      candidate[0] &= 0xff >> UInt8(8 * length - Curve.Scalar.bitWidth)
      defer { wipe(&candidate) }
      // c < n, and c + 1 is not 0 modulo n.
      guard let c = Curve.Scalar(octets: candidate) else { continue }
      let d = c + .one
      if d.isZero.declassified { continue }
      var octets = d.octets
      defer { wipe(&octets) }
      return try ECPrivateKey(octets: octets)
    }
    throw .randomness
  }

  /// The number d in big-endian octets, a copy that is the caller's to keep secret and to wipe.
  public var octets: [UInt8] {
    d.withBytes { span in span.indices.map { span[$0] } }
  }

  /// The number d.
  var scalar: Curve.Scalar {
    var octets = self.octets
    defer { wipe(&octets) }
    return Curve.Scalar(reducing: octets)
  }
}
