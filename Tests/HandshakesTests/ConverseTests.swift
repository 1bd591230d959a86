import Handshakes
import Terms
import Testing
import Transcripts

/// Does what a test tells it, and notes what happens.
private struct Puppet: Party {
  let actor: Actor
  let reaction: @Sendable (Input) -> [Output]

  init(_ name: String, _ reaction: @escaping @Sendable (Input) -> [Output]) {
    actor = Actor(name)
    self.reaction = reaction
  }

  mutating func handle(_ input: Input) -> [Output] {
    [.stage(Stage(.connection, actor, "\(input)"))] + reaction(input)
  }
}

@Suite("A run of all parties in one process")
struct ConverseTests {
  private let link = Link(wire: "direct", end: 0)

  private func titles(_ outcome: Outcome) -> [String] {
    outcome.transcript.stages.map { "\($0.actor): \($0.title)" }
  }

  @Test("Parties connect to who listens; files are kept; a killed party is gone")
  func directConnections() {
    let link = link
    let listener = Puppet("bob") { input in
      switch input {
      case .start: [.listen, .store(StoredFile("key", [1]))]
      case .received: [.send([9], on: link.opposite), .store(StoredFile("key", [2]))]
      default: []
      }
    }
    let caller = Puppet("alice") { input in
      switch input {
      case .submit: [.connect(link, to: "10.0.0.1:4471")]
      case .opened: [.send([5], on: link)]
      default: []
      }
    }
    let outcome = converse(
      Scenario(
        parties: [listener, caller], wires: [],
        steps: [
          .start([0, 1]), .submit(1, .help), .kill(0), .submit(1, .help), .tick(seconds: 3),
        ]), settings: [])
    #expect(outcome.files == [Actor("bob"): ["key": [2]]])
    #expect(
      titles(outcome) == [
        "bob: \(Input.start)", "alice: \(Input.start)",
        "bob: \(Input.listening(address: "10.0.0.1:4471"))",
        "alice: \(Input.submit(.help))", "bob: \(Input.opened(link.opposite))",
        "alice: \(Input.opened(link))", "bob: \(Input.received([5], on: link.opposite))",
        "alice: \(Input.received([9], on: link))", "alice: \(Input.closed(link))",
        "alice: \(Input.submit(.help))", "alice: \(Input.closed(link))",
        "alice: \(Input.tick(seconds: 3))",
      ])
  }

  @Test("Steps end where a session is needed that did not come up")
  func requirement() {
    let up = Puppet("alice") { _ in [.established(peer: Actor("bob"), verified: true)] }
    let down = Puppet("bob") { _ in [] }
    let outcome = converse(
      Scenario(
        parties: [up, down], wires: [],
        steps: [
          .start([0, 1]), .requireEstablished([0]), .submit(0, .help), .requireEstablished([0, 1]),
          .submit(0, .quit),
        ]), settings: [])
    #expect(outcome.transcript.stages.count == 3)
  }

  @Test("Two who ask about each other hear what the other one reads out")
  func fingerprints() {
    func party(_ name: String, _ peer: String, _ own: UInt8) -> Puppet {
      Puppet(name) { input in
        switch input {
        case .start: [.ask(fingerprintOf: Actor(peer), own: [own])]
        default: []
        }
      }
    }
    let outcome = converse(
      Scenario(
        parties: [party("alice", "bob", 1), party("bob", "alice", 2), party("eve", "bob", 3)],
        wires: [], steps: [.start([2, 0, 1])]), settings: [])
    #expect(
      titles(outcome).suffix(2) == [
        "alice: \(Input.submit(.peerFingerprint([2])))",
        "bob: \(Input.submit(.peerFingerprint([1])))",
      ])
  }
}
