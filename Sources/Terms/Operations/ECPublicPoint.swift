import Arithmetic
import Bytes
import PublicKey
import Traces

/// The public key of a private key on a curve: the point d · G, uncompressed (SEC 1, section
/// 2.3.3).
public struct ECPublicPoint: Operation {
  private let privateKey: Term
  private let curve: PrimeCurve

  /// Multiplies the base point by a private key in as many octets as the order has.
  public init(of privateKey: Term, on curve: PrimeCurve = .p256) {
    self.privateKey = privateKey
    self.curve = curve
  }

  static func name(on curve: PrimeCurve) -> String { "\(curve.rawValue) public key" }
  public var name: String { Self.name(on: curve) }
  public var citation: Citation { Citation("SP 800-56A Rev. 3", "section 5.6.1.2") }
  public var operands: [Operand] { [Operand("d", privateKey)] }
  public var formula: String { "\(privateKey.name) · G" }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return switch curve {
      case .p256: try P256.PrivateKey(octets: privateKey.bytes).publicKey.encoded
      case .p384: try P384.PrivateKey(octets: privateKey.bytes).publicKey.encoded
      }
    } catch {
      throw .operand("d", of: name, expected: "\(curve.length) bytes, from 1 to n - 1")
    }
  }

  public var trace: Trace? {
    let d = Natural(bigEndian: privateKey.bytes)
    return switch curve {
    case .p256: try? .multiply(d, on: P256.self)
    case .p384: try? .multiply(d, on: P384.self)
    }
  }

  public var proof: ProofCommand? {
    .octets(
      from: "openssl pkey -inform DER -in \(ProofCommand.privateKeyFile(privateKey, on: curve))"
        + " -pubout -outform DER | tail -c \(curve.pointLength)")
  }
}

/// The public key of a private key on P-256.
public typealias P256PublicPoint = ECPublicPoint
