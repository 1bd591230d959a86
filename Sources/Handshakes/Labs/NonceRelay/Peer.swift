import Bytes
import Terms
import Transcripts

extension NonceRelay {
  /// One of the two people: registers with the relay, runs the handshake of a mode with the other
  /// one through it, and chats.
  public struct Peer: Party {
    /// Where the party stands; each state has what the messages before have brought.
    private enum State: Sendable {
      case idle
      case registering(Channel)
      case waiting(Channel)
      case talking(PairConversation)
      case ended
    }

    public let actor: Actor

    private let configuration: UserConfiguration
    private let link: Link
    private let fingerprints: FingerprintPolicy
    private let draws: Draws
    private var state = State.idle
    /// What the user said before there was a peer.
    private var queue: [ChatCommand] = []
    private var patience = Patience()

    private static let relay = Actor("relay")
    /// How long the relay may take to answer a registration, in seconds.
    private static let registrationLimit = 30

    /// Creates a user who has not started.
    ///
    /// - Parameters:
    ///   - configuration: What the user was told.
    ///   - fingerprints: How to make sure whose key arrives; `original` has no such thing.
    ///   - link: The wire to the relay.
    ///   - source: Where random values come from.
    public init(
      _ configuration: UserConfiguration, fingerprints: FingerprintPolicy,
      on link: Link = UserConfiguration.link, drawingFrom source: Draws.Source
    ) {
      actor = Actor(configuration.name)
      self.configuration = configuration
      self.fingerprints = fingerprints
      self.link = link
      draws = Draws(of: actor, in: NonceRelay.name, from: source)
    }

    public mutating func handle(_ input: Input) -> [Output] {
      if case .ended = state { return [] }
      var outputs: [Output] = []
      do throws(HandshakeError) {
        switch input {
        case .start: try start(&outputs)
        case .received(let bytes, _): try receive(bytes, &outputs)
        case .closed: end(endingOfLoss, &outputs)
        case .submit(let command): try submit(command, &outputs)
        case .tick(let seconds): try tick(seconds, &outputs)
        case .opened, .listening: break
        }
        if case .talking(let conversation) = state, let ending = conversation.ending {
          end(ending, &outputs)
        }
      } catch {
        end(.failed(error), &outputs)
      }
      return outputs
    }

    /// How it ends when the connection to the relay ends.
    private var endingOfLoss: Ending {
      guard case .talking(let conversation) = state, conversation.hasLeft else {
        return .serverGone
      }
      return conversation.endingOfLoss
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

    private mutating func end(_ ending: Ending, _ outputs: inout [Output]) {
      // Whoever never started has nothing to tell.
      let hasStarted = if case .idle = state { false } else { true }
      state = .ended
      if hasStarted, let reason = ending.reason {
        outputs.append(.stage(Stage(.closing, actor, "\(actor) stops: \(reason)")))
      }
      outputs += [.close(link), .ended(ending)]
    }
  }
}

// MARK: What arrives

extension NonceRelay.Peer {
  private typealias Layouts = NonceRelay.Layouts

  private mutating func receive(
    _ bytes: [UInt8], _ outputs: inout [Output]
  ) throws(HandshakeError) {
    switch state {
    case .registering(var channel):
      channel.append(bytes)
      state = .registering(channel)
    case .waiting(var channel):
      channel.append(bytes)
      state = .waiting(channel)
    case .talking(var conversation):
      conversation.append(bytes)
      state = .talking(conversation)
    case .idle, .ended: return
    }
    while try advance(&outputs) {}
  }

  /// Takes the next whole message; false when there is none or none may be taken now.
  private mutating func advance(_ outputs: inout [Output]) throws(HandshakeError) -> Bool {
    switch state {
    case .idle, .ended:
      return false
    case .registering(var channel):
      guard let arrival = try channel.nextArrival() else { return false }
      if try relayEnds(arrival, while: "registering", &outputs) { return false }
      try registered(arrival, channel, &outputs)
    case .waiting(var channel):
      guard let arrival = try channel.nextArrival() else { return false }
      if try relayEnds(arrival, while: "waiting", &outputs) { return false }
      try paired(arrival, channel, &outputs)
    case .talking(var conversation):
      guard let arrival = try conversation.nextArrival() else { return false }
      if try relayEnds(arrival, while: "paired", &outputs) { return false }
      if arrival.frame.type == Layouts.gone.type {
        _ = try read(arrival, as: Layouts.gone, while: "paired")
        end(conversation.endingOfLoss, &outputs)
        return false
      }
      try conversation.take(arrival, &outputs)
      state = .talking(conversation)
    }
    return true
  }

  /// Takes the relay's last words, which may come at any time; false for what goes on.
  private mutating func relayEnds(
    _ arrival: Arrival, while state: String, _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    guard
      let ending = try ServerWords.ending(
        saidBy: arrival, from: Self.relay, to: actor, while: state)
    else { return false }
    // Whoever has said goodbye leaves as it wanted to.
    if ending == .serverGone { end(endingOfLoss, &outputs) } else { end(ending, &outputs) }
    return true
  }

  private func read(
    _ arrival: Arrival, as layout: MessageLayout, while state: String
  ) throws(HandshakeError) -> Message {
    try arrival.read(
      as: layout, from: Self.relay, to: actor, while: state,
      among: Layouts.all(configuration.settings.mode))
  }
}

// MARK: What the user wants

extension NonceRelay.Peer {
  private mutating func submit(
    _ command: ChatCommand, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    if command == .verified, configuration.settings.mode == .original {
      outputs.append(.notice("original has no fingerprints that could be compared"))
    } else if case .talking(var conversation) = state {
      try conversation.submit(command, &outputs)
      state = .talking(conversation)
      while try advance(&outputs) {}
    } else if let ending = PairConversation.wait(command, &queue, of: actor, &outputs) {
      end(ending, &outputs)
    }
  }
}

// MARK: Registration

extension NonceRelay.Peer {
  private mutating func start(_ outputs: inout [Output]) throws(HandshakeError) {
    var channel = Channel(link)
    let values =
      [Term.constant("version", [1]), .text("lab", NonceRelay.name)]
      + configuration.settings.terms
      + [
        .text("\(actor).name", configuration.name), .text("\(actor).wanted", configuration.wanted),
      ]
    let message = try channel.write(Layouts.register, values, from: actor, to: Self.relay)
    let wanted = configuration.wanted.isEmpty ? "anybody" : configuration.wanted
    let stage = Stage(
      .connection, actor, "\(actor) registers with the relay and asks for \(wanted)",
      explanation: "Mode and size go first: nobody can be talked down to another mode.",
      values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: channel.link)]
    state = .registering(channel)
    patience.allow(seconds: Self.registrationLimit)
  }

  private mutating func registered(
    _ arrival: Arrival, _ channel: Channel, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try read(arrival, as: Layouts.registered, while: "registering")
    let id = message["id"].bytes.reduce(0) { $0 << 8 | Int($1) }
    let stage = Stage(
      .connection, actor, "\(actor) has number \(id) at the relay",
      values: [message["id"]], messages: [.received(message)])
    outputs += [.stage(stage)]
    let wanted = configuration.wanted.isEmpty ? "somebody" : configuration.wanted
    outputs.append(.notice("waiting for \(wanted)"))
    state = .waiting(channel)
    patience.allow(seconds: nil)
  }

  private mutating func paired(
    _ arrival: Arrival, _ channel: Channel, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try read(arrival, as: Layouts.paired, while: "waiting for the other one")
    guard let role = message["role"].bytes.first, role <= 1 else {
      throw .field("paired role", expected: "0 or 1")
    }
    let name = String(decoding: message["peer name"].bytes, as: UTF8.self)
    try UserName.check(name, in: "paired peer name")
    guard name != actor.name else {
      throw .field("paired peer name", expected: "not one's own")
    }
    let number = message["peer id"].bytes.reduce(0) { $0 << 8 | Int($1) }
    guard ["", name, String(number)].contains(configuration.wanted) else {
      throw .field("paired peer name", expected: "\(configuration.wanted), the one asked for")
    }
    let peer = Actor(name)
    let stage = Stage(
      .connection, actor, "the relay pairs \(actor) with \(peer)",
      values: [message["role"], message["peer id"], message["peer name"]],
      messages: [.received(message)])
    outputs.append(.stage(stage))
    let pair = Pair(
      own: actor, peer: peer, claimedName: actor.name, role: Int(role),
      settings: configuration.settings, layouts: Layouts.all(configuration.settings.mode),
      channel: channel, draws: draws)
    let conversation =
      switch configuration.settings.mode {
      case .original:
        try PairConversation(
          NonceRelay.OriginalHandshake(), pair, queue: queue, patience: patience, &outputs)
      case .hardened:
        try PairConversation(
          NonceRelay.HardenedHandshake(policy: fingerprints), pair, queue: queue,
          patience: patience, &outputs)
      }
    queue = []
    state = .talking(conversation)
  }
}
