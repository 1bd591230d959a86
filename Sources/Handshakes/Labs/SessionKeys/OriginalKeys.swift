import Terms

extension SessionKeysLab {
  /// The keys of a pair in `original`, for both directions.
  struct OriginalKeys: Sendable {
    /// Both together, as they are sealed.
    let all: Term
    let encryption: Term
    let mac: Term

    /// Cuts the two keys out of what holds both.
    init(_ all: Term, _ side: String, _ sizes: Sizes) throws(HandshakeError) {
      self.all = all
      let end = sizes.encryptionKey
      encryption = try term("\(side).encryption_key", Slice(all, 0..<end))
      mac = try term("\(side).mac_key", Slice(all, end..<end + sizes.macKey))
    }

    /// Derives the keys from a secret that is written out as text.
    ///
    /// - Throws: `HandshakeError.term` when a value cannot be computed.
    static func derive(
      password: Term, salt: Term, _ side: String, _ sizes: Sizes
    ) throws(HandshakeError) -> OriginalKeys {
      let all = try term(
        "\(side).session_keys",
        PBKDF2Derivation(
          password: password, salt: salt, iterations: sizes.iterations,
          length: sizes.sessionKeys))
      return try OriginalKeys(all, side, sizes)
    }

    var values: [Term] { [all, encryption, mac] }
  }
}
