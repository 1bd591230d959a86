import ASN1
import Bytes
import Certificates
import Hashing
import PublicKey
import Terms

extension Rooms {
  /// The signature key pair of this side, as terms.
  struct SigningKey: Sendable {
    let privateKey: Term
    let publicKey: SigningPublicKey

    /// Computes the public half of a private key that was drawn or read.
    init(_ privateKey: Term, of owner: Actor, on curve: PrimeCurve) throws(HandshakeError) {
      self.privateKey = privateKey
      let point = try term("\(owner).public_key", ECPublicPoint(of: privateKey, on: curve))
      publicKey = try SigningPublicKey(point: point, of: owner, on: curve)
    }
  }

  /// A public signature key, and what it is known by.
  struct SigningPublicKey: Sendable {
    let curve: PrimeCurve
    /// The point without compression.
    let point: Term
    /// The SubjectPublicKeyInfo around it.
    let information: Term
    /// SHA-256 of the SubjectPublicKeyInfo.
    let fingerprint: Term

    /// Wraps the point of a key of one's own.
    init(point: Term, of owner: Actor, on curve: PrimeCurve) throws(HandshakeError) {
      self.curve = curve
      self.point = point
      let algorithm = Term.constant("ecPublicKey_\(curve.rawValue)", Self.algorithm(of: curve))
      let key = try term("\(owner).public_key_bits", DERElement(.bitString, [point]))
      information = try term(
        "\(owner).public_key_info", DERElement(.constructed(.sequence), [algorithm, key]))
      fingerprint = try term("\(owner).fingerprint", SHA256Hash(information))
    }

    /// Reads a SubjectPublicKeyInfo that arrived.
    ///
    /// - Throws: `HandshakeError.field` unless it is one of a point on the curve.
    init(information: Term, of owner: Actor, on curve: PrimeCurve) throws(HandshakeError) {
      let expected = "a SubjectPublicKeyInfo of a key on \(curve.rawValue)"
      guard let info = try? SubjectPublicKeyInfo(der: information.bytes),
        let key = try? info.key(), Self.isKey(key, on: curve),
        SubjectPublicKeyInfo(key).der == information.bytes
      else { throw .field("\(owner)'s public key", expected: expected) }
      self.curve = curve
      self.information = information
      let count = information.bytes.count
      point = try term(
        "\(owner).public_key", Slice(information, count - curve.pointLength..<count))
      fingerprint = try term("\(owner).fingerprint", SHA256Hash(information))
    }

    /// The AlgorithmIdentifier of keys on a curve (RFC 5480, section 2.1.1).
    static func algorithm(of curve: PrimeCurve) -> [UInt8] {
      let name: ObjectIdentifier =
        switch curve {
        case .p256: .secp256r1
        case .p384: .secp384r1
        }
      return DER.sequence(
        DER.objectIdentifier(.ecPublicKey), DER.objectIdentifier(name))
    }

    private static func isKey(_ key: SubjectPublicKeyInfo.Key, on curve: PrimeCurve) -> Bool {
      switch (key, curve) {
      case (.p256, .p256), (.p384, .p384): true
      default: false
      }
    }
  }

  /// A signature of this side, with the numbers that lead to it.
  struct Signature: Sendable {
    /// Digest, k, r, s and the signature, to be shown.
    let values: [Term]
    /// The octets of r and s.
    let octets: Term

    /// The numbers as ECDSA-Sig-Value, which certificates and requests have (RFC 3279, section
    /// 2.2.3).
    let encoded: Term

    /// Signs a message, in so many parts; the values are called after what is signed.
    init(
      _ what: String, over message: Term, by key: SigningKey, of owner: Actor
    ) throws(HandshakeError) {
      let curve = key.publicKey.curve
      let digest = try term("\(owner).\(what)_digest", SHA256Hash(message))
      let k = try term(
        "\(owner).\(what)_k", ECDSANonce(privateKey: key.privateKey, digest: digest, on: curve))
      let r = try term("\(owner).\(what)_r", ECDSAFirstNumber(nonce: k, on: curve))
      let s = try term(
        "\(owner).\(what)_s",
        ECDSASecondNumber(
          privateKey: key.privateKey, digest: digest, nonce: k, first: r, on: curve))
      octets = try term(
        "\(owner).\(what)_signature",
        ECDSASignatureOctets(
          first: r, second: s, message: message, signedBy: key.privateKey,
          publicKey: key.publicKey.point, on: curve))
      let numbers = [
        try term("\(owner).\(what)_r_integer", DERElement(.integer, [r])),
        try term("\(owner).\(what)_s_integer", DERElement(.integer, [s])),
      ]
      encoded = try term(
        "\(owner).\(what)_sig_value", DERElement(.constructed(.sequence), numbers))
      values = [digest, k, r, s, octets]
    }
  }

  /// A signature that a public key verifies.
  struct VerifiedSignature: Sendable {
    /// Verifies the octets of r and s; nil if they are no signature of the message.
    init?(_ signature: Term, over message: Term, by key: SigningPublicKey) {
      let isValid =
        switch key.curve {
        case .p256: Self.verify(signature, message, key, P256.self)
        case .p384: Self.verify(signature, message, key, P384.self)
        }
      guard isValid else { return nil }
    }

    private static func verify<Curve: WeierstrassCurve>(
      _ signature: Term, _ message: Term, _ key: SigningPublicKey, _ curve: Curve.Type
    ) -> Bool {
      guard let point = try? ECPublicKey<Curve>(encoded: key.point.bytes),
        let numbers = try? ECDSASignature<Curve>(rawRepresentation: signature.bytes)
      else { return false }
      return ECDSA.verify(
        signature: numbers, message: message.bytes, key: point, hash: SHA256.self)
    }
  }
}
