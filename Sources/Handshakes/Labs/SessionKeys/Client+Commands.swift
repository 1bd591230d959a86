import Terms
import Transcripts

extension SessionKeysLab.Client {
  /// What the user is asked after a line.
  private static let question = "To: "

  mutating func submit(
    _ command: ChatCommand, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    switch command {
    case .help, .unknown: command.explain(&outputs)
    case .verified:
      outputs.append(.notice("the keys of all were known beforehand: there is nothing to compare"))
    case .peerFingerprint: throw .fingerprintUnasked
    case .say(let text):
      if let line = composed {
        composed = nil
        outputs.append(.prompt(nil))
        try address(line, to: text, &outputs)
      } else {
        compose(text, &outputs)
      }
    case .quit, .endOfInput:
      if composed != nil {
        composed = nil
        outputs += [.prompt(nil), .notice("not sent: nobody was named to send it to")]
      }
      try leave(asked: command, &outputs)
    }
  }

  /// Keeps a line until its receiver is named.
  private mutating func compose(_ text: [UInt8], _ outputs: inout [Output]) {
    let most = ChatCommand.longestText
    guard text.count <= most else {
      outputs.append(.notice("not sent: \(text.count) bytes, a message has at most \(most)"))
      return
    }
    guard String(validating: text, as: UTF8.self) != nil else {
      outputs.append(.notice("not sent: a message is UTF-8 text"))
      return
    }
    composed = text
    outputs.append(.prompt(Self.question))
  }

  private mutating func address(
    _ text: [UInt8], to typed: [UInt8], _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let typed = String(decoding: typed, as: UTF8.self)
    let trimmed = typed.split(separator: " ").joined(separator: " ")
    let name = trimmed.isEmpty ? configuration.wanted : trimmed
    guard UserName.isValid(name) else {
      let found = name.isEmpty ? "nobody was named" : "'\(name)' is no name"
      outputs.append(.notice("not sent: \(found), expected \(UserName.expectation)"))
      return
    }
    guard name != actor.name else {
      outputs.append(.notice("not sent: \(name) is your own name"))
      return
    }
    guard isReady else {
      outbox.append((text, name))
      return
    }
    try deliver(text, to: name, &outputs)
  }

  /// Whether lines are sent at once: the user is in, and whoever it waits for is there.
  private var isReady: Bool {
    guard case .present = state else { return false }
    guard !configuration.wanted.isEmpty else { return true }
    guard let index = index(of: configuration.wanted) else { return hasMetWanted }
    if case .handshaking = companions[index].state { return false }
    return true
  }

  /// Sends what was said before the user was in, or before the one came whom it waits for.
  mutating func sendOutbox(_ outputs: inout [Output]) throws(HandshakeError) {
    if case .present = state, isReady { hasMetWanted = true }
    guard isReady else { return }
    let lines = outbox
    outbox = []
    for line in lines { try deliver(line.text, to: line.receiver, &outputs) }
  }

  private mutating func leave(
    asked command: ChatCommand, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    isLeaving = true
    switch state {
    case .idle where command == .quit && outbox.isEmpty,
      .registering where command == .quit && outbox.isEmpty, .waiting where command == .quit:
      end(.goodbye(from: actor), &outputs)
    default:
      try leaveIfDone(&outputs)
    }
  }

  /// Leaves when the user wants to, and everything that can be sent is sent.
  mutating func leaveIfDone(_ outputs: inout [Output]) throws(HandshakeError) {
    guard isLeaving else { return }
    switch state {
    case .idle, .registering, .ended: return
    case .waiting:
      throw .refused("\(actor) is here already")
    case .present:
      let isWaiting = companions.contains { companion in
        if case .handshaking = companion.state { !companion.waiting.isEmpty } else { false }
      }
      if outbox.isEmpty, !isWaiting { try leave(&outputs) }
    }
  }

  /// Sends a line, or lets it wait for the keys, or says why it cannot be sent.
  mutating func deliver(
    _ text: [UInt8], to name: String, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let index = index(of: name) else {
      outputs.append(.notice("not sent: \(name) is not here"))
      return
    }
    switch companions[index].state {
    case .chatting: try send(text, to: name, &outputs)
    case .handshaking: companions[index].waiting.append(text)
    case .broken(let error):
      outputs.append(.notice("not sent: no session with \(name): \(error)"))
    }
  }
}
