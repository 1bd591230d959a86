import Terms
import Transcripts

/// How a run of all parties in one process came out.
public struct Outcome: Sendable {
  /// What happened.
  public var transcript: Transcript
  /// How each party ended, by its name; a party that nothing ended is not there.
  public var endings: [Actor: Ending] = [:]
  /// What each user saw of the chat.
  public var deliveries: [Actor: [Delivery]] = [:]
  /// The files that each party keeps, by their names.
  public var files: [Actor: [String: [UInt8]]] = [:]
}

/// Runs parties in one process, step by step, each step until nothing is left to do.
///
/// The wires are in memory and deliver in order; the users' fingerprints cross on a channel that
/// no party can alter. Nothing depends on time, so equal scenarios give equal transcripts.
///
/// - Parameters:
///   - scenario: The parties, their wires, and what is done from outside.
///   - settings: What the transcript says about the run.
/// - Returns: What happened, and how each party ended.
public func converse(_ scenario: Scenario, settings: [Transcript.Setting]) -> Outcome {
  var run = Conversation(scenario, settings: settings)
  for step in scenario.steps where !run.isStopped { run.perform(step) }
  return run.outcome
}

/// The wires, the channel for fingerprints, and what waits to happen.
private struct Conversation {
  private var parties: [any Party]
  private let wires: [Scenario.Wire]
  private(set) var outcome: Outcome
  /// Whether a session that the steps need did not come up.
  private(set) var isStopped = false

  /// Who holds each end of a wire.
  private var owners: [Link: Int] = [:]
  /// Who listens at each address.
  private var listeners: [String: Int] = [:]
  /// What happens next, to which party.
  private var queue: [(party: Int, input: Input)] = []
  private var fingerprints: [Question] = []
  private var established: Set<Int> = []
  private var killed: Set<Int> = []
  /// What was sent, message by message, for who sends it again.
  private var sent: [(link: Link, bytes: [UInt8])] = []

  /// A user who has read out a fingerprint and waits to hear the other one's.
  private struct Question {
    let party: Int
    let peer: Actor
    let own: [UInt8]
  }

  init(_ scenario: Scenario, settings: [Transcript.Setting]) {
    parties = scenario.parties
    wires = scenario.wires
    outcome = Outcome(transcript: Transcript(settings: settings))
  }

  mutating func perform(_ step: Scenario.Step) {
    switch step {
    case .start(let starting):
      for wire in wires where starting.contains(wire.client) {
        connect(Link(wire: wire.name, end: 0), of: wire.client, to: wire.server)
        queue.append((wire.server, .opened(Link(wire: wire.name, end: 1))))
      }
      for party in starting { queue.append((party, .start)) }
    case .submit(let party, let command): queue.append((party, .submit(command)))
    case .requireEstablished(let parties): isStopped = !established.isSuperset(of: parties)
    case .kill(let party):
      killed.insert(party)
      let links = owners.filter { $0.value == party }.map(\.key.opposite)
      for link in links.sorted(by: { $0.wire < $1.wire }) { cut(link) }
    case .replay(let type, let sender, let receiver, let stage):
      let recorded = sent.first {
        owners[$0.link] == sender && owners[$0.link.opposite] == receiver && $0.bytes.first == type
      }
      guard let recorded else { return }
      outcome.transcript.append(stage)
      queue.append((receiver, .received(recorded.bytes, on: recorded.link.opposite)))
    case .tick(let seconds):
      for party in parties.indices { queue.append((party, .tick(seconds: seconds))) }
    }
    drain()
  }

  private mutating func drain() {
    while !queue.isEmpty {
      let (party, input) = queue.removeFirst()
      if killed.contains(party) { continue }
      for output in parties[party].handle(input) { perform(output, of: party) }
    }
  }

  private mutating func perform(_ output: Output, of party: Int) {
    let actor = parties[party].actor
    switch output {
    case .stage(let stage): outcome.transcript.append(stage)
    case .send(let bytes, let link):
      sent.append((link, bytes))
      guard let receiver = owners[link.opposite] else { return }
      queue.append((receiver, .received(bytes, on: link.opposite)))
    case .close(let link): cut(link.opposite)
    case .listen:
      let address = Self.address(of: party)
      listeners[address] = party
      queue.append((party, .listening(address: address)))
    case .connect(let link, let address):
      guard let listener = listeners[address], !killed.contains(listener) else {
        queue.append((party, .closed(link)))
        return
      }
      connect(link, of: party, to: listener)
      queue.append((listener, .opened(link.opposite)))
      queue.append((party, .opened(link)))
    case .store(let file): outcome.files[actor, default: [:]][file.name] = file.contents
    case .deliver(let delivery): outcome.deliveries[actor, default: []].append(delivery)
    case .ask(let peer, let fingerprint):
      ask(Question(party: party, peer: peer, own: fingerprint))
    case .established: established.insert(party)
    case .ended(let ending): outcome.endings[actor] = ending
    case .ready, .notice, .prompt, .fingerprints: break
    }
  }

  private mutating func connect(_ link: Link, of client: Int, to server: Int) {
    owners[link] = client
    owners[link.opposite] = server
  }

  /// Tells the holder of an end that the other end is gone.
  private mutating func cut(_ link: Link) {
    guard let owner = owners[link] else { return }
    queue.append((owner, .closed(link)))
  }

  /// Both read at one time: nobody answers before he has something to compare.
  private mutating func ask(_ question: Question) {
    let actor = parties[question.party].actor
    guard
      let other = fingerprints.firstIndex(where: {
        $0.peer == actor && parties[$0.party].actor == question.peer
      })
    else {
      fingerprints.append(question)
      return
    }
    let first = fingerprints.remove(at: other)
    let answers = [(first.party, question.own), (question.party, first.own)]
    for (party, heard) in answers.sorted(by: { $0.0 < $1.0 }) {
      queue.append((party, .submit(.peerFingerprint(heard))))
    }
  }

  /// Where a party listens, as if each had a machine of its own.
  private static func address(of party: Int) -> String { "10.0.0.\(party + 1):4471" }
}
