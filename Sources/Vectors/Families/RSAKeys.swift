import Arithmetic
import PublicKey

extension VectorCase {
  /// The RSA public key whose numbers stand in two fields.
  func rsaPublicKey(
    modulus: String, exponent: String
  ) throws(VectorError) -> RSA.PublicKey {
    let (n, e) = (try natural(modulus), try natural(exponent))
    try VectorCase.refuse(exponent: e)
    do {
      return try RSA.PublicKey(modulus: n, exponent: e, sizes: .any)
    } catch {
      throw VectorCase.fault(error, field: modulus)
    }
  }

  /// The RSA private key whose numbers stand in these fields; the primes are computed where the
  /// file has none.
  func rsaPrivateKey(_ names: RSAFieldNames) throws(VectorError) -> RSA.PrivateKey {
    let (n, e, d) = (try natural(names.n), try natural(names.e), try natural(names.d))
    guard ["0", nil].contains(optionalText(names.otherPrimes)) else {
      throw .unsupported(reason: "no RSA key of more than two primes")
    }
    try VectorCase.refuse(exponent: e)
    do {
      guard optionalText(names.p) != nil, optionalText(names.q) != nil else {
        return try RSA.PrivateKey(
          modulus: n, publicExponent: e, privateExponent: d, sizes: .any)
      }
      let (p, q) = (try natural(names.p), try natural(names.q))
      return try RSA.PrivateKey(
        modulus: n, publicExponent: e, privateExponent: d, prime1: p, prime2: q, sizes: .any)
    } catch let error as PublicKeyError {
      throw VectorCase.fault(error, field: names.d)
    } catch let error as VectorError {
      throw error
    } catch {
      throw .malformed(field: names.d, expected: "a private key", found: "\(error)")
    }
  }

  private static func refuse(exponent e: Natural) throws(VectorError) {
    guard e.bitWidth <= 256 else {
      throw .unsupported(reason: "no RSA public exponent of more than 256 bits")
    }
  }

  /// A key that cannot be made is the file's fault, unless it is only too large.
  private static func fault(_ error: PublicKeyError, field: String) -> VectorError {
    if case .modulusWidth(let bits) = error {
      return .unsupported(reason: "no RSA modulus of \(bits) bits")
    }
    return .malformed(field: field, expected: "the numbers of an RSA key", found: "\(error)")
  }
}

/// What a format calls the numbers of an RSA key.
struct RSAFieldNames: Sendable {
  let n: String
  let e: String
  let d: String
  let p: String
  let q: String
  var otherPrimes = "other primes"

  /// NIST's response files.
  static let cavp = RSAFieldNames(n: "n", e: "e", d: "d", p: "p", q: "q")
  /// RSA Laboratories' texts.
  static let labelled = RSAFieldNames(
    n: "modulus", e: "public exponent", d: "private exponent", p: "prime 1", q: "prime 2")
  /// Wycheproof since version 1 of its schemas.
  static let wycheproof = RSAFieldNames(
    n: "privateKey.modulus", e: "privateKey.publicExponent", d: "privateKey.privateExponent",
    p: "privateKey.prime1", q: "privateKey.prime2", otherPrimes: "privateKey.otherPrimeInfos")
  /// Wycheproof before that.
  static let earlyWycheproof = RSAFieldNames(
    n: "n", e: "e", d: "d", p: "p", q: "q", otherPrimes: "otherPrimeInfos")

  /// The names that the group of a Wycheproof case has.
  static func wycheproof(_ vector: VectorCase) -> RSAFieldNames {
    vector.optionalText(wycheproof.n) == nil ? earlyWycheproof : wycheproof
  }
}

extension VectorCase {
  /// The RSA public key of a Wycheproof group, whichever version of the schema it has.
  func wycheproofRSAPublicKey() throws(VectorError) -> RSA.PublicKey {
    for (n, e) in [
      ("publicKey.modulus", "publicKey.publicExponent"),
      ("privateKey.modulus", "privateKey.publicExponent"),
    ] where optionalText(n) != nil {
      return try rsaPublicKey(modulus: n, exponent: e)
    }
    return try rsaPublicKey(modulus: "n", exponent: "e")
  }
}
