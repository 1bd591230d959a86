import Terms
import Transcripts

extension CertifiedPeers {
  /// What an attacker does on the direct connection: she is the other one for each of two users,
  /// with a key of her own and a certificate for it.
  ///
  /// Her certificates have the signature of whatever CA she has: one that she made herself, or the
  /// real one, if it lies. She runs the same handshake as everybody.
  struct Interception: Sendable {
    /// Who attacks.
    let actor: Actor
    private let settings: LabSettings
    private let sizes: Sizes
    private let time: Int64
    private let source: Draws.Source
    private var draws: Draws
    /// Who signs her certificates.
    var authority: CertificateAuthority?
    /// The CA that the users trust, by which she judges their certificates; nil in `original`.
    var trusted: Term?
    /// Where each user can be reached.
    var addresses: [String: String] = [:]
    /// Where she can be reached.
    var address: String?
    /// The two sides: the one who connects first.
    private var sides: [Side] = []
    private var pending: Link?

    /// One of the two users, as she talks to it.
    private struct Side: Sendable {
      let link: Link
      /// Who is talked to, and whom she plays.
      let (victim, played): (String, String)
      var conversation: Conversation
      /// What the other one said before this one's session was up.
      var waiting: [Term] = []
    }

    private enum Conversation: Sendable {
      case handshaking(Handshake, Pair)
      case chatting(any PairSession, Pair)
      case ended
    }

    /// Whom the attacker plays towards a user.
    static func alias(playing name: String) -> Actor { Actor("mallory-as-\(name)") }

    init(
      _ actor: Actor, _ settings: LabSettings, time: Int64, drawingFrom source: Draws.Source
    ) {
      self.actor = actor
      self.settings = settings
      self.time = time
      self.source = source
      sizes = Sizes(settings.size)
      draws = Draws(of: actor, in: CertifiedPeers.name, from: source)
    }

    /// Makes a CA that calls itself as the real one does.
    mutating func makeAuthority(_ outputs: inout [Output]) throws(HandshakeError) {
      let (key, values) = try RSAKeyRecipe.hardened(modulusBitWidth: sizes.authorityModulus)
        .make("", from: &draws)
      let clock = CertifiedPeers.beginning(ofWhatIsSignedAt: time, by: actor)
      let (certified, authority) = try CertificateAuthority.make(key, at: clock, from: &draws)
      self.authority = authority
      outputs.append(
        .stage(
          Stage(
            .certification, actor, "\(actor) makes a CA of the same name",
            explanation: "Anybody can write a name into a certificate. Nobody can sign with the"
              + " real CA's key.",
            values: values + certified)))
    }

    /// Whether a link is one of her direct connections.
    func isDirect(_ link: Link) -> Bool { link == pending || sides.contains { $0.link == link } }

    // MARK: What happens

    /// Somebody connects to her and takes her for the other one; she connects to that one.
    mutating func accept(_ link: Link, _ outputs: inout [Output]) throws(HandshakeError) {
      // A wire is called after the two who talk over it, the first being who connects.
      let names = link.wire.split(separator: "-").map(String.init)
      guard sides.isEmpty, names.count == 2, let address = addresses[names[1]] else {
        outputs.append(.close(link))
        return
      }
      try add(link, victim: names[0], played: names[1], role: 1, &outputs)
      let onward = Link(wire: "\(actor)-\(names[1])", end: 0)
      pending = onward
      outputs.append(.connect(onward, to: address))
    }

    /// Her connection to the second user is up.
    mutating func opened(_ link: Link, _ outputs: inout [Output]) throws(HandshakeError) {
      guard link == pending, let first = sides.first else { return }
      try add(link, victim: first.played, played: first.victim, role: 0, &outputs)
    }

    /// One of the two is gone: the other one hears no more.
    mutating func closed(_ link: Link, _ outputs: inout [Output]) {
      for index in sides.indices {
        sides[index].conversation = .ended
        if sides[index].link != link { outputs.append(.close(sides[index].link)) }
      }
    }

    mutating func receive(
      _ bytes: [UInt8], _ link: Link, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard let index = sides.firstIndex(where: { $0.link == link }) else { return }
      switch sides[index].conversation {
      case .handshaking(let handshake, var pair):
        pair.channel.append(bytes)
        sides[index].conversation = .handshaking(handshake, pair)
      case .chatting(let session, var pair):
        pair.channel.append(bytes)
        sides[index].conversation = .chatting(session, pair)
      case .ended: break
      }
      while try advance(index, &outputs) {}
    }

    private mutating func add(
      _ link: Link, victim: String, played: String, role: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let alias = Self.alias(playing: played)
      var pair = Pair(
        own: alias, peer: Actor(victim), claimedName: played, role: role, settings: settings,
        layouts: Layouts.all(settings.mode), channel: Channel(link),
        draws: Draws(of: alias, in: CertifiedPeers.name, from: source))
      let identity = try forge(played, &pair, &outputs)
      let trust = trusted.map {
        Trust(authority: $0, revocationList: nil, time: time, sizes: sizes)
      }
      var handshake = Handshake(
        identity: identity, trust: trust, fingerprints: .leaveToUser, nonces: NonceRecord(),
        sizes: sizes)
      let actions = try handshake.begin(&pair)
      sides.append(
        Side(
          link: link, victim: victim, played: played,
          conversation: .handshaking(handshake, pair)))
      try perform(actions, sides.count - 1, &outputs)
    }

    /// A key of her own, and a certificate that gives it another's name.
    private mutating func forge(
      _ name: String, _ pair: inout Pair, _ outputs: inout [Output]
    ) throws(HandshakeError) -> Identity {
      guard let authority else { throw .unexpected(message: "hello", while: "there is no CA") }
      let (key, values) = try RSAKeyRecipe.hardened(modulusBitWidth: sizes.userModulus)
        .make("", from: &pair.draws)
      let (random, serial) = try CertificateAuthority.serialNumber("serial", from: &pair.draws)
      let (certified, certificate) = try authority.issue(
        to: .text("\(name).name", name), key: key.publicKey, serial: serial,
        at: CertifiedPeers.beginning(ofWhatIsSignedAt: time, by: actor), by: actor)
      outputs.append(
        .stage(
          Stage(
            .certification, pair.own, "\(actor) makes a key and certifies it for \(name)",
            values: values + [random] + certified)))
      return Identity(key: key, certificate: certificate)
    }

    /// Takes the next whole message of a user; false when there is none.
    private mutating func advance(
      _ index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) -> Bool {
      switch sides[index].conversation {
      case .handshaking(var handshake, var pair):
        guard !handshake.awaitsAnswer, let arrival = try pair.channel.nextArrival() else {
          return false
        }
        let actions = try handshake.receive(arrival, &pair)
        sides[index].conversation = .handshaking(handshake, pair)
        try perform(actions, index, &outputs)
      case .chatting(var session, var pair):
        guard let arrival = try pair.channel.nextArrival() else { return false }
        let actions = try session.receive(arrival, &pair)
        sides[index].conversation = .chatting(session, pair)
        try perform(actions, index, &outputs)
      case .ended:
        return false
      }
      return true
    }

    private mutating func perform(
      _ actions: [PairAction], _ index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      for action in actions {
        switch action {
        case .stage(let stage): outputs.append(.stage(stage))
        case .send(let message): outputs.append(.send(message.bytes, on: sides[index].link))
        case .deliver(_, let text): try passOn(text, to: 1 - index, &outputs)
        case .consult: try passHerself(index, &outputs)
        case .established(let session, _):
          guard case .handshaking(_, let pair) = sides[index].conversation else { continue }
          sides[index].conversation = .chatting(session, pair)
          let waiting = sides[index].waiting
          sides[index].waiting = []
          for text in waiting { try passOn(text, to: index, &outputs) }
        case .goodbye: try sayGoodbye(&outputs)
        case .fail(let error): throw error
        case .ask, .fingerprints, .notice, .refuse, .store: break
        }
      }
    }

    /// The server need not be asked: she goes on as if it had said `pass`.
    private mutating func passHerself(
      _ index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard case .handshaking(var handshake, var pair) = sides[index].conversation else { return }
      let wire = Link(wire: "\(actor)-herself", end: 1)
      var channel = Channel(wire)
      let verdict = try channel.write(
        Layouts.verdict, [.text("verdict", "pass")], from: actor, to: actor)
      let actions = try handshake.receiveAnswer(verdict, &pair)
      sides[index].conversation = .handshaking(handshake, pair)
      // What she tells herself is no step of the run.
      try perform(actions.filter { !$0.isAbout(verdict) }, index, &outputs)
    }

    /// Encrypts a line that one user sent for the other one, who takes it for the sender's.
    private mutating func passOn(
      _ text: Term, to index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard index < sides.count, case .chatting(var session, var pair) = sides[index].conversation
      else {
        if index < sides.count { sides[index].waiting.append(text) }
        return
      }
      let actions = try session.send(text, &pair)
      sides[index].conversation = .chatting(session, pair)
      try perform(actions, index, &outputs)
    }

    private mutating func sayGoodbye(_ outputs: inout [Output]) throws(HandshakeError) {
      for index in sides.indices {
        guard case .chatting(var session, var pair) = sides[index].conversation else { continue }
        let actions = try session.sendGoodbye(&pair)
        sides[index].conversation = .ended
        try perform(actions, index, &outputs)
      }
    }
  }
}

extension PairAction {
  /// Whether this is the stage in which a message arrives.
  fileprivate func isAbout(_ message: Message) -> Bool {
    guard case .stage(let stage) = self else { return false }
    return stage.messages.contains { $0.message.id == message.id }
  }
}
