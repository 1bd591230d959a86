import Bytes

/// A public key on a curve (SEC 1, section 3.2): a point Q other than infinity.
public struct ECPublicKey<Curve: WeierstrassCurve>: Sendable {
  let x: Curve.Coordinate
  let y: Curve.Coordinate

  var point: ProjectivePoint<Curve> { ProjectivePoint(x: x, y: y) }

  /// Creates a key from a point that was computed.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  init(_ point: ProjectivePoint<Curve>) throws(PublicKeyError) {
    guard let (x, y) = point.affine else { throw .pointAtInfinity }
    self.init(onCurve: x, y)
  }

  private init(onCurve x: Curve.Coordinate, _ y: Curve.Coordinate) {
    self.x = x
    self.y = y
  }

  /// Creates a key from affine coordinates in big-endian octets, each as long as the prime: full
  /// validation (SP 800-56A revision 3, section 5.6.2.3.3), the cofactor being 1.
  ///
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  public init(x: [UInt8], y: [UInt8]) throws(PublicKeyError) {
    guard let x = Curve.Coordinate(octets: x), let y = Curve.Coordinate(octets: y) else {
      throw .coordinateOutOfRange
    }
    guard Curve.isOnCurve(x, y) else { throw .pointNotOnCurve }
    self.init(onCurve: x, y)
  }

  /// Creates a key from an encoded point (SEC 1, section 2.3.4): 04 X Y, or 02 X and 03 X, where
  /// the first octet tells whether y is even or odd.
  ///
  /// - Throws: `PublicKeyError.pointAtInfinity` for 00, `.pointEncoding` for another length or
  ///   first octet, `.coordinateOutOfRange`, and `.pointNotOnCurve`.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  public init(encoded: [UInt8]) throws(PublicKeyError) {
    let length = Curve.Coordinate.byteCount
    switch (encoded.first, encoded.count) {
    case (0x00, 1):
      throw .pointAtInfinity
    case (0x04, 1 + 2 * length):
      try self.init(x: Array(encoded[1...length]), y: Array(encoded[(length + 1)...]))
    case (0x02, 1 + length), (0x03, 1 + length):
      guard let x = Curve.Coordinate(octets: Array(encoded[1...])) else {
        throw .coordinateOutOfRange
      }
      guard let root = Curve.ySquared(x).squareRootVariableTime else { throw .pointNotOnCurve }
      let hasWantedParity = root.octets[length - 1] & 1 == encoded[0] & 1
      self.init(onCurve: x, hasWantedParity ? root : .zero - root)
    default:
      throw .pointEncoding
    }
  }

  /// The x-coordinate in big-endian octets.
  public var xOctets: [UInt8] { x.octets }
  /// The y-coordinate in big-endian octets.
  public var yOctets: [UInt8] { y.octets }

  /// The point without compression, 04 X Y (SEC 1, section 2.3.3).
  public var encoded: [UInt8] { [0x04] + x.octets + y.octets }

  /// The point with compression, 02 X or 03 X (SEC 1, section 2.3.3).
  public var encodedCompressed: [UInt8] { [0x02 | y.octets[y.octets.count - 1] & 1] + x.octets }
}

extension ECPublicKey: Hashable {
  /// Compares the coordinates; nothing here is secret.
  public static func == (left: ECPublicKey, right: ECPublicKey) -> Bool {
    left.encoded == right.encoded
  }

  /// Feeds the encoded point to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(encoded)
  }
}
