/// Which peers read more slowly than others send to them, and who has to wait for that.
///
/// Without it a fast sender would fill the memory with what a slow receiver did not take yet, or
/// the receiver would be dropped though it does its best.
struct Congestion {
  /// From how many waiting bytes on whoever sends more of them has to wait.
  static let threshold = 1 << 18
  /// How long a peer may take nothing at all while others wait for it.
  static let patience = Duration.seconds(30)

  /// A peer that is behind.
  private struct Backlog {
    /// The connections that are not read from until the peer has caught up.
    var sources: Set<ConnectionID> = []
    /// The smallest number of waiting bytes so far, and when it was found.
    var leastUnsent: Int
    var since: ContinuousClock.Instant
  }

  private var backlogs: [ConnectionID: Backlog] = [:]

  /// True while nobody is behind.
  var isEmpty: Bool { backlogs.isEmpty }

  /// Remembers that a peer is behind, and who sends to it, if that is a connection.
  mutating func note(
    _ receiver: ConnectionID, unsent: Int, causedBy source: ConnectionID?,
    at now: ContinuousClock.Instant
  ) {
    var backlog = backlogs[receiver] ?? Backlog(leastUnsent: unsent, since: now)
    if let source { backlog.sources.insert(source) }
    backlogs[receiver] = backlog
  }

  /// Forgets a peer that has caught up or gone, and returns who need not wait any more.
  mutating func end(for receiver: ConnectionID) -> Set<ConnectionID> {
    guard let ended = backlogs.removeValue(forKey: receiver) else { return [] }
    return backlogs.values.reduce(into: ended.sources) { $0.subtract($1.sources) }
  }

  /// Returns the peers that took nothing for longer than `patience`.
  mutating func stalled(
    at now: ContinuousClock.Instant, unsent: (ConnectionID) -> Int
  ) -> [ConnectionID] {
    for id in backlogs.keys {
      let count = unsent(id)
      if count < backlogs[id]?.leastUnsent ?? 0 {
        backlogs[id]?.leastUnsent = count
        backlogs[id]?.since = now
      }
    }
    return backlogs.filter { now - $0.value.since > Congestion.patience }.map(\.key)
  }
}
