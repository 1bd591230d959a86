import Handshakes
import Rendering
import Transcripts

/// What a relay finds out about the pairs whose messages it passes on.
struct RelayKnowledge {
  private let settings: NonceRelay.Settings
  /// A listener for each pair that is here, by the two wires of the pair.
  private var wiretaps: [Set<String>: NonceRelay.Wiretap] = [:]

  /// Knows nothing yet.
  init(_ settings: NonceRelay.Settings) {
    self.settings = settings
  }

  /// The lines about a stage of the relay in which a message is passed on; nil for others.
  mutating func lines(after stage: Stage, _ renderer: TerminalRenderer) -> [String]? {
    let wires = Set(stage.messages.map(\.message.id.wire))
    if stage.heading == .closing, wires.count == 1 {
      // One of a pair is gone.
      wiretaps = wiretaps.filter { $0.key.isDisjoint(with: wires) }
    }
    guard wires.count == 2,
      let received = stage.messages.first(where: { $0.direction == .received })
    else { return nil }
    let relay = stage.actor.name
    let findings = wiretaps[wires, default: NonceRelay.Wiretap(settings)]
      .observe(received.message)
    if findings.isEmpty { return renderer.noFinding(by: relay) }
    return findings.flatMap { renderer.finding($0.secret, $0.reason, by: relay) }
  }
}
