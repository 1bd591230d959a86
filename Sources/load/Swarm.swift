import Handshakes
import Transport

/// Many users in one process, on one loop.
final class Swarm {
  private let options: Options
  private let loop = EventLoop()
  private let idle: [SwarmUser]
  private let talkers: [SwarmUser]
  /// How many talkers have been let go.
  private var begun = 0

  init(_ options: Options) throws {
    self.options = options
    let loop = loop
    idle = try (0..<options.idle).map { index in
      try SwarmUser(
        "\(options.prefix)-idle\(index)", talkingTo: "\(options.prefix)-nobody\(index)", options,
        on: loop)
    }
    talkers = try (0..<options.pairs).flatMap { pair in
      let names = [0, 1].map { "\(options.prefix)\(pair)-\($0)" }
      return try options.sides.map { side in
        try SwarmUser(names[side], talkingTo: names[1 - side], options, on: loop)
      }
    }
  }

  /// Runs until every pair has said and heard everything, or the patience is at an end.
  ///
  /// - Returns: One line of JSON.
  func run() throws -> String {
    let clock = ContinuousClock()
    let start = clock.now
    for user in idle { try user.begin() }
    var chattingSince: ContinuousClock.Instant?
    var deadline = loop.setTimer(after: .seconds(options.patience))
    var isTimeUp = false
    try letGo()
    while let event = try loop.next() {
      if case .timer(deadline) = event { isTimeUp = true }
      for user in idle { user.handle(event) }
      for user in talkers { user.handle(event) }
      try letGo()
      if chattingSince == nil, begun == talkers.count, count(.connecting) == 0 {
        chattingSince = clock.now
      }
      if isTimeUp || talkers.allSatisfy({ $0.isDone || $0.ending != nil }) { break }
    }
    let seconds = Self.seconds(clock.now - start)
    let connected = idle.count { $0.ending == nil }
    for user in talkers where user.ending == nil { user.leave() }
    // Goodbyes arrive before the report says how everybody ended.
    deadline = loop.setTimer(after: .seconds(10))
    while talkers.contains(where: { $0.ending == nil }), let event = try loop.next() {
      if case .timer(deadline) = event { break }
      for user in talkers { user.handle(event) }
    }
    return report(seconds: seconds, connected: connected)
  }

  /// Lets more users connect, so many at one time as the options say.
  private func letGo() throws {
    while begun < talkers.count, count(.connecting) < options.atOnce {
      try talkers[begun].begin()
      begun += 1
    }
  }

  private func count(_ phase: SwarmUser.Phase) -> Int {
    talkers.count { $0.phase == phase }
  }

  private func report(seconds: Double, connected: Int) -> String {
    let faults = talkers.map(\.faults)
    let goodbyes = talkers.count {
      if case .goodbye? = $0.ending { true } else { false }
    }
    let numbers: [(String, Int)] = [
      ("idle", connected), ("talkers", talkers.count),
      ("lines", talkers.count * options.lines),
      ("heard", talkers.reduce(0) { $0 + $1.heard.count }),
      ("lost", faults.reduce(0) { $0 + $1.lost }),
      ("doubled", faults.reduce(0) { $0 + $1.doubled }),
      ("reordered", faults.reduce(0) { $0 + $1.reordered }),
      ("unverified", talkers.reduce(0) { $0 + $1.unverified }), ("goodbyes", goodbyes),
      ("milliseconds", Int(seconds * 1000)),
    ]
    return "{" + numbers.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
