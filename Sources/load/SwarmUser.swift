import Handshakes
import Terms
import Transport

/// One of many users: a party on its connection, what it says, and what it hears.
final class SwarmUser {
  /// How far a user has come.
  enum Phase {
    case waiting, connecting, chatting, ended
  }

  let name: String
  /// Whom it talks to; nobody who will come if it only waits.
  let peer: String
  private let driver: PartyDriver
  private let options: Options
  private(set) var phase = Phase.waiting
  private(set) var ending: Ending?
  private var said = 0
  private(set) var heard: [String] = []
  /// How many lines arrived whose code was wrong.
  private(set) var unverified = 0

  init(_ name: String, talkingTo peer: String, _ options: Options, on loop: EventLoop) throws {
    self.name = name
    self.peer = peer
    self.options = options
    var configuration = UserConfiguration(name: name, settings: options.settings)
    configuration.wanted = peer
    driver = PartyDriver(try options.lab.user(configuration, drawingFrom: .system), on: loop)
  }

  /// Connects to the server.
  func begin() throws {
    phase = .connecting
    try driver.connect(UserConfiguration.link, to: options.server)
  }

  /// The line that somebody says.
  static func line(_ number: Int, of name: String, length: Int) -> String {
    let start = "\(name) \(number) "
    return start + String(repeating: "x", count: max(0, length - start.utf8.count))
  }

  func handle(_ event: Event) {
    driver.handle(event) { take($0) }
    if case .chatting = phase { sayMore() }
  }

  /// Says goodbye.
  func leave() { driver.submit(.quit) { take($0) } }

  private func take(_ output: Output) {
    switch output {
    case .established: if case .connecting = phase { phase = .chatting }
    case .deliver(let delivery):
      heard.append(String(decoding: delivery.text, as: UTF8.self))
      if !delivery.isVerified { unverified += 1 }
    case .ended(let found):
      phase = .ended
      ending = found
    default: break
    }
  }

  /// Says what is left, as fast as the server takes it.
  private func sayMore() {
    while said < options.lines, !driver.isCongested {
      let line = Self.line(said, of: name, length: options.length)
      said += 1
      driver.submit(.say(Array(line.utf8))) { take($0) }
      guard case .chatting = phase else { return }
    }
  }

  /// Whether it said and heard everything.
  var isDone: Bool { said == options.lines && heard.count >= options.lines }

  /// What is wrong with what it heard: lines that are missing, there twice, or out of order.
  var faults: (lost: Int, doubled: Int, reordered: Int) {
    let expected = (0..<options.lines).map { Self.line($0, of: peer, length: options.length) }
    let distinct = Set(heard)
    let lost = expected.filter { !distinct.contains($0) }.count
    let doubled = heard.count - distinct.count
    let order = heard.filter(Set(expected).contains)
    let isInOrder = order == expected.filter(distinct.contains)
    return (lost, doubled, isInOrder || doubled > 0 ? 0 : 1)
  }
}
