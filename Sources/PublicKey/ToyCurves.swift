/// y^2 = x^3 + 2 x + 2 modulo 17, the curve of many textbooks: 19 points.
public typealias Toy17 = ToyCurve<17, 2, 2, 5, 1, 19>
/// y^2 = x^3 + 7 modulo 43, with a = 0 and the b of secp256k1: 31 points.
public typealias Toy43 = ToyCurve<43, 0, 7, 2, 12, 31>
/// y^2 = x^3 + x + 9 modulo 61: 73 points.
public typealias Toy61 = ToyCurve<61, 1, 9, 2, 18, 73>
/// y^2 = x^3 - 3 x + 8 modulo 67, with the a of P-256: 71 points.
public typealias Toy67 = ToyCurve<67, -3, 8, 1, 26, 71>
/// y^2 = x^3 - 3 x + 57 modulo 127: 109 points.
public typealias Toy127 = ToyCurve<127, -3, 57, 6, 1, 109>
/// y^2 = x^3 - 3 x + 1 modulo 257, whose coordinates take two bytes and scalars one: 251 points.
public typealias Toy257 = ToyCurve<257, -3, 1, 1, 16, 251>
/// y^2 = x^3 + 7 x + 18 modulo 1009: 1021 points.
public typealias Toy1009 = ToyCurve<1009, 7, 18, 2, 324, 1021>

/// The curves that the program knows by name.
public enum NamedCurve {
  /// The curves for use (SP 800-186, section 3.2.1).
  public static let standard: [any WeierstrassCurve.Type] = [P256.self, P384.self]

  /// The curves for the blackboard.
  public static let toys: [any WeierstrassCurve.Type] = [
    Toy17.self, Toy43.self, Toy61.self, Toy67.self, Toy127.self, Toy257.self, Toy1009.self,
  ]

  /// Every curve.
  public static var all: [any WeierstrassCurve.Type] { standard + toys }

  /// Returns the curve of a name: that of ``WeierstrassCurve/name``, or another that standards and
  /// files use for it, in capitals or not; nil for any other.
  public static func named(_ name: String) -> (any WeierstrassCurve.Type)? {
    let name = name.lowercased()
    switch name {
    case "p256", "secp256r1", "prime256v1": return P256.self
    case "p384", "secp384r1": return P384.self
    default: return all.first { $0.name.lowercased() == name }
    }
  }
}
