import Terms
import Transcripts

/// A line that somebody says in a run.
public struct Line: Sendable, Hashable {
  /// Who says it.
  public let speaker: String
  /// What is said.
  public let text: String

  /// Puts words into somebody's mouth.
  public init(_ speaker: String, _ text: String) {
    self.speaker = speaker
    self.text = text
  }
}

/// How a run of all parties in one process came out.
public struct Outcome: Sendable {
  /// What happened.
  public var transcript: Transcript
  /// How each party ended, by its name; a party that nothing ended is not there.
  public var endings: [Actor: Ending] = [:]
  /// What each user saw of the chat.
  public var deliveries: [Actor: [Delivery]] = [:]
}

/// Runs two users and whoever stands between them in one process, until nothing is left to do.
///
/// The wires are in memory and deliver in order; the users' fingerprints cross on a channel that
/// no party can alter. Nothing depends on time, so equal parties give equal transcripts.
///
/// - Parameters:
///   - first: A user, whose link is one end of a wire to the middle.
///   - second: The other user.
///   - links: The users' ends of their wires, the first user's first.
///   - middle: The relay, or an attacker in its place, at the other ends.
///   - lines: What the users say, one after another, once the session is up; then the first says
///     goodbye.
///   - settings: What the transcript says about the run.
/// - Returns: What happened, and how each party ended.
public func converse(
  _ first: any Party, _ second: any Party, links: [Link], through middle: any Party,
  saying lines: [Line], settings: [Transcript.Setting]
) -> Outcome {
  var run = Conversation(
    parties: [first, second, middle], links: links, lines: lines, settings: settings)
  run.start()
  run.finish()
  return run.outcome
}

/// The wires, the channel for fingerprints, and what waits to happen.
private struct Conversation {
  private var parties: [any Party]
  private let links: [Link]
  private var lines: [Line]
  private(set) var outcome: Outcome

  /// What happens next, to which party.
  private var queue: [(party: Int, input: Input)] = []
  /// The fingerprints that the users have asked about, by the user who read out the own one.
  private var fingerprints: [Int: [UInt8]] = [:]
  private var established: Set<Int> = []

  init(
    parties: [any Party], links: [Link], lines: [Line], settings: [Transcript.Setting]
  ) {
    self.parties = parties
    self.links = links
    self.lines = lines
    outcome = Outcome(transcript: Transcript(settings: settings))
  }

  mutating func start() {
    for link in links { queue.append((2, .opened(link.opposite))) }
    for user in 0...1 { queue.append((user, .start)) }
    drain()
  }

  /// Says the lines one by one, each when the one before has arrived.
  mutating func finish() {
    guard established == [0, 1] else { return }
    for line in lines {
      let speaker = parties[1].actor.name == line.speaker ? 1 : 0
      queue.append((speaker, .submit(.say(Array(line.text.utf8)))))
      drain()
    }
    queue.append((0, .submit(.quit)))
    drain()
  }

  private mutating func drain() {
    while !queue.isEmpty {
      let (party, input) = queue.removeFirst()
      for output in parties[party].handle(input) { perform(output, of: party) }
    }
  }

  private mutating func perform(_ output: Output, of party: Int) {
    let actor = parties[party].actor
    switch output {
    case .stage(let stage): outcome.transcript.append(stage)
    case .send(let bytes, let link):
      queue.append((owner(of: link.opposite), .received(bytes, on: link.opposite)))
    case .close(let link): queue.append((owner(of: link.opposite), .closed(link.opposite)))
    case .deliver(let delivery): outcome.deliveries[actor, default: []].append(delivery)
    case .ask(_, let fingerprint):
      fingerprints[party] = fingerprint
      // Both read at one time: nobody answers before he has something to compare.
      guard let first = fingerprints[0], let second = fingerprints[1] else { return }
      queue.append((0, .submit(.peerFingerprint(second))))
      queue.append((1, .submit(.peerFingerprint(first))))
    case .established: established.insert(party)
    case .ended(let ending): outcome.endings[actor] = ending
    case .notice, .fingerprints: break
    }
  }

  private func owner(of link: Link) -> Int { links.firstIndex(of: link) ?? 2 }
}
