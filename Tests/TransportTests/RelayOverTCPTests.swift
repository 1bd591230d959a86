import Handshakes
import Terms
import Testing

@testable import Transport

/// The relay of nonce-relay with many users, all on one loop of this process.
@Suite("A relay over TCP")
struct RelayOverTCPTests {
  private static let anyPort = Endpoint(host: "127.0.0.1", port: 0)
  private static let link = Link(wire: "relay", end: 0)

  /// One user: its driver, what it heard, and how it ended.
  private final class User {
    let name: String
    let driver: PartyDriver
    private(set) var heard: [String] = []
    private(set) var ending: Ending?
    private(set) var isUp = false

    init(
      _ name: String, wants other: String, _ settings: LabSettings, _ loop: EventLoop,
      _ server: Endpoint
    ) throws {
      self.name = name
      let party = NonceRelay.Peer(
        UserConfiguration(
          name: name, settings: settings, wanted: other),
        fingerprints: .leaveToUser, on: RelayOverTCPTests.link, drawingFrom: .system)
      driver = PartyDriver(party, on: loop)
      try driver.connect(RelayOverTCPTests.link, to: server)
    }

    func handle(_ event: Event) {
      driver.handle(event, report: take)
    }

    func say(_ text: String) {
      driver.submit(.say(Array(text.utf8)), report: take)
    }

    func quit() {
      driver.submit(.quit, report: take)
    }

    private func take(_ output: Output) {
      switch output {
      case .deliver(let delivery):
        let mark = delivery.isVerified ? "" : " NOT verified"
        heard.append("\(delivery.sender): \(String(decoding: delivery.text, as: UTF8.self))\(mark)")
      case .established: isUp = true
      case .ended(let ending): self.ending = ending
      default: break
      }
    }
  }

  @Test("Twenty pairs chat at once, each for itself", arguments: Mode.allCases)
  func manyPairs(mode: Mode) throws {
    let settings = LabSettings(mode: mode, size: .toy)
    let loop = EventLoop()
    let server = PartyDriver(NonceRelay.Relay(settings), on: loop)
    let endpoint = try server.listen(on: Self.anyPort)
    let count = 20
    let users = try (0..<count).flatMap { pair in
      try [("a\(pair)", "b\(pair)"), ("b\(pair)", "a\(pair)")].map { name, other in
        try User(name, wants: other, settings, loop, endpoint)
      }
    }
    func run(until isDone: () -> Bool) throws {
      while !isDone(), let event = try loop.next() {
        server.handle(event) { _ in }
        for user in users { user.handle(event) }
      }
    }
    try run { users.allSatisfy(\.isUp) }
    let lines = 5
    for line in 0..<lines {
      for user in users { user.say("\(user.name) says \(line)") }
    }
    try run { users.allSatisfy { $0.heard.count == lines } }
    for (index, user) in users.enumerated() {
      let other = users[index ^ 1].name
      #expect(user.heard == (0..<lines).map { "\(other): \(other) says \($0)" })
    }
    for user in users where user.name.hasPrefix("a") { user.quit() }
    try run { users.allSatisfy { $0.ending != nil } }
    for user in users {
      #expect(user.ending == .goodbye(from: Actor("a\(user.name.dropFirst())")))
    }
  }

  @Test("A pair chats while two hundred others say nothing, or half of something")
  func idleConnections() throws {
    let settings = LabSettings(mode: .hardened, size: .toy)
    let loop = EventLoop()
    let server = PartyDriver(NonceRelay.Relay(settings), on: loop)
    let endpoint = try server.listen(on: Self.anyPort)
    let idle = EventLoop()
    for index in 0..<200 {
      let id = try idle.connect(to: endpoint)
      if index.isMultiple(of: 2) { idle.send([1, 0, 0], to: id) }
    }
    let alice = try User("alice", wants: "bob", settings, loop, endpoint)
    let bob = try User("bob", wants: "", settings, loop, endpoint)
    alice.say("anybody there?")
    while bob.heard.isEmpty, let event = try loop.next() {
      server.handle(event) { _ in }
      alice.handle(event)
      bob.handle(event)
    }
    #expect(bob.heard == ["alice: anybody there?"])
  }
}
