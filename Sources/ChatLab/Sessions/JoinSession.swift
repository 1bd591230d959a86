import Bytes
import Handshakes
import Rendering
import Terms
import Transport

/// One side of a chat while it runs: a party on a connection, the lines that its user types, and
/// its screen.
///
/// Messages and stages go to standard output, all other words to standard error; neither tears
/// the line that is being typed.
final class JoinSession {
  /// How far the session has come.
  private enum Phase: Equatable {
    case connecting
    /// Messages go in both directions; in labs with fingerprints, whether they were compared.
    case chatting(isVerified: Bool?)
    case ended(Ending)
  }

  private let loop = EventLoop()
  private let driver: PartyDriver
  private let name: String
  private let log: StageLog
  private let store: FileStore?
  private let io: CommandIO
  private let lines: any LineSource
  /// Whether somebody sits at a keyboard, who must be able to press Ctrl-C at any time.
  private let isInteractive: Bool

  private var phase = Phase.connecting { didSet { lines.prompt = prompt } }
  /// Lines that the party was not given yet.
  private var typed = LineQueue()
  private var fingerprints: [KeyFingerprint] = []
  /// Those that are on the screen already: in a room, each newcomer adds one.
  private var shownFingerprints: Set<KeyFingerprint> = []
  /// What the party asks for, instead of the next line of the chat.
  private var question: String? { didSet { lines.prompt = prompt } }

  /// Puts a user's party on a loop.
  ///
  /// - Parameters:
  ///   - party: The party.
  ///   - log: Its stages.
  ///   - store: Where its files are kept; they are not kept if nil.
  ///   - io: Its screen.
  init(_ party: any Party, _ log: StageLog, keeping store: FileStore?, _ io: CommandIO) {
    self.store = store
    driver = PartyDriver(party, on: loop)
    driver.willHandle = log.note
    name = party.actor.name
    self.log = log
    let editor = TerminalLineEditor(prompt: "\(party.actor.name) (no session yet)> ")
    isInteractive = editor != nil
    // The editor writes to the terminal itself, and in order.
    self.io = editor == nil ? io.written(by: loop) : io
    lines = editor ?? PlainLineSource(limit: ChatCommand.longestText)
  }

  /// Connects a link of the party, and lets the user talk until one side ends it.
  ///
  /// - Throws: What ended the session, unless it was a goodbye.
  func run(_ link: Link, to server: Endpoint) throws(CommandError) -> ExitStatus {
    defer { lines.stop() }
    try print(log.introduction)
    try CommandError.sorting { () throws(TransportError) in
      try loop.catchSignals()
      try driver.connect(link, to: server)
    }
    loop.readInput()
    while let event = try CommandError.sorting(loop.next) {
      try take(event)
      if case .ended(let ending) = phase {
        lines.stop()
        try finish()
        return try status(of: ending, server)
      }
      try submitLines()
    }
    preconditionFailure("the driver's timer always goes on")
  }

  private func take(_ event: Event) throws(CommandError) {
    switch event {
    case .input(let bytes): typed.append(lines.receive(bytes))
    case .inputEnded: typed.append(lines.finish())
    case .signal(.interrupt): throw .interrupted
    case .signal(.terminate), .signal(.hangup): try leave()
    case .signal(.windowChange), .signal(.resume): lines.redraw()
    case .outputFailed(let error): throw CommandError(output: error)
    default:
      let isWorking = phase == .connecting && event.isReceived
      // Making keys takes a moment; whoever waits sees why.
      if isWorking { showWork(true) }
      try driver.handle(event) { output throws(CommandError) in try perform(output) }
      if isWorking { showWork(false) }
    }
  }

  /// Delivers what was said last, while nobody waits for more.
  private func finish() throws(CommandError) {
    loop.closeAll()
    while let event = try CommandError.sorting(loop.next) {
      if event == .signal(.interrupt) { throw .interrupted }
      if case .outputFailed(let error) = event { throw CommandError(output: error) }
    }
    do throws(TransportError) {
      try loop.finishOutput()
    } catch {
      throw CommandError(output: error)
    }
  }

  private func status(
    of ending: Ending, _ server: Endpoint
  ) throws(CommandError) -> ExitStatus {
    if let failure = driver.connectFailure { throw CommandError(failure) }
    switch ending {
    case .goodbye(let actor):
      if actor.name != name { io.note("\(actor) said goodbye") }
      return .success
    case .serverGone: throw .unreachable("\(server): the server has gone")
    case .peerLeft, .failed: throw .failed(escapingControls(ending.reason ?? ""))
    }
  }
}

// MARK: - What the user types

extension JoinSession {
  /// How many lines, and bytes of them, may wait in the party for the session.
  private static let longestQueue = (lines: 1000, bytes: 1 << 16)

  /// Gives the party what was typed, as fast as the server takes it; a pipe waits meanwhile.
  private func submitLines() throws(CommandError) {
    while canSubmit, let event = typed.popFirst() {
      switch event {
      case .line(let line): try submit(ChatCommand(line: line))
      case .tooLong(let bytes, let limit):
        note("not sent: a line of \(bytes) bytes, a message has at most \(limit)")
      case .endOfInput: try submit(.endOfInput)
      case .interrupt: throw .interrupted
      }
    }
    loop.isInputPaused = !isInteractive && !typed.isEmpty
  }

  private var canSubmit: Bool {
    switch phase {
    case .connecting:
      typed.takenLines < Self.longestQueue.lines && typed.takenBytes < Self.longestQueue.bytes
    case .chatting: !driver.isCongested
    case .ended: false
    }
  }

  private func submit(_ command: ChatCommand) throws(CommandError) {
    try driver.submit(command) { output throws(CommandError) in try perform(output) }
  }

  /// Ends politely what can be ended so, and else at once.
  private func leave() throws(CommandError) {
    if case .chatting = phase {
      try submit(.quit)
    } else {
      phase = .ended(.goodbye(from: Actor(name)))
    }
  }
}

// MARK: - What the party wants shown

extension JoinSession {
  private func perform(_ output: Output) throws(CommandError) {
    switch output {
    case .stage(let stage): try print(log.record(stage))
    case .deliver(let delivery):
      let text = escapingControls(String(decoding: delivery.text, as: UTF8.self))
      let mark = delivery.isVerified ? "(verified)" : "(NOT verified)"
      try print(["\(delivery.sender): \(text) \(mark)"])
    case .ready: phase = .chatting(isVerified: nil)
    case .notice(let text): note(escapingControls(text))
    case .fingerprints(let found): fingerprints = found
    case .established(let peer, let isVerified): establish(with: peer, isVerified)
    case .ended(let ending): phase = .ended(ending)
    case .prompt(let text): question = text.map(escapingControls)
    case .send, .close, .ask, .listen, .connect: break
    case .store(let file):
      try CommandError.sorting { () throws(TransportError) in try store?.write(file) }
    }
  }

  private func establish(with peer: Actor, _ isVerified: Bool) {
    if isVerified {
      note("session with \(peer): verified")
      phase = .chatting(isVerified: true)
    } else if fingerprints.isEmpty {
      note("session with \(peer): nothing tells whose key it is")
      phase = .chatting(isVerified: nil)
    } else {
      note("unverified session with \(peer): compare fingerprints, then say :verified")
      let width = fingerprints.map(\.owner.name.count).max() ?? 0
      for fingerprint in fingerprints where shownFingerprints.insert(fingerprint).inserted {
        let owner = fingerprint.owner.name
        let padding = String(repeating: " ", count: width - owner.count)
        note("  \(owner)\(padding) \(Hex.encode(fingerprint.hash))")
      }
      phase = .chatting(isVerified: false)
    }
  }

  private var prompt: String {
    if let question { return question }
    return switch phase {
    case .connecting: "\(name) (no session yet)> "
    case .chatting(isVerified: false): "\(name) (unverified)> "
    case .chatting, .ended: "\(name)> "
    }
  }

  private func showWork(_ isOn: Bool) {
    if isInteractive {
      lines.prompt = isOn ? "\(name) (computing)> " : prompt
    } else {
      isOn ? io.progress("computing") : io.endProgress()
    }
  }

  private func print(_ text: [String]) throws(CommandError) {
    guard !text.isEmpty else { return }
    try lines.printAbove { () throws(CommandError) in
      try io.write(text.map { "\($0)\n" }.joined())
    }
  }

  private func note(_ line: String) {
    lines.printAbove { io.note(line) }
  }
}

/// Lines on their way to a party, the oldest first.
private struct LineQueue {
  private var events: [LineEvent] = []
  private var start = 0
  /// How many lines were taken so far, and how many bytes they had.
  private(set) var takenLines = 0
  private(set) var takenBytes = 0

  var isEmpty: Bool { start == events.count }

  mutating func append(_ more: [LineEvent]) {
    events += more
  }

  mutating func popFirst() -> LineEvent? {
    guard !isEmpty else {
      (events, start) = ([], 0)
      return nil
    }
    defer { start += 1 }
    let event = events[start]
    takenLines += 1
    if case .line(let line) = event { takenBytes += line.utf8.count }
    return event
  }
}

extension Event {
  /// True when bytes of a peer arrived.
  fileprivate var isReceived: Bool {
    if case .received = self { true } else { false }
  }
}
