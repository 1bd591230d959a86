import Bytes
import Terms
import Transcripts

extension CertifiedPeers {
  /// How a user comes to trust a CA, in `hardened`.
  enum AnchorPolicy: Sendable {
    /// The fingerprint of its certificate is heard over another channel.
    case compareOutOfBand
    /// The one in the home, if there is one; else the first that the server sends, from then on.
    case firstUse
  }

  /// One of the two people: registers, meets the other one through the server, connects to it
  /// directly, runs the handshake, and chats.
  public struct User: Party {
    /// Where the party stands; each state has what the messages before have brought.
    enum State: Sendable {
      case idle
      case registering(RSAKeyTerms)
      /// The user hears the CA's fingerprint.
      case comparingAuthority(RSAKeyTerms, certificate: Term, authority: Term)
      case waiting(Member)
      case introduced(Member, Introduction)
      case talking(PairConversation)
      case ended
    }

    /// What a user has who is registered.
    struct Member: Sendable {
      let identity: Identity
      /// The CA that the user trusts; nil in `original`.
      let authority: Term?
    }

    /// Whom the server has brought.
    struct Introduction: Sendable {
      let peer: Actor
      let role: Int
      let address: String
      let revocationList: Term?
    }

    public let actor: Actor

    let configuration: UserConfiguration
    let sizes: Sizes
    let anchor: AnchorPolicy
    let fingerprints: FingerprintPolicy
    let link: Link
    var state = State.idle
    /// The connection to the server; nil once it is closed.
    var server: Channel?
    /// Where others can reach this user.
    var address: String?
    /// Who has connected, and has not greeted yet.
    var callers: [Link: Channel] = [:]
    var draws: Draws
    var nonces = NonceRecord()
    /// What the user said before there was a peer.
    private var queue: [ChatCommand] = []
    var patience = Patience()

    static let serverActor = Actor("server")
    /// How long the server may take to answer a registration, and a peer to connect, in seconds.
    static let limit = 30
    /// How many connections may wait for their greeting.
    private static let callerLimit = 8

    /// Creates a user who has not started.
    ///
    /// - Parameters:
    ///   - configuration: What the user was told, and the files of its home.
    ///   - anchor: How it comes to trust a CA.
    ///   - fingerprints: Whether a certificate alone is enough.
    ///   - link: The wire to the server.
    ///   - source: Where random values come from.
    /// - Throws: `HandshakeError.configuration` for a file of the home that is damaged.
    init(
      _ configuration: UserConfiguration, anchor: AnchorPolicy, fingerprints: FingerprintPolicy,
      on link: Link = UserConfiguration.link, drawingFrom source: Draws.Source
    ) throws(HandshakeError) {
      actor = Actor(configuration.name)
      self.configuration = configuration
      self.anchor = anchor
      self.fingerprints = fingerprints
      self.link = link
      sizes = Sizes(configuration.settings.size)
      draws = Draws(of: actor, in: CertifiedPeers.name, from: source)
      if configuration.settings.mode == .hardened,
        let file = configuration.files[NonceRecord.fileName]
      {
        nonces = try NonceRecord(file: file)
      }
    }

    var isOriginal: Bool { configuration.settings.mode == .original }

    public mutating func handle(_ input: Input) -> [Output] {
      if case .ended = state { return [] }
      var outputs: [Output] = []
      do throws(HandshakeError) {
        switch input {
        case .start: try start(&outputs)
        case .listening(let address): self.address = address
        case .opened(let link): try opened(link, &outputs)
        case .received(let bytes, let link): try receive(bytes, link, &outputs)
        case .closed(let link): try closed(link, &outputs)
        case .submit(let command): try submit(command, &outputs)
        case .tick(let seconds): try tick(seconds, &outputs)
        }
        try followUp(&outputs)
      } catch {
        end(.failed(error), &outputs)
      }
      return outputs
    }

    /// Does what the conversation asks of the party around it.
    private mutating func followUp(_ outputs: inout [Output]) throws(HandshakeError) {
      guard case .talking(var conversation) = state else { return }
      if let question = conversation.takeQuestion() {
        try askServer(about: question, &outputs)
        state = .talking(conversation)
      }
      if server != nil, outputs.contains(where: \.isEstablishment) {
        // From here on the two talk without the server.
        outputs.append(.close(link))
        server = nil
      }
      if let ending = conversation.ending { end(ending, &outputs) }
    }

    private mutating func closed(
      _ link: Link, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      if link == self.link { return loseServer(&outputs) }
      switch state {
      case .talking(let conversation) where conversation.pair.channel.link == link:
        end(conversation.endingOfLoss, &outputs)
      case .introduced(_, let introduction) where introduction.role == 0:
        throw .unreachable("\(introduction.peer) at \(introduction.address)")
      default:
        callers.removeValue(forKey: link)
      }
    }

    /// The server has gone: once introduced, a user of the hardened mode needs it no more.
    mutating func loseServer(_ outputs: inout [Output]) {
      server = nil
      switch state {
      case .talking, .introduced: if isOriginal { end(.serverGone, &outputs) }
      default: end(.serverGone, &outputs)
      }
    }

    private mutating func submit(
      _ command: ChatCommand, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      if command == .verified {
        outputs.append(
          .notice(
            isOriginal
              ? "original has no fingerprints that could be compared"
              : "the CA vouches for names; --peer-fingerprint compares more"))
      } else if case .talking(var conversation) = state {
        try conversation.submit(command, &outputs)
        state = .talking(conversation)
        while try advance(&outputs) {}
      } else if case .peerFingerprint(let heard) = command,
        case .comparingAuthority(let key, let certificate, let authority) = state
      {
        try compareAuthority(heard, authority, &outputs)
        try accept(certificate, for: key, by: authority, &outputs)
        while try advance(&outputs) {}
      } else if let ending = PairConversation.wait(command, &queue, of: actor, &outputs) {
        end(ending, &outputs)
      }
    }

    private mutating func tick(
      _ seconds: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let isUp = patience.isUp(at: seconds)
      if case .talking(var conversation) = state {
        try conversation.tick(seconds)
        state = .talking(conversation)
      } else if isUp {
        throw .silence(seconds: patience.allowed)
      }
    }

    mutating func end(_ ending: Ending, _ outputs: inout [Output]) {
      // Whoever never started has nothing to tell.
      let hasStarted = if case .idle = state { false } else { true }
      var links = Array(callers.keys).sorted { $0.wire < $1.wire }
      if case .talking(let conversation) = state { links.append(conversation.pair.channel.link) }
      if server != nil { links.append(link) }
      state = .ended
      if hasStarted, let reason = ending.reason {
        outputs.append(.stage(Stage(.closing, actor, "\(actor) stops: \(reason)")))
      }
      outputs += links.map { .close($0) } + [.ended(ending)]
    }

    /// Begins the conversation on a link, with what the user has said already.
    mutating func converse(
      on channel: Channel, _ member: Member, _ introduction: Introduction,
      _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let mode = configuration.settings.mode
      let trust = member.authority.map {
        Trust(
          authority: $0, revocationList: introduction.revocationList, time: now, sizes: sizes)
      }
      let handshake = Handshake(
        identity: member.identity, trust: trust, fingerprints: fingerprints, nonces: nonces,
        sizes: sizes)
      let pair = Pair(
        own: actor, peer: introduction.peer, claimedName: actor.name, role: introduction.role,
        settings: configuration.settings, layouts: Layouts.all(mode), channel: channel,
        draws: draws)
      let conversation = try PairConversation(
        handshake, pair, queue: queue, patience: patience, &outputs)
      queue = []
      state = .talking(conversation)
    }

    /// The time, in seconds since 1970-01-01 00:00:00 UTC.
    var now: Int64 { configuration.time + Int64(patience.now) }

    /// Keeps who connects until it has greeted; who comes when there is no room is sent away.
    mutating func admit(_ caller: Link, _ outputs: inout [Output]) {
      let isExpected =
        switch state {
        case .waiting: true
        case .introduced(_, let introduction): introduction.role == 1
        default: false
        }
      if isExpected, callers.count < Self.callerLimit {
        callers[caller] = Channel(caller)
      } else {
        outputs.append(.close(caller))
      }
    }
  }
}

extension Output {
  /// Whether the session is up with this.
  fileprivate var isEstablishment: Bool {
    if case .established = self { true } else { false }
  }
}
