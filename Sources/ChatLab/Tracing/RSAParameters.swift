import Arithmetic
import Bytes
import PublicKey

/// The numbers of an RSA key on the command line, of any size.
struct RSAParameters: Sendable {
  private let modulus = Parameter.option(
    "modulus", .natural(), help: "The modulus n, decimal or 0x…; the primes give it too.")
  private let exponent = Parameter.option(
    "exponent", .natural(), default: 65537, help: "The public exponent e.")
  private let privateExponent = Parameter.option(
    "private-exponent", .natural(), help: "The private exponent d.")
  private let prime1 = Parameter.option("prime1", .natural(), help: "The prime p.")
  private let prime2 = Parameter.option("prime2", .natural(), help: "The prime q.")

  /// The parameters of a public key.
  var publicKeyParameters: [any Declared] { [modulus, exponent] }
  /// The parameters of a private key.
  var privateKeyParameters: [any Declared] {
    [modulus, exponent, privateExponent, prime1, prime2]
  }

  /// The public key.
  ///
  /// - Throws: `CommandError.usage`.
  func publicKey(_ arguments: Arguments) throws(CommandError) -> RSA.PublicKey {
    guard let n = arguments[modulus] else {
      throw .usage("missing option --modulus, expected a number, decimal or 0x…")
    }
    do throws(PublicKeyError) {
      return try RSA.PublicKey(modulus: n, exponent: arguments[exponent], sizes: .any)
    } catch {
      throw .usage("--modulus, --exponent: \(error)")
    }
  }

  /// Whether a number is prime, but for a chance of 4^-40.
  private func isPrime(_ number: Natural) -> Bool {
    var bases = SystemRandom()
    return isProbablePrime(number, rounds: 40, using: &bases)
  }

  /// The private key, from the primes or from the private exponent.
  ///
  /// - Throws: `CommandError.usage`.
  func privateKey(_ arguments: Arguments) throws(CommandError) -> RSA.PrivateKey {
    let e = arguments[exponent]
    for (name, prime) in [("prime1", arguments[prime1]), ("prime2", arguments[prime2])] {
      if let prime, !isPrime(prime) { throw .usage("--\(name): not a prime") }
    }
    do throws(PublicKeyError) {
      if let p = arguments[prime1], let q = arguments[prime2] {
        if let n = arguments[modulus], n != p * q { throw .inconsistentPrivateKey }
        return try RSA.PrivateKey(prime1: p, prime2: q, publicExponent: e, sizes: .any)
      }
      if let n = arguments[modulus], let d = arguments[privateExponent] {
        return try RSA.PrivateKey(
          modulus: n, publicExponent: e, privateExponent: d, sizes: .any)
      }
    } catch {
      throw .usage("the private key: \(error)")
    }
    throw .usage(
      "the private key is not complete, expected --prime1 and --prime2,"
        + " or --modulus and --private-exponent")
  }
}
