/// Which peers read more slowly than others send to them, and who has to wait for that.
///
/// Without it a fast sender would fill the memory with what a slow receiver did not take yet, or
/// the receiver would be dropped though it does its best.
struct Congestion {
  /// From how many waiting bytes on whoever sends more of them has to wait.
  static let threshold = 1 << 18
  /// How long a peer may take nothing at all while others wait for it.
  static let patience = Duration.seconds(30)
  /// How long a sender waits for one who is behind, when others read what it sends as well.
  static let sharedPatience = Duration.seconds(1)

  /// A peer that is behind.
  private struct Backlog {
    /// The connections that are not read from until the peer has caught up.
    var sources: Set<ConnectionID> = []
    /// Those among them that send to others too, who are not to wait long for this peer.
    var shared: Set<ConnectionID> = []
    /// Since when the peer is behind.
    let began: ContinuousClock.Instant
    /// Whether it has had its time: whoever sends to others too waits no more.
    var isOvertaken = false
    /// The smallest number of waiting bytes so far, and when it was found.
    var leastUnsent: Int
    var since: ContinuousClock.Instant
  }

  private var backlogs: [ConnectionID: Backlog] = [:]

  /// True while nobody is behind.
  var isEmpty: Bool { backlogs.isEmpty }

  /// Remembers that a peer is behind, and who sends to it, if that is a connection; `isShared`
  /// tells that what it sent went to others as well.
  ///
  /// - Returns: Whether the source has to wait.
  mutating func note(
    _ receiver: ConnectionID, unsent: Int, causedBy source: ConnectionID?, isShared: Bool = false,
    at now: ContinuousClock.Instant
  ) -> Bool {
    var backlog = backlogs[receiver] ?? Backlog(began: now, leastUnsent: unsent, since: now)
    defer { backlogs[receiver] = backlog }
    guard let source, !(isShared && backlog.isOvertaken) else { return false }
    backlog.sources.insert(source)
    if isShared { backlog.shared.insert(source) }
    return true
  }

  /// Forgets a peer that has caught up or gone, and returns who need not wait any more.
  mutating func end(for receiver: ConnectionID) -> Set<ConnectionID> {
    guard let ended = backlogs.removeValue(forKey: receiver) else { return [] }
    return withoutThoseWhoStillWait(ended.sources)
  }

  /// Goes on without the peers that have held up others for `sharedPatience`, until they catch up.
  ///
  /// - Returns: Who need not wait any more.
  mutating func overtake(at now: ContinuousClock.Instant) -> Set<ConnectionID> {
    var released: Set<ConnectionID> = []
    for (id, backlog) in backlogs
    where !backlog.isOvertaken && now - backlog.began >= Congestion.sharedPatience {
      released.formUnion(backlog.shared)
      backlogs[id]?.sources.subtract(backlog.shared)
      backlogs[id]?.shared = []
      backlogs[id]?.isOvertaken = true
    }
    return withoutThoseWhoStillWait(released)
  }

  private func withoutThoseWhoStillWait(_ sources: Set<ConnectionID>) -> Set<ConnectionID> {
    backlogs.values.reduce(into: sources) { $0.subtract($1.sources) }
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
