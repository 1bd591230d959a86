import Hashing
import PublicKey

extension SubjectPublicKeyInfo.Key {
  /// The algorithm for signatures where nobody asked for another: RSASSA-PKCS1-v1_5, or ECDSA, with
  /// SHA-256; on P-384 with SHA-384 (RFC 5480, section 4).
  public var signatureAlgorithm: SignatureAlgorithm {
    switch self {
    case .rsa: .pkcs1v15(.sha256)
    case .p256: .ecdsa(.sha256)
    case .p384: .ecdsa(.sha384)
    }
  }

  /// True when a signature is valid: of this message, by the owner of this key.
  ///
  /// An algorithm of other keys gives false, and so does a signature of ECDSA that is not DER.
  /// SHA-1 is verified: whether it is good enough is for the caller to say.
  public func verify(
    signature: [UInt8], message: [UInt8], algorithm: SignatureAlgorithm
  ) -> Bool {
    switch (self, algorithm) {
    case (.rsa(let key), .pkcs1v15(let hash)):
      PKCS1v15.verify(signature: signature, message: message, key: key, hash: hash.type)
    case (.rsa(let key), .pss(let parameters)):
      parameters.verify(signature: signature, message: message, key: key)
    case (.p256(let key), .ecdsa(let hash)):
      Self.ecdsa(signature: signature, message: message, key: key, hash: hash.type)
    case (.p384(let key), .ecdsa(let hash)):
      Self.ecdsa(signature: signature, message: message, key: key, hash: hash.type)
    default: false
    }
  }

  private static func ecdsa<Curve: WeierstrassCurve, H: DigestInfoHash>(
    signature: [UInt8], message: [UInt8], key: ECPublicKey<Curve>, hash: H.Type
  ) -> Bool {
    guard let signature = try? ECDSASignature<Curve>(der: signature) else { return false }
    return ECDSA.verify(signature: signature, message: message, key: key, hash: hash)
  }
}

/// PSS with two hash functions, whose types are known only when it runs.
extension SignatureAlgorithm.PSSParameters {
  /// Signs with a given salt.
  func sign(
    _ message: [UInt8], key: borrowing RSA.PrivateKey, salt: [UInt8]
  ) throws(PublicKeyError) -> [UInt8] {
    let type = hash.type
    return try sign(message, key: key, salt: salt, hash: type)
  }

  private func sign<H: DigestInfoHash>(
    _ message: [UInt8], key: borrowing RSA.PrivateKey, salt: [UInt8], hash: H.Type
  ) throws(PublicKeyError) -> [UInt8] {
    try PSS<H>.sign(message: message, key: key, salt: salt, maskHash: maskHash.type)
  }

  /// True when a signature with these parameters is valid.
  func verify(signature: [UInt8], message: [UInt8], key: RSA.PublicKey) -> Bool {
    let type = hash.type
    return verify(signature: signature, message: message, key: key, hash: type)
  }

  private func verify<H: DigestInfoHash>(
    signature: [UInt8], message: [UInt8], key: RSA.PublicKey, hash: H.Type
  ) -> Bool {
    PSS<H>.verify(
      signature: signature, message: message, key: key, saltLength: saltLength,
      maskHash: maskHash.type)
  }
}
