import Arithmetic
import Bytes
import Hashing
import PublicKey

/// Keys and messages that are the same in every run.
enum Samples {
  /// The message of every signature.
  static let message = Array("the message that was signed".utf8)

  /// A generator that always gives the same.
  static func generator(_ purpose: String) -> HMACDRBG<SHA256> {
    HMACDRBG(
      entropyInput: Array("fuzz".utf8), nonce: [], personalizationString: Array(purpose.utf8))
  }

  /// Some octets that are always the same.
  static func octets(_ purpose: String, _ count: Int) -> [UInt8] {
    var generator = self.generator(purpose)
    return generator.generate(count)
  }

  /// An RSA key of the smallest size that a peer may have.
  static let rsaKey = ownRSAKey()

  /// The same key again, for whoever wants one to keep.
  static func ownRSAKey() -> RSA.PrivateKey {
    var generator = Samples.generator("rsa")
    do {
      return try RSA.generate(bitWidth: 1024, using: &generator)
    } catch {
      preconditionFailure("the generator gives primes")
    }
  }

  /// The length of its modulus.
  static let rsaLength = 128

  /// A private key on a curve.
  static func key<Curve: WeierstrassCurve>(on curve: Curve.Type) -> ECPrivateKey<Curve> {
    var generator = self.generator(curve.name)
    do {
      return try ECPrivateKey.generate(using: &generator)
    } catch {
      preconditionFailure("the generator gives scalars")
    }
  }
}
