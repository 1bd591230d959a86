import Arithmetic
import Bytes
import PublicKey

/// A curve by the name that the command line gives it.
struct CurveChoice: Sendable {
  let curve: any WeierstrassCurve.Type

  /// Every curve, as a word: `p256`, `toy-17`.
  static let all = NamedCurve.all.map(CurveChoice.init(curve:))
  /// P-256.
  static let standard = CurveChoice(curve: P256.self)

  /// The word: that of the standard in small letters, and `P-256` without its hyphen.
  var name: String {
    let name = curve.name.lowercased()
    return name.hasPrefix("p-") ? "p" + name.dropFirst(2) : name
  }

  /// The word of a command line, which may have any of the curve's names.
  static let form = ValueForm<CurveChoice>(
    placeholder: "curve",
    expected: "one of \(all.map(\.name).joined(separator: ", "))", choices: all.map(\.name),
    read: { NamedCurve.named($0).map(CurveChoice.init(curve:)) }, show: { $0.name })
}

extension ValueForm where Value == String {
  /// A point of a curve that is known later; see ``WeierstrassCurve/publicKey(_:for:)``.
  static let point = ValueForm(
    placeholder: "point", expected: "a point, x,y or the octets of SEC 1", choices: [],
    read: { $0 }, show: { $0 })
}

extension WeierstrassCurve {
  /// Reads a public key: SEC 1's encoding in hexadecimal digits, or two numbers `x,y`.
  ///
  /// - Throws: `CommandError.usage` naming the parameter.
  static func publicKey(
    _ text: String, for parameter: String
  ) throws(CommandError) -> ECPublicKey<Self> {
    let expected = "expected a point of \(name): x,y or the octets of SEC 1 in hexadecimal digits"
    do throws(PublicKeyError) {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        guard let octets = try? Hex.decode(text) else { throw .pointEncoding }
        return try ECPublicKey(encoded: octets)
      }
      let form = ValueForm<Natural>.natural()
      let length = Coordinate.byteCount
      guard let x = form.read(String(parts[0])), let y = form.read(String(parts[1])) else {
        throw .pointEncoding
      }
      guard
        let xOctets = try? x.bigEndianBytes(count: length),
        let yOctets = try? y.bigEndianBytes(count: length)
      else { throw .coordinateOutOfRange }
      return try ECPublicKey(x: xOctets, y: yOctets)
    } catch {
      throw .usage("\(parameter): \(error), \(expected)")
    }
  }

  /// Reads a private key, a number.
  ///
  /// - Throws: `CommandError.usage` naming the parameter.
  static func privateKey(
    _ number: Natural, for parameter: String
  ) throws(CommandError) -> ECPrivateKey<Self> {
    if let octets = try? number.bigEndianBytes(count: Scalar.byteCount),
      let key = try? ECPrivateKey<Self>(octets: octets)
    {
      return key
    }
    throw .usage("\(parameter): not a private key of \(name), expected \(scalars)")
  }

  /// The numbers that a private key or a nonce may be: "1 to 18"; large ones stay letters.
  static var scalars: String {
    "1 to " + (Coordinate.bitWidth <= 64 ? "\(orderOfBase - 1)" : "n - 1")
  }
}
