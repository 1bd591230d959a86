import Terms

extension Rooms {
  /// How the hub hands the room's key to one other member in `original`: a key of ECDH and PBKDF2,
  /// and AES-128-CBC without padding and without a code.
  public enum KeyWrapping {
    /// The key-encryption key: PBKDF2-HMAC-SHA-256(Z, salt, iterations, 16).
    ///
    /// - Throws: `HandshakeError.term`, which lengths that the layouts allow never give.
    public static func keyEncryptionKey(
      _ name: String, secret: Term, salt: Term, iterations: Int
    ) throws(HandshakeError) -> Term {
      try term(
        name, PBKDF2Derivation(password: secret, salt: salt, iterations: iterations, length: 16))
    }

    /// The wrapped key: two whole blocks, as a Fernet key has.
    ///
    /// - Throws: `HandshakeError.term` for a key of other lengths.
    public static func wrap(
      _ name: String, _ key: Term, under keyEncryptionKey: Term, iv: Term
    ) throws(HandshakeError) -> Term {
      try term(name, CBCEncryption(key: keyEncryptionKey, iv: iv, plaintext: key))
    }

    /// The key again: any 32 octets unwrap to something.
    ///
    /// - Throws: `HandshakeError.term` for lengths that are no blocks.
    public static func unwrap(
      _ name: String, _ wrapped: Term, under keyEncryptionKey: Term, iv: Term
    ) throws(HandshakeError) -> Term {
      try term(name, CBCDecryption(key: keyEncryptionKey, iv: iv, ciphertext: wrapped))
    }
  }
}
