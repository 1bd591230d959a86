/// Which peers read more slowly than others send to them, and who has to wait for that.
///
/// Without it a fast sender would fill the memory with what a slow receiver did not take yet, or
/// the receiver would be dropped though it does its best.
struct Congestion {
  /// From how many waiting bytes on whoever sends more of them has to wait.
  static let threshold = 1 << 18
  /// How long a peer may take nothing at all while others wait for it.
  static let patience = Duration.seconds(30)
  /// How many bytes a peer that is behind has to take, and in what time, if those are to wait who
  /// send to others as well.
  static let (sharedPace, sharedPatience) = (1 << 17, Duration.seconds(2))

  /// A peer that is behind.
  private struct Backlog {
    /// The connections that are not read from until the peer has caught up.
    var sources: Set<ConnectionID> = []
    /// Those among them that send to others too, who are not to wait long for this peer.
    var shared: Set<ConnectionID> = []
    /// How much the peer had taken when its pace was last looked at, and when that was.
    var taken: Int
    var looked: ContinuousClock.Instant
    /// Whether it is too slow for whoever sends to others too, who does not wait then.
    var isOvertaken = false
    /// The smallest number of waiting bytes so far, and when it was found.
    var leastUnsent: Int
    var since: ContinuousClock.Instant
  }

  private var backlogs: [ConnectionID: Backlog] = [:]

  /// True while nobody is behind.
  var isEmpty: Bool { backlogs.isEmpty }

  /// Remembers that a peer is behind, and who sends to it, if that is a connection.
  ///
  /// `isShared` tells that what the source sent went to others as well; the peer has taken `taken`
  /// bytes since it came.
  ///
  /// - Returns: Whether the source has to wait.
  mutating func note(
    _ receiver: ConnectionID, unsent: Int, taken: Int, causedBy source: ConnectionID?,
    isShared: Bool = false, at now: ContinuousClock.Instant
  ) -> Bool {
    var backlog =
      backlogs[receiver] ?? Backlog(taken: taken, looked: now, leastUnsent: unsent, since: now)
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

  /// Goes on without the peers that took too little since they were last looked at, as long as
  /// they do.
  ///
  /// - Returns: Who need not wait any more.
  mutating func overtake(
    at now: ContinuousClock.Instant, taken: (ConnectionID) -> Int
  ) -> Set<ConnectionID> {
    var released: Set<ConnectionID> = []
    for (id, old) in backlogs where now - old.looked >= Congestion.sharedPatience {
      var backlog = old
      let count = taken(id)
      backlog.isOvertaken = count - backlog.taken < Congestion.sharedPace
      (backlog.taken, backlog.looked) = (count, now)
      if backlog.isOvertaken {
        released.formUnion(backlog.shared)
        backlog.sources.subtract(backlog.shared)
        backlog.shared = []
      }
      backlogs[id] = backlog
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
