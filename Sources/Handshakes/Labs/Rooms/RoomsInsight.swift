import Terms
import Transcripts

extension Rooms {
  /// What the server can find out from what it passes on.
  ///
  /// It has no terms of the members but the fields that arrive. A layout declares how each field is
  /// made, so the terms are rebuilt around hidden secrets, and the server is asked for its own
  /// knowledge.
  public struct RoomsInsight: ServerInsight {
    private let rules: RoomRules
    /// The exchange keys of members as they are declared, by the octets of the public half.
    private var secrets: [[UInt8]: Term] = [:]
    /// The last ephemeral key that each member showed.
    private var points: [Actor: Term] = [:]
    /// The key that each member has last been given or has given, as it is declared.
    private var keys: [Actor: Term] = [:]
    /// The terms of the exchanges, and of the last line: enough, and bounded.
    private var exchanged: [MessageID: [String: Term]] = [:]
    private var order: [MessageID] = []
    private var told: Set<String> = []
    private var declared = 0

    /// How many messages of exchanges are kept.
    private static let memory = 64

    /// Knows nothing yet.
    public init(_ rules: RoomRules) {
      self.rules = rules
    }

    public mutating func findings(after stage: Stage) -> [Finding]? {
      let layouts = Layouts(rules.mode)
      guard let message = stage.messages.first(where: { $0.direction == .received })?.message,
        layouts.betweenMembers.contains(where: { $0.name == message.name })
      else { return nil }
      let receiver = stage.messages.first { $0.direction == .sent }?.message.receiver
      let fields = declare(message, for: receiver)
      guard !fields.isEmpty else { return [] }
      if message.name == layouts.chat.name {
        return findings(exchanged.merging([message.id: fields]) { first, _ in first })
      }
      exchanged[message.id] = fields
      order.append(message.id)
      if order.count > Self.memory { exchanged[order.removeFirst()] = nil }
      return findings(exchanged)
    }

    private mutating func findings(_ sent: [MessageID: [String: Term]]) -> [Finding] {
      let universe = TermUniverse(roots: Array(secrets.values), sent: sent)
      let report = KnowledgeReport(
        [(name: Rooms.server.name, actors: [], wires: Set(sent.keys.map(\.wire)))], in: universe)
      return report.secrets(learntBy: Rooms.server.name).compactMap { secret, reason in
        told.insert(secret.name).inserted ? Finding(secret: secret, reason: reason) : nil
      }
    }

    // MARK: Declarations

    /// The terms behind the fields of a message, as far as they carry secrets.
    private mutating func declare(_ message: Message, for receiver: Actor?) -> [String: Term] {
      let sender = message.sender
      switch message.name {
      case "offer", "exchange":
        return ["ephemeral": declarePoint(message["ephemeral"], of: sender)]
      case "room-key":
        var fields: [String: Term] = [:]
        if rules.mode == .original {
          fields["ephemeral"] = declarePoint(message["ephemeral"], of: sender)
        }
        guard let receiver, let wrapped = declareWrap(message, from: sender, to: receiver) else {
          return fields
        }
        fields["wrapped_key"] = wrapped
        fields["iv"] = hidden("wrap_iv", of: sender, message["iv"].bytes)
        return fields
      case "chat": return declareLine(message)
      default: return [:]
      }
    }

    private func hidden(_ name: String, of owner: Actor, _ bytes: [UInt8] = []) -> Term {
      Term("\(owner).\(name)", bytes, .hidden(of: owner))
    }

    /// A public key, which is that of a private key that nobody else has.
    private mutating func declarePoint(_ field: Term, of owner: Actor) -> Term {
      // Who has been here for long is forgotten, with all that it showed.
      if secrets.count > Self.memory { (secrets, points, keys) = ([:], [:], [:]) }
      declared += 1
      let secret = hidden("ephemeral_key_\(declared)", of: owner)
      secrets[field.bytes] = secret
      let point = Term(
        field.name, field.bytes, .computed(ECPublicPoint(of: secret, on: .p256)))
      points[owner] = point
      return point
    }

    /// The wrapped key of a room, under a key that follows from both ephemeral keys.
    private mutating func declareWrap(
      _ message: Message, from hub: Actor, to member: Actor
    ) -> Term? {
      guard let own = points[hub], let theirs = points[member],
        let secret = secrets[own.bytes]
      else { return nil }
      let shared = Term(
        "\(member).shared_secret", [],
        .computed(P256SharedSecret(privateKey: secret, publicKey: theirs)))
      let kek =
        rules.mode == .original
        ? Term(
          "\(member).kek", [],
          .computed(
            PBKDF2Derivation(
              password: shared, salt: message["salt"], iterations: rules.iterations, length: 16)))
        : Term(
          "\(member).kek", [],
          .computed(
            HKDFSHA256Derivation(
              inputKeyingMaterial: shared, salt: .constant("no_salt", []),
              info: .text("context", member.name), length: 16)))
      let name =
        rules.mode == .original ? "room_key" : "epoch_\(Rooms.value(message["epoch"]))_key"
      let key = hidden(name, of: hub)
      keys[hub] = key
      keys[member] = key
      let iv = hidden("wrap_iv", of: hub, message["iv"].bytes)
      return Term(
        "\(member).wrapped_key", message["wrapped_key"].bytes,
        .computed(CBCEncryption(key: kek, iv: iv, plaintext: key)))
    }

    /// A token whose text is under a room's key.
    private func declareLine(_ message: Message) -> [String: Term] {
      let sender = message.sender
      guard let key = keys[sender] else { return [:] }
      let encryption = Term("\(key.name)_encryption", [], .computed(Slice(key, 16..<32)))
      let text = hidden("text", of: sender)
      let padded = Term(
        "\(sender).padded", [], .computed(BlockPadding(text, scheme: .pkcs7)))
      let ciphertext = Term(
        "\(sender).ciphertext", [],
        .computed(
          CBCEncryption(key: encryption, iv: hidden("iv", of: sender), plaintext: padded)))
      return [
        "token": Term(
          "\(sender).token", message["token"].bytes, .computed(Base64URLEncoding(ciphertext)))
      ]
    }
  }
}
