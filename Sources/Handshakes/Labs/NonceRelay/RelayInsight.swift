import Transcripts

extension NonceRelay {
  /// What a relay finds out about the pairs whose messages it passes on.
  public struct RelayInsight: ServerInsight {
    private let settings: LabSettings
    /// A listener for each pair that is here, by the two wires of the pair.
    private var wiretaps: [Set<String>: Wiretap] = [:]

    /// Knows nothing yet.
    public init(_ settings: LabSettings) {
      self.settings = settings
    }

    public mutating func findings(after stage: Stage) -> [Finding]? {
      let wires = Set(stage.messages.map(\.message.id.wire))
      if stage.heading == .closing, wires.count == 1 {
        // One of a pair is gone.
        wiretaps = wiretaps.filter { $0.key.isDisjoint(with: wires) }
      }
      guard wires.count == 2,
        let received = stage.messages.first(where: { $0.direction == .received })
      else { return nil }
      return wiretaps[wires, default: Wiretap(settings)].observe(received.message)
    }
  }
}
