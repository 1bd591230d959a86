import Arithmetic
import Terms
import Transcripts

extension NonceRelay {
  /// What the relay can find out about a pair from the messages that it passes on.
  ///
  /// The relay has no terms but the fields that arrive. A layout declares how each field was
  /// made, so the relay rebuilds the users' terms around hidden secrets, and asks for its own
  /// knowledge. Where a secret is in reach at once (a modulus that factors by hand), it is
  /// recovered, and its hidden term has bytes.
  public struct Wiretap: Sendable {
    private let settings: LabSettings
    private var users: [String: DeclaredUser] = [:]
    /// The terms of the handshake, and of the last line of the chat: enough, and bounded.
    private var handshake: [MessageID: [String: Term]] = [:]
    private var lastLine: [MessageID: [String: Term]] = [:]
    private var known: Set<String> = []

    /// Listens to one pair that runs a mode and size.
    public init(_ settings: LabSettings) {
      self.settings = settings
    }

    /// Takes a message that one user of the pair sends to the other.
    ///
    /// - Returns: The secrets that this message puts in reach.
    public mutating func observe(_ message: Message) -> [Finding] {
      let (sender, receiver) = (message.sender.name, message.receiver.name)
      var own = users[sender] ?? DeclaredUser(message.sender)
      let peer = users[receiver] ?? DeclaredUser(message.receiver)
      let fields =
        switch settings.mode {
        case .original: own.declareOriginal(message, to: peer)
        case .hardened: own.declareHardened(message, to: peer)
        }
      users[sender] = own
      let isLine = message.name == Layouts.chat.name
      lastLine = isLine ? [message.id: fields] : [:]
      if !isLine, !fields.isEmpty { handshake[message.id] = fields }
      return newFindings()
    }

    private mutating func newFindings() -> [Finding] {
      let sent = handshake.merging(lastLine) { first, _ in first }
      let roots = users.values.flatMap(\.secrets)
      let universe = TermUniverse(roots: roots, sent: sent)
      let wires = Set(sent.keys.map(\.wire))
      let report = KnowledgeReport(
        [(name: "relay", actors: [], wires: wires)], in: universe)
      return report.secrets(learntBy: "relay").compactMap { secret, reason in
        // A text is a new one with each line; everything else is told once.
        let isLine = secret.name.hasSuffix(".text")
        guard isLine || known.insert(secret.name).inserted else { return nil }
        return Finding(secret: secret, reason: reason)
      }
    }
  }
}

/// The terms of a user as an observer rebuilds them.
private struct DeclaredUser: Sendable {
  let actor: Actor
  var key: RSAKeyTerms?
  var encryptionKey: RSAKeyTerms?
  var symmetricKey: Term?

  init(_ actor: Actor) {
    self.actor = actor
  }

  /// The secrets that no message contains.
  var secrets: [Term] {
    [key?.p, key?.q, key?.d, encryptionKey?.p, encryptionKey?.q, encryptionKey?.d, symmetricKey]
      .compactMap { $0 }
  }

  private func hidden(_ name: String, _ bytes: [UInt8] = [], like term: Term? = nil) -> Term {
    Term(
      "\(actor).\(name)", bytes, .hidden(of: actor),
      notation: term?.notation ?? (bytes.isEmpty ? .hexadecimal : .decimal))
  }

  /// A term with the bytes of a field, made as the sender is declared to have made it.
  private func declared(_ field: Term, _ operation: some Operation) -> Term {
    Term(field.name, field.bytes, .computed(operation), notation: field.notation)
  }

  /// A value that the observer may not have the bytes of.
  private func derived(_ name: String, _ operation: some Operation) -> Term {
    (try? Term("\(actor).\(name)", operation, notation: .decimal))
      ?? Term("\(actor).\(name)", [], .computed(operation))
  }

  // MARK: Original

  /// The terms behind the fields of a message of the original.
  mutating func declareOriginal(_ message: Message, to peer: DeclaredUser) -> [String: Term] {
    switch message.name {
    case NonceRelay.Layouts.publicKey.name:
      let (key, n) = declareKey(n: message["n"], e: message["e"], prefix: "", .totient)
      self.key = key
      return ["n": n, "e": key.publicKey.e]
    case NonceRelay.Layouts.signedNonce.name:
      let nonce = hidden("nonce", message["nonce"].bytes, like: message["nonce"])
      guard let key else { return ["nonce": nonce] }
      let elements: RSAElements =
        nonce.bytes.count < key.publicKey.length ? .whole : .octetByOctet
      let signed = RSAPrivateOperation(.signature, key: key, input: nonce, elements: elements)
      return ["nonce": nonce, "signed_nonce": declared(message["signed_nonce"], signed)]
    case NonceRelay.Layouts.sealedKey.name:
      return declareOriginalKey(message["sealed_key"], for: peer)
    case NonceRelay.Layouts.chat.name:
      return declareOriginalLine(message)
    default:
      return [:]
    }
  }

  private mutating func declareOriginalKey(
    _ field: Term, for peer: DeclaredUser
  ) -> [String: Term] {
    guard let receiver = peer.key else { return [:] }
    let elements: RSAElements = receiver.publicKey.length > 16 ? .whole : .octetByOctet
    let opening = RSAPrivateOperation(
      .confidentiality, key: receiver, input: field, elements: elements)
    // Evaluation fails, and nothing is recovered, where the observer has no private exponent.
    let digits = receiver.d.bytes.isEmpty ? nil : try? opening.evaluate()
    let secret = Term(
      "\(actor).symmetric_key", digits ?? [], .hidden(of: actor), notation: .text)
    symmetricKey = secret
    let sealed = RSAPublicOperation(
      .confidentiality, key: receiver.publicKey, input: secret, elements: elements)
    return ["sealed_key": declared(field, sealed)]
  }

  private func declareOriginalLine(_ message: Message) -> [String: Term] {
    guard let symmetricKey else { return [:] }
    let iv = hidden("iv", message["iv"].bytes, like: message["iv"])
    let opening = CBCDecryption(
      key: symmetricKey, iv: message["iv"], ciphertext: message["ciphertext"])
    let padded = symmetricKey.bytes.isEmpty ? nil : try? Term("padded", opening)
    let bytes = padded.flatMap { try? BlockUnpadding($0, scheme: .zeros).evaluate() }
    let text = Term("\(actor).text", bytes ?? [], .hidden(of: actor), notation: .text)
    let plaintext = Term(
      "\(actor).padded", padded?.bytes ?? [], .computed(BlockPadding(text, scheme: .zeros)))
    let ciphertext = CBCEncryption(key: symmetricKey, iv: iv, plaintext: plaintext)
    let mac = HMACSHA256Code(key: symmetricKey, message: text)
    return [
      "iv": iv, "ciphertext": declared(message["ciphertext"], ciphertext),
      "mac": declared(message["mac"], mac),
    ]
  }

  // MARK: Hardened

  /// The terms behind the fields of a message of the hardened mode, as far as they carry secrets.
  mutating func declareHardened(_ message: Message, to peer: DeclaredUser) -> [String: Term] {
    switch message.name {
    case NonceRelay.Layouts.publicKeys.name:
      let (signing, n) = declareKey(n: message["n"], e: message["e"], prefix: "", .carmichael)
      let (encryption, encryptionN) = declareKey(
        n: message["encryption_n"], e: message["encryption_e"], prefix: "encryption_", .carmichael)
      key = signing
      encryptionKey = encryption
      return [
        "n": n, "e": signing.publicKey.e, "encryption_n": encryptionN,
        "encryption_e": encryption.publicKey.e,
      ]
    case NonceRelay.Layouts.sealedKey.name:
      guard let receiver = peer.encryptionKey else { return [:] }
      let contribution = hidden("symmetric_key")
      symmetricKey = contribution
      let encoding = OAEPEncoding(
        message: contribution, label: NonceRelay.HardenedHandshake.sealLabel,
        seed: hidden("oaep_seed"), length: receiver.publicKey.length)
      let encoded = Term("\(actor).encoded_key", [], .computed(encoding))
      let sealed = RSAPublicOperation(
        .confidentiality, key: receiver.publicKey, input: encoded)
      return ["sealed_key": declared(message["sealed_key"], sealed)]
    case NonceRelay.Layouts.signature.name:
      guard let key else { return [:] }
      let encoding = PSSEncoding(
        message: hidden("signed_text"), salt: hidden("pss_salt"),
        bitWidth: Natural(bigEndian: key.publicKey.n.bytes).bitWidth - 1)
      let encoded = Term("\(actor).encoded_signature", [], .computed(encoding))
      let signed = RSAPrivateOperation(.signature, key: key, input: encoded)
      return ["signed_nonce": declared(message["signed_nonce"], signed)]
    case NonceRelay.Layouts.sequencedChat.name:
      let iv = hidden("iv", message["iv"].bytes, like: message["iv"])
      let padded = Term(
        "\(actor).padded", [], .computed(BlockPadding(hidden("text"), scheme: .pkcs7)))
      let encryptionKey = derivedKey("encryption_key", with: peer)
      let ciphertext = CBCEncryption(key: encryptionKey, iv: iv, plaintext: padded)
      return ["iv": iv, "ciphertext": declared(message["ciphertext"], ciphertext)]
    default:
      return [:]
    }
  }

  /// A key of a direction, as far as knowing it goes.
  ///
  /// Salt and info of the real derivation are public, so they add nothing to what the relay must
  /// know, which is both contributions; constants stand for them.
  private func derivedKey(_ name: String, with peer: DeclaredUser) -> Term {
    let contributions = [symmetricKey, peer.symmetricKey].compactMap { $0 }
    let material = Term("key_material", [], .computed(Concatenation(contributions)))
    let derivation = HKDFSHA256Derivation(
      inputKeyingMaterial: material, salt: .constant("key_salt", []),
      info: .text("\(actor)", actor.name), length: 16)
    return Term("\(actor).\(name)", [], .computed(derivation))
  }

  // MARK: Keys

  /// A key pair whose primes are found if the modulus is small enough to factor by hand.
  private func declareKey(
    n: Term, e: Term, prefix: String, _ group: ExponentModulus
  ) -> (key: RSAKeyTerms, n: Term) {
    let factors = Self.factors(of: Natural(bigEndian: n.bytes))
    let p = hidden("\(prefix)p", factors.map { $0.p.bigEndianBytes } ?? [])
    let q = hidden("\(prefix)q", factors.map { $0.q.bigEndianBytes } ?? [])
    let product = declared(n, Modulus(p: p, q: q))
    let exponent = Term(e.name, e.bytes, .hidden(of: actor), notation: .decimal)
    let order = derived("\(prefix)\(group.rawValue)", GroupExponent(group, p: p, q: q))
    let d = derived("\(prefix)d", PrivateExponent(e: exponent, modulo: order))
    let publicKey = RSAPublicKeyTerms(n: product, e: exponent)
    return (RSAKeyTerms(publicKey: publicKey, d: d, p: p, q: q), product)
  }

  /// The two factors of a number of up to 32 bits, by trial division; nil for others.
  private static func factors(of n: Natural) -> (p: Natural, q: Natural)? {
    guard n.bitWidth <= 32, let number = n.word, number > 3 else { return nil }
    var divisor: UInt64 = 3
    while divisor * divisor <= number {
      if number.isMultiple(of: divisor) { return (Natural(divisor), Natural(number / divisor)) }
      divisor += 2
    }
    return nil
  }
}
