import Terms
import Transcripts

/// A user's conversation with one peer over one link: the handshake, the chat, the goodbye.
///
/// The party around it brings both sides together, hands it the messages of the peer one by one,
/// and ends when it has an ending.
struct PairConversation: Sendable {
  /// How far it has come; each state has what the messages before have brought.
  private enum State: Sendable {
    case handshaking(any PairHandshake)
    case chatting(any PairSession)
    /// Goodbye is said; what the peer still sends is shown until its own goodbye.
    case leaving(any PairSession)
    case over
  }

  /// How long a handshake, or a peer's answer to a goodbye, may take, in seconds.
  static let patience = 60

  private(set) var pair: Pair
  private var state: State
  /// What the user said before the session was up.
  private var queue: [ChatCommand]
  private var patience: Patience
  /// How it ended, or nil.
  private(set) var ending: Ending?
  /// What the server is to judge, until it is asked.
  private var question: Term?

  /// Begins the handshake, with what the user has said already.
  init(
    _ handshake: some PairHandshake, _ pair: Pair, queue: [ChatCommand], patience: Patience,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    var (handshake, pair) = (handshake, pair)
    let actions = try handshake.begin(&pair)
    self.pair = pair
    self.queue = queue
    self.patience = patience
    state = .handshaking(handshake)
    self.patience.allow(seconds: Self.patience)
    try perform(actions, &outputs)
  }

  /// Whether goodbye is said, so that it does not matter how the other end goes.
  var hasLeft: Bool {
    if case .leaving = state { true } else { false }
  }

  /// How it ends when the link ends, or the peer's server says that the peer is gone.
  var endingOfLoss: Ending {
    hasLeft ? .goodbye(from: pair.own) : .peerLeft(pair.peer)
  }

  /// Takes octets that arrived, in whatever pieces.
  mutating func append(_ bytes: [UInt8]) { pair.channel.append(bytes) }

  /// Returns the next whole message, or nil if there is none or none may be taken now.
  mutating func nextArrival() throws(HandshakeError) -> Arrival? {
    switch state {
    case .handshaking(let handshake) where handshake.awaitsAnswer: nil
    case .over: nil
    default: try pair.channel.nextArrival()
    }
  }

  /// Takes a message of the peer.
  mutating func take(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    switch state {
    case .handshaking(var handshake):
      let actions = try handshake.receive(arrival, &pair)
      state = .handshaking(handshake)
      try perform(actions, &outputs)
    case .chatting(var session):
      let actions = try session.receive(arrival, &pair)
      state = .chatting(session)
      try perform(actions, &outputs)
    case .leaving(var session):
      let actions = try session.receive(arrival, &pair)
      state = .leaving(session)
      try perform(actions, &outputs)
    case .over:
      break
    }
  }

  /// What the server is to judge now, once.
  mutating func takeQuestion() -> Term? {
    defer { question = nil }
    return question
  }

  /// Takes what the server says about it.
  mutating func answer(
    _ answer: Message, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard case .handshaking(var handshake) = state else {
      throw .unexpected(message: answer.name, while: "nobody was asked")
    }
    let actions = try handshake.receiveAnswer(answer, &pair)
    state = .handshaking(handshake)
    try perform(actions, &outputs)
  }

  /// Takes what the user wants.
  mutating func submit(
    _ command: ChatCommand, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    switch (state, command) {
    case (_, .help), (_, .unknown):
      command.explain(&outputs)
    case (.handshaking(var handshake), .peerFingerprint(let fingerprint)):
      let actions = try handshake.compare(fingerprint: fingerprint, &pair)
      state = .handshaking(handshake)
      try perform(actions, &outputs)
    case (.chatting(var session), .say(let text)):
      guard text.count <= ChatCommand.longestText else {
        let most = ChatCommand.longestText
        outputs.append(.notice("not sent: \(text.count) bytes, a message has at most \(most)"))
        return
      }
      let typed = Term("\(pair.own).text", text, .given(by: pair.own, as: .typed), notation: .text)
      let actions = try session.send(typed, &pair)
      state = .chatting(session)
      try perform(actions, &outputs)
    case (.chatting(let session), .quit), (.chatting(let session), .endOfInput):
      try leave(session, &outputs)
    case (.chatting, .verified):
      outputs.append(.established(peer: pair.peer, verified: true))
    case (.leaving, _), (.over, _):
      break
    case (.handshaking, _):
      if let ending = Self.wait(command, &queue, of: pair.own, &outputs) { self.ending = ending }
    case (.chatting, .peerFingerprint):
      throw .fingerprintUnasked
    }
  }

  /// Puts what is typed before the session is up into a queue.
  ///
  /// - Returns: The ending when the user leaves with nothing waiting.
  static func wait(
    _ command: ChatCommand, _ queue: inout [ChatCommand], of user: Actor,
    _ outputs: inout [Output]
  ) -> Ending? {
    switch command {
    case .help, .unknown: command.explain(&outputs)
    case .quit where queue.isEmpty: return .goodbye(from: user)
    case .quit:
      queue.append(command)
      outputs.append(.notice("leaving when what waits is sent; Ctrl-C leaves at once"))
    case .say, .endOfInput, .verified: queue.append(command)
    case .peerFingerprint: return .failed(.fingerprintUnasked)
    }
    return nil
  }

  /// Takes the time.
  ///
  /// - Throws: `HandshakeError.silence` when the peer is given up.
  mutating func tick(_ seconds: Int) throws(HandshakeError) {
    guard patience.isUp(at: seconds) else { return }
    guard hasLeft else { throw .silence(seconds: patience.allowed) }
    end(.goodbye(from: pair.own))
  }

  /// Says goodbye; it ends when the peer has said it too.
  private mutating func leave(
    _ session: any PairSession, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    var session = session
    let actions = try session.sendGoodbye(&pair)
    state = .leaving(session)
    patience.allow(seconds: Self.patience)
    try perform(actions, &outputs)
  }

  private mutating func end(_ ending: Ending) {
    state = .over
    self.ending = ending
  }

  private mutating func perform(
    _ actions: [PairAction], _ outputs: inout [Output]
  ) throws(HandshakeError) {
    for action in actions {
      switch action {
      case .stage(let stage): outputs.append(.stage(stage))
      case .send(let message): outputs.append(.send(message.bytes, on: pair.channel.link))
      case .store(let file): outputs.append(.store(file))
      case .deliver(let delivery, _): outputs.append(.deliver(delivery))
      case .ask(let fingerprint):
        outputs.append(.ask(fingerprintOf: pair.peer, own: fingerprint))
      case .consult(let term): question = term
      case .notice(let text): outputs.append(.notice(text))
      case .fingerprints(let fingerprints): outputs.append(.fingerprints(fingerprints))
      case .established(let session, let verified):
        state = .chatting(session)
        patience.allow(seconds: nil)
        outputs.append(.established(peer: pair.peer, verified: verified))
        let commands = queue
        queue = []
        for command in commands { try submit(command, &outputs) }
      case .goodbye:
        let first = hasLeft ? pair.own : pair.peer
        // Whoever is left alone says goodbye as well, so that the first need not wait.
        if case .chatting(let session) = state { try leave(session, &outputs) }
        end(.goodbye(from: first))
      case .refuse(let error): outputs.append(.notice("refused: \(error)"))
      case .fail(let error):
        end(.failed(error))
      }
    }
  }
}
