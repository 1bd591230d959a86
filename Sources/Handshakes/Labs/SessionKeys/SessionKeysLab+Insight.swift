import Terms
import Transcripts

extension SessionKeysLab {
  /// What the server can find out from the messages that it passes on.
  ///
  /// It has no terms but the fields that arrive. A layout declares how each field was made, so the
  /// server rebuilds the users' terms around hidden secrets, and asks for its own knowledge.
  struct Insight: ServerInsight {
    private let settings: LabSettings
    /// The encryption keys that newcomers sent, by their names.
    private var keys: [String: DeclaredKey] = [:]
    /// What each two share, by their names, once one has sealed it for the other.
    private var pairs: [Set<String>: DeclaredPair] = [:]
    /// What was found out before.
    private var known: Set<String> = []

    /// Knows nothing yet.
    init(_ settings: LabSettings) {
      self.settings = settings
    }

    mutating func findings(after stage: Stage) -> [Finding]? {
      guard let message = stage.messages.first(where: { $0.direction == .received })?.message
      else { return nil }
      switch message.name {
      case Layouts.leave.name:
        forget(message.sender.name)
        return nil
      case Layouts.publicKey.name:
        let key = DeclaredKey(message)
        keys[message.sender.name] = key
        return findings(key.sent, key.secrets)
      case Layouts.sessionKeys.name, Layouts.chat.name:
        return observe(message)
      default:
        return nil
      }
    }

    /// What the two of a message share is theirs as long as both are there.
    private mutating func observe(_ message: Message) -> [Finding]? {
      let receiver = String(decoding: message["to"].bytes, as: UTF8.self)
      let names: Set = [message.sender.name, receiver]
      if message.name == Layouts.sessionKeys.name, let key = keys[receiver] {
        pairs[names] = DeclaredPair(message, for: receiver, key, settings)
      }
      guard let pair = pairs[names] else { return [] }
      let line = message.name == Layouts.chat.name ? pair.line(message) : nil
      var sent = pair.sent
      if let line { sent[message.id] = line.fields }
      return findings(sent, pair.secrets + (line?.secrets ?? []))
    }

    private mutating func forget(_ name: String) {
      keys[name] = nil
      pairs = pairs.filter { !$0.key.contains(name) }
    }

    private mutating func findings(
      _ sent: [MessageID: [String: Term]], _ secrets: [Term]
    ) -> [Finding] {
      let universe = TermUniverse(roots: secrets, sent: sent)
      let wires = Set(sent.keys.map(\.wire))
      let report = KnowledgeReport([(name: "server", actors: [], wires: wires)], in: universe)
      return report.secrets(learntBy: "server").compactMap { secret, reason in
        // A text is a new one with each line; everything else is told once.
        let isLine = secret.name.hasSuffix(".text")
        guard isLine || known.insert(secret.name).inserted else { return nil }
        return Finding(secret: secret, reason: reason)
      }
    }
  }

  /// A newcomer's encryption key as an observer rebuilds it.
  private struct DeclaredKey: Sendable {
    let publicKey: RSAPublicKeyTerms
    /// The term behind the field in which it was sent.
    let sent: [MessageID: [String: Term]]
    let secrets: [Term]

    init(_ message: Message) {
      let owner = message.sender
      let pem = message["public_key"]
      let p = Term("\(owner).encryption_p", [], .hidden(of: owner))
      let q = Term("\(owner).encryption_q", [], .hidden(of: owner))
      secrets = [p, q]
      let information = try? Term("info", PEMDecoding(pem, label: "PUBLIC KEY"))
      func number(_ component: RSAPublicKeyComponent.Component) -> [UInt8] {
        information.flatMap { try? RSAPublicKeyComponent(component, of: $0).evaluate() } ?? []
      }
      let n = Term("\(owner).encryption_n", number(.n), .computed(Modulus(p: p, q: q)))
      publicKey = RSAPublicKeyTerms(n: n, e: .constant("\(owner).encryption_e", number(.e)))
      let written = Term(
        "\(owner).encryption_info", information?.bytes ?? [],
        .computed(RSAPublicKeyInfo(publicKey)))
      let text = Term(pem.name, pem.bytes, .computed(PEMEncoding(written, label: "PUBLIC KEY")))
      sent = [message.id: ["public_key": text]]
    }
  }

  /// What two users share, as an observer rebuilds it.
  private struct DeclaredPair: Sendable {
    /// The terms behind the fields that were sent when the keys were made.
    let sent: [MessageID: [String: Term]]
    let secrets: [Term]
    private let settings: LabSettings
    /// What the keys of the session are derived from, or what they are cut out of.
    private let material: Term

    init(
      _ message: Message, for receiver: String, _ key: DeclaredKey, _ settings: LabSettings
    ) {
      let (owner, side) = (message.sender, "\(message.sender).\(receiver)")
      let sizes = Sizes(settings.size)
      let secret = Term("\(side).secret", [], .hidden(of: owner))
      let seed = Term("\(side).oaep_seed", [], .hidden(of: owner))
      self.settings = settings
      switch settings.mode {
      case .original:
        let salt = Term("\(side).salt", [], .hidden(of: owner))
        let password = Term("\(side).password", [], .computed(HexadecimalText(of: secret)))
        let derivation = PBKDF2Derivation(
          password: password, salt: salt, iterations: sizes.iterations,
          length: sizes.sessionKeys)
        material = Term("\(side).session_keys", [], .computed(derivation))
      case .hardened:
        material = secret
      }
      let encoding = OAEPEncoding(
        message: material, label: .constant("seal_label", []), seed: seed,
        length: key.publicKey.length)
      let encoded = Term("\(side).encoded_keys", [], .computed(encoding))
      let sealed = RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded)
      let field = message["sealed_keys"]
      var sent = key.sent
      sent[message.id] = ["sealed_keys": Term(field.name, field.bytes, .computed(sealed))]
      self.sent = sent
      secrets = key.secrets + [secret, seed]
    }

    /// The terms behind a line of the chat, and the text in it.
    func line(_ message: Message) -> (fields: [String: Term], secrets: [Term]) {
      let side = "\(message.sender).\(String(decoding: message["to"].bytes, as: UTF8.self))"
      let text = Term("\(side).text", [], .hidden(of: message.sender))
      let (field, vector) = (message["ciphertext"], message["iv"])
      let iv = Term(vector.name, vector.bytes, .hidden(of: message.sender))
      let plaintext = Term(
        "\(side).plaintext", [],
        .computed(JSONTexts([text, .text("name", message.sender.name)])))
      let padded = Term(
        "\(side).padded", [], .computed(BlockPadding(plaintext, scheme: .pkcs7)))
      let ciphertext = CBCEncryption(key: encryptionKey(side), iv: iv, plaintext: padded)
      return (
        ["iv": iv, "ciphertext": Term(field.name, field.bytes, .computed(ciphertext))], [text]
      )
    }

    /// The key of a direction, as far as knowing it goes: salt and info are public, and constants
    /// stand for them.
    private func encryptionKey(_ side: String) -> Term {
      let sizes = Sizes(settings.size)
      let whole: Term
      switch settings.mode {
      case .original: whole = material
      case .hardened:
        let derivation = HKDFSHA256Derivation(
          inputKeyingMaterial: material, salt: .constant("salt", []), info: .text("info", side),
          length: sizes.encryptionKey)
        whole = Term("\(side).session_keys", [], .computed(derivation))
      }
      return Term(
        "\(side).encryption_key", [], .computed(Slice(whole, 0..<sizes.encryptionKey)))
    }
  }
}
