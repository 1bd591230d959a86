import Bytes
import Terms

extension Rooms {
  /// The room's key of an epoch, which this side made as the hub, or has from a hub who signed
  /// for it.
  struct EpochKey: Sendable {
    let epoch: UInt64
    let key: RoomKey

    /// The key that the hub makes.
    init(_ epoch: UInt64, made whole: Term) throws(HandshakeError) {
      self.epoch = epoch
      key = try RoomKey(whole)
    }

    /// A key that arrived: nobody gets it without a verified signature and a verified code.
    init(
      _ epoch: UInt64, unwrapped whole: Term, by signature: VerifiedSignature,
      with code: VerifiedWrap
    ) throws(HandshakeError) {
      self.epoch = epoch
      key = try RoomKey(whole)
    }
  }

  /// A code over a wrapped key that is the one computed here.
  struct VerifiedWrap: Sendable {
    /// Compares two codes; nil if they differ.
    init?(_ received: Term, _ computed: Term) {
      guard Choice(received.bytes, equals: computed.bytes).declassified else { return nil }
    }
  }

  /// What the signatures and codes of a room cover, in one form that all members build by
  /// themselves.
  struct RoomTexts: Sendable {
    let rules: RoomRules
    let room: Term
    let epoch: Term

    /// Begins with what all of them cover: the room and the epoch.
    init(_ rules: RoomRules, room: Term, epoch: UInt64) {
      self.rules = rules
      self.room = room
      self.epoch = Rooms.count("epoch", epoch)
    }

    /// The members in their order, with the fingerprints of their keys.
    func memberList(_ roster: Roster) throws(HandshakeError) -> Term {
      var parts: [Term] = []
      for fellow in roster.fellows {
        guard let key = fellow.key else { continue }
        parts += try named(fellow.nameTerm) + [key.fingerprint]
      }
      return try term("member_list", Concatenation(parts))
    }

    /// What hub and member sign for the ephemeral keys: who signs, both names, both keys, the
    /// room, the epoch and everybody who is to have the key.
    func exchange(
      signer: Actor, isHub: Bool, hub: Fellow, member: Fellow, points: (hub: Term, member: Term),
      list: Term
    ) throws(HandshakeError) -> Term {
      let role = Term.constant("\(signer).role", [isHub ? 1 : 0])
      return try whole(
        "\(signer).exchange_text", "exchange",
        [role] + named(hub.nameTerm) + named(member.nameTerm) + [points.hub, points.member, list])
    }

    /// What an acknowledgement signs.
    func acknowledgement(by sender: Fellow) throws(HandshakeError) -> Term {
      try whole("\(sender.name).acknowledgement_text", "acknowledged", named(sender.nameTerm))
    }

    /// What a line signs.
    func line(
      by sender: Fellow, sequence: Term, token: Term
    ) throws(HandshakeError) -> Term {
      try whole(
        "\(sender.name).line_text", "chat", named(sender.nameTerm) + [sequence, token])
    }

    /// What a goodbye signs.
    func goodbye(by sender: Fellow, sequence: Term) throws(HandshakeError) -> Term {
      try whole("\(sender.name).goodbye_text", "leave", named(sender.nameTerm) + [sequence])
    }

    private func whole(
      _ name: String, _ purpose: String, _ parts: [Term]
    ) throws(HandshakeError) -> Term {
      try term(
        name, Concatenation([rules.label(purpose)] + named(room) + [epoch] + parts))
    }

    private func named(_ name: Term) throws(HandshakeError) -> [Term] {
      [try term("\(name.name) length", LengthPrefix(of: [name], width: 1)), name]
    }
  }

  /// How the hub hands the key of an epoch to one other member: keys of ECDH and HKDF for this
  /// exchange alone, encryption, then a code over all that was signed.
  struct AuthenticatedWrap: Sendable {
    let values: [Term]
    private let encryption: Term
    private let authentication: Term
    private let context: Term

    /// Derives the keys from the shared secret, bound to the text that the hub signs.
    init(_ member: Actor, secret: Term, context: Term) throws(HandshakeError) {
      self.context = context
      let info = try term("\(member).wrap_context", SHA256Hash(context))
      let output = try term(
        "\(member).wrap_okm",
        HKDFSHA256Derivation(
          inputKeyingMaterial: secret, salt: .constant("no_salt", []), info: info, length: 48))
      encryption = try term("\(member).kek", Slice(output, 0..<16))
      authentication = try term("\(member).wrap_mac_key", Slice(output, 16..<48))
      values = [secret, info, output, encryption, authentication]
    }

    /// Encrypts a key; two whole blocks need no padding.
    func wrap(
      _ name: String, _ key: Term, iv: Term
    ) throws(HandshakeError) -> Term {
      try term(name, CBCEncryption(key: encryption, iv: iv, plaintext: key))
    }

    /// The code over context, IV and wrapped key.
    func code(
      _ name: String, iv: Term, wrapped: Term
    ) throws(HandshakeError) -> (covered: Term, code: Term) {
      let covered = try term("\(name)_input", Concatenation([context, iv, wrapped]))
      return (covered, try term(name, HMACSHA256Code(key: authentication, message: covered)))
    }

    /// Decrypts what was verified.
    func unwrap(
      _ name: String, _ wrapped: Term, iv: Term, _ verified: VerifiedWrap
    ) throws(HandshakeError) -> Term {
      try term(name, CBCDecryption(key: encryption, iv: iv, ciphertext: wrapped))
    }
  }
}
