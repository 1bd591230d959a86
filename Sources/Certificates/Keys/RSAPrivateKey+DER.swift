import ASN1
import Arithmetic
import Bytes
import PublicKey

/// RSAPrivateKey (PKCS #1; RFC 8017, section A.1.2):
///
///     RSAPrivateKey ::= SEQUENCE {
///       version          Version,  -- 0: two primes
///       modulus          INTEGER,  -- n
///       publicExponent   INTEGER,  -- e
///       privateExponent  INTEGER,  -- d
///       prime1           INTEGER,  -- p
///       prime2           INTEGER,  -- q
///       exponent1        INTEGER,  -- d mod (p - 1)
///       exponent2        INTEGER,  -- d mod (q - 1)
///       coefficient      INTEGER } -- q^-1 mod p
extension RSA.PrivateKey {
  /// Reads an RSAPrivateKey, and checks that all its numbers belong together.
  ///
  /// - Throws: `CertificateError.encoding` when it is none, a key with more than two primes among
  ///   others; `.key` when the numbers are no key.
  public init(der: [UInt8], sizes: RSA.Sizes = .standard) throws(CertificateError) {
    var numbers = try CertificateError.reading("RSAPrivateKey", der) {
      (fields) throws(ASN1Error) in
      _ = try fields.readVersion(0, field: "version")
      var numbers: [Natural] = []
      for name in Self.numberNames { numbers.append(try fields.readNatural(name)) }
      return numbers
    }
    defer { for index in numbers.indices { numbers[index].wipe() } }
    do throws(PublicKeyError) {
      let key = try RSA.PrivateKey(
        modulus: numbers[0], publicExponent: numbers[1], privateExponent: numbers[2],
        prime1: numbers[3], prime2: numbers[4], sizes: sizes)
      // The primes and e determine these three, and a wrong one gives the primes away.
      let areRight =
        Natural.areEqual(key.exponent1, numbers[5]) & Natural.areEqual(key.exponent2, numbers[6])
        & Natural.areEqual(key.coefficient, numbers[7])
      guard areRight.declassified else { throw .inconsistentPrivateKey }
      self = key
    } catch {
      throw .key(error)
    }
  }

  private static var numberNames: [String] {
    [
      "modulus", "publicExponent", "privateExponent", "prime1", "prime2", "exponent1",
      "exponent2", "coefficient",
    ]
  }

  /// The DER encoding of the RSAPrivateKey, which is the caller's to keep secret and to wipe.
  public var der: [UInt8] {
    DER.sequence(
      DER.integer(0), DER.integer(publicKey.modulus), DER.integer(publicKey.exponent),
      DER.integer(privateExponent), DER.integer(prime1), DER.integer(prime2),
      DER.integer(exponent1), DER.integer(exponent2), DER.integer(coefficient))
  }
}
