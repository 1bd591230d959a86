import Handshakes
import Rendering
import Transport

/// A server while it runs: a party on a listening socket, and its screen.
final class ServeSession {
  /// How long clients may take to hear that the server stops, and a screen to show it: together
  /// less than the two seconds in which a server that is stopped has to end.
  private static let closingLimit = Duration.milliseconds(1000)
  private static let outputLimit = Duration.milliseconds(500)

  private let loop = EventLoop()
  private let driver: PartyDriver
  private let log: StageLog
  private let store: FileStore?
  private let io: CommandIO

  /// Puts a server's party on a loop.
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
    self.log = log
    // Whoever chats does not wait for whoever reads along.
    self.io = io.written(by: loop)
  }

  /// Serves until a signal ends it; then the clients are told.
  ///
  /// - Throws: `CommandError.unreachable` when the address cannot be listened on.
  func run(on endpoint: Endpoint) throws(CommandError) -> ExitStatus {
    // A server that cannot open its files must not seem to listen.
    var beginning: [Output] = []
    driver.begin { beginning.append($0) }
    for case .ended(.failed(let error)) in beginning {
      throw .failed(escapingControls(error.description))
    }
    // Whoever reads the first line may send a signal at once.
    let own = try CommandError.sorting { () throws(TransportError) in
      try loop.catchSignals()
      return try driver.listen(on: endpoint)
    }
    try io.writeLine("listening on \(own)")
    try show(log.introduction)
    for output in beginning { try perform(output) }
    var status: ExitStatus?
    while let event = try CommandError.sorting(loop.next) {
      switch event {
      case .signal(.interrupt), .signal(.terminate), .signal(.hangup):
        let wanted: ExitStatus = event == .signal(.interrupt) ? .interrupted : .success
        // Who asks twice does not want to wait for the clients.
        if let status { return status }
        status = wanted
        // Its clients hear of it; what they were told before is sent and stored already.
        try driver.submit(.quit) { output throws(CommandError) in try perform(output) }
        loop.closeAll(within: Self.closingLimit)
      case .outputFailed(let error):
        throw CommandError(output: error)
      default:
        try driver.handle(event) { output throws(CommandError) in try perform(output) }
      }
    }
    try? loop.finishOutput(within: Self.outputLimit)
    return status ?? .success
  }

  private func perform(_ output: Output) throws(CommandError) {
    switch output {
    case .stage(let stage): try show(log.record(stage))
    case .store(let file):
      try CommandError.sorting { () throws(TransportError) in try store?.write(file) }
    case .notice(let text): io.note(escapingControls(text))
    default: break
    }
  }

  /// Writes lines in one go, so that a slow screen costs one call and not one for each.
  private func show(_ lines: [String]) throws(CommandError) {
    try io.write(lines.map { "\($0)\n" }.joined())
  }
}
