import Arithmetic
import Bytes

/// An ECDSA signature (FIPS 186-5, section 6.4): two numbers r and s from 1 to n - 1.
public struct ECDSASignature<Curve: WeierstrassCurve>: Sendable {
  let rScalar: Curve.Scalar
  let sScalar: Curve.Scalar

  init(_ r: Curve.Scalar, _ s: Curve.Scalar) {
    rScalar = r
    sScalar = s
  }

  /// Creates a signature from its numbers.
  ///
  /// - Throws: `PublicKeyError.scalarOutOfRange` unless both are from 1 to n - 1: whatever else
  ///   they are, they are no signature.
  public init(r: Natural, s: Natural) throws(PublicKeyError) {
    let length = Curve.Scalar.byteCount
    guard
      let rOctets = try? r.bigEndianBytes(count: length),
      let sOctets = try? s.bigEndianBytes(count: length)
    else { throw .scalarOutOfRange }
    try self.init(rawRepresentation: rOctets + sOctets)
  }

  /// Creates a signature from r || s, each as long as the order (IEEE Std 1363-2000, appendix E;
  /// 64 bytes for P-256).
  ///
  /// - Throws: `PublicKeyError.signatureLength`, and `.scalarOutOfRange` unless both numbers are
  ///   from 1 to n - 1.
  public init(rawRepresentation: [UInt8]) throws(PublicKeyError) {
    let length = Curve.Scalar.byteCount
    guard rawRepresentation.count == 2 * length else {
      throw .signatureLength(rawRepresentation.count)
    }
    guard
      let r = Curve.Scalar(octets: Array(rawRepresentation[..<length])),
      let s = Curve.Scalar(octets: Array(rawRepresentation[length...])),
      !(r.isZero | s.isZero).declassified
    else { throw .scalarOutOfRange }
    self.init(r, s)
  }

  /// The number r.
  public var r: Natural {
    @specialized(where Curve == P256)
    @specialized(where Curve == P384)
    get { Natural(bigEndian: rScalar.octets) }
  }
  /// The number s.
  public var s: Natural {
    @specialized(where Curve == P256)
    @specialized(where Curve == P384)
    get { Natural(bigEndian: sScalar.octets) }
  }

  /// r || s, each as long as the order.
  public var rawRepresentation: [UInt8] { rScalar.octets + sScalar.octets }
}

extension ECDSASignature: Hashable {
  /// Compares the numbers; nothing here is secret.
  public static func == (left: ECDSASignature, right: ECDSASignature) -> Bool {
    left.rawRepresentation == right.rawRepresentation
  }

  /// Feeds the numbers to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rawRepresentation)
  }
}
