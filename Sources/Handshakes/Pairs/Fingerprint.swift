import Terms

/// A public key's fingerprint: SHA-256 of its SubjectPublicKeyInfo.
struct Fingerprint: Sendable {
  let information: Term
  let hash: Term

  /// Hashes a key; the values are called after its owner.
  init(of key: RSAPublicKeyTerms, owner: Actor) throws(HandshakeError) {
    information = try term("\(owner).public_key_info", RSAPublicKeyInfo(key))
    hash = try term("\(owner).fingerprint", SHA256Hash(information))
  }

  var values: [Term] { [information, hash] }
}
