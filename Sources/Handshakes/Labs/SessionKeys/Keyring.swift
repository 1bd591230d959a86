import Terms
import Transcripts

extension SessionKeysLab {
  /// The signature keys that a user has from the beginning: a pair of its own, and the public keys
  /// of the others.
  struct Keyring: Sendable {
    let own: RSAKeyTerms
    let fingerprint: Fingerprint
    /// How the user came to its own key.
    let certification: Stage
    /// The others' keys by their names, or what is wrong with the file.
    let others: [String: Result<KnownKey, HandshakeError>]

    /// The public key of somebody.
    ///
    /// - Throws: `HandshakeError.file` when there is none that can be used.
    func key(of name: String) throws(HandshakeError) -> KnownKey {
      guard let found = others[name] else {
        throw .file(Self.publicFile(of: name), problem: "missing, so \(name) cannot be verified")
      }
      return try found.get()
    }
  }

  /// Somebody's public key, known beforehand.
  struct KnownKey: Sendable {
    let publicKey: RSAPublicKeyTerms
    let fingerprint: Fingerprint
    /// The message that brought it, if a message did.
    let publication: Message?

    init(
      _ publicKey: RSAPublicKeyTerms, of owner: Actor, from publication: Message? = nil
    ) throws(HandshakeError) {
      self.publicKey = publicKey
      self.publication = publication
      fingerprint = try Fingerprint(of: publicKey, owner: owner)
    }

    var values: [Term] { [publicKey.n, publicKey.e] + fingerprint.values }
  }
}

// MARK: - Made for a run

extension SessionKeysLab.Keyring {
  /// The channel on which public keys reach everybody beforehand, and which nobody can alter.
  static let channel = "beforehand"

  /// The message on that channel.
  private static let publication = MessageLayout(
    "known-key", type: 0,
    fields: [
      .vector("n", prefix: 2, 1...1024, notation: .decimal),
      .vector("e", prefix: 2, 1...1024, notation: .decimal),
    ])

  /// Makes a key for each user of a run, and gives the public halves to all.
  ///
  /// - Throws: `HandshakeError.draw` when a key cannot be drawn.
  static func made(
    for users: [String], _ size: Size, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> [Self] {
    let sizes = SessionKeysLab.Sizes(size)
    var made: [(key: RSAKeyTerms, values: [Term], message: Message)] = []
    for (index, user) in users.enumerated() {
      var draws = Draws(of: Actor(user), in: SessionKeysLab.name, from: source)
      let (key, values) = try RSAKeyRecipe.hardened(modulusBitWidth: sizes.signature)
        .make("", from: &draws)
      made.append((key, values, try publish(key.publicKey, of: user, index)))
    }
    var keyrings: [Self] = []
    for (index, user) in users.enumerated() {
      var others: [String: Result<SessionKeysLab.KnownKey, HandshakeError>] = [:]
      for other in users.indices where other != index {
        others[users[other]] = .success(try read(made[other].message, for: user))
      }
      let (key, values, message) = made[index]
      let fingerprint = try Fingerprint(of: key.publicKey, owner: Actor(user))
      let stage = Stage(
        .certification, Actor(user), "\(user) has a signature key that all know",
        explanation: "It was made beforehand, and its public half given to everybody on a channel"
          + " that no attacker can alter.\(sizes.signatureReason(size))",
        values: values + fingerprint.values, messages: [.sent(message)])
      keyrings.append(
        Self(own: key, fingerprint: fingerprint, certification: stage, others: others))
    }
    return keyrings
  }

  private static func publish(
    _ key: RSAPublicKeyTerms, of user: String, _ ordinal: Int
  ) throws(HandshakeError) -> Message {
    do {
      return try publication.write(
        [key.n, key.e], id: MessageID(wire: channel, sendingEnd: 0, ordinal: ordinal),
        from: Actor(user), to: Actor("everybody"))
    } catch {
      throw .term(error)
    }
  }

  private static func read(
    _ message: Message, for user: String
  ) throws(HandshakeError) -> SessionKeysLab.KnownKey {
    let copy: Message
    do {
      copy = try publication.read(
        message.bytes, id: message.id, from: message.sender, to: Actor(user))
    } catch {
      throw .malformed(error)
    }
    return try SessionKeysLab.KnownKey(
      RSAPublicKeyTerms(n: copy["n"], e: copy["e"]), of: message.sender, from: copy)
  }
}
