import Foundation
import Handshakes
import Transport

/// Many users in one process, on one loop.
///
/// They enter, talk until everybody has heard everything, and leave; where somebody leads them,
/// they wait for `say` and `leave` on standard input, and tell on standard output how far they are.
final class Swarm {
  private let options: Options
  private let loop = EventLoop()
  private let idle: [SwarmUser]
  private let talkers: [SwarmUser]
  private let users: [SwarmUser]
  /// Whose connection it is, so that an event need not be shown to everybody.
  private var owners: [ConnectionID: SwarmUser] = [:]
  private var queue: [SwarmUser]
  private var entering: [SwarmUser] = []
  private let commands = PlainLineSource()
  /// What leads the swarm on that did not happen yet.
  private var orders: [LineEvent] = []
  private var stage = Stage.entering
  /// Goes off at once, so that those who have more to say have their turn.
  private var turn: TimerID?
  private var times: [Stage: Double] = [:]
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  private enum Stage { case entering, waiting, talking, leaving }

  init(_ options: Options) throws {
    self.options = options
    start = clock.now
    let loop = loop
    let needsKeys = options.lab.abilities.contains(.keys)
    let keys = needsKeys ? try Keys(reading: options.keys) : nil
    idle = try (0..<options.idle).map { index in
      let name = "\(options.prefix)-idle\(index)"
      return try SwarmUser(
        name, talkingTo: [], in: nil, creating: false,
        files: keys?.files(of: name, index, knowing: []) ?? [:], options, on: loop)
    }
    talkers = try (0..<options.groups).flatMap { group in
      try (options.from..<options.to).map { member in
        let others = (0..<options.members).filter { $0 != member }
        let files = keys?.files(
          of: options.name(group, member), group * options.members + member,
          knowing: others.map {
            (options.name(group, $0), group * options.members + $0)
          })
        return try SwarmUser(
          options.name(group, member), talkingTo: others.map { options.name(group, $0) },
          in: "\(options.room)\(group)", creating: options.creates && member == 0,
          files: files ?? [:], options, on: loop)
      }
    }
    users = idle + talkers
    queue = users.reversed()
    if options.isLed { loop.readInput() }
  }

  /// Runs to the end, or until the patience is at an end.
  ///
  /// - Returns: One line of JSON.
  func run() throws -> String {
    var deadline = loop.setTimer(after: .seconds(options.patience))
    try letGo()
    try goOn()
    while stage != .leaving, let event = try loop.next() {
      if case .timer(deadline) = event { break }
      handle(event)
      try letGo()
      try goOn()
      if !talkers.isEmpty, talkers.allSatisfy({ $0.ending != nil }) { break }
    }
    let connected = idle.count { $0.isIn && $0.ending == nil }
    stage = .leaving
    for user in talkers where user.ending == nil { user.leave() }
    // Goodbyes arrive before the report says how everybody ended.
    deadline = loop.setTimer(after: .seconds(options.patience))
    while talkers.contains(where: { $0.ending == nil }), let event = try loop.next() {
      if case .timer(deadline) = event { break }
      handle(event)
    }
    return report(connected: connected)
  }

  private func handle(_ event: Event) {
    switch event {
    case .input(let bytes): orders += commands.receive(bytes)
    case .inputEnded: orders += commands.finish()
    case .timer(let timer) where timer == turn: turn = nil
    default: break
    }
    if let id = event.connection, let owner = owners[id] { return owner.handle(event) }
    for user in users where user.driver.isConcerned(by: event) {
      if let id = event.connection { owners[id] = user }
      user.handle(event)
    }
  }

  /// Lets more users connect, so many at one time as the options say.
  private func letGo() throws {
    entering.removeAll(where: \.isOutOfTheWay)
    while entering.count < options.atOnce, let next = queue.popLast() {
      try next.begin()
      entering.append(next)
    }
  }

  /// Goes on as far as things have come.
  private func goOn() throws {
    if options.isLed {
      for user in talkers {
        for news in user.takeNews() { tell(news.event, user.name, news.more) }
      }
    }
    var before: Stage
    repeat {
      before = stage
      takeStep()
    } while stage != before
    for user in talkers where user.hasMoreToSay {
      user.sayMore()
      if turn == nil, user.hasMoreToSay { turn = loop.setTimer(after: .zero) }
    }
  }

  /// Goes on to what comes next, once what was to happen before has happened.
  private func takeStep() {
    switch stage {
    case .entering:
      guard queue.isEmpty, idle.allSatisfy({ $0.isIn || $0.ending != nil }),
        talkers.allSatisfy(\.isUp)
      else { return }
      note(.entering, "up")
    case .waiting:
      guard options.isLed else { return say() }
      guard let order = orders.first else { return }
      orders.removeFirst()
      if order == .line("say") { say() } else { stage = .leaving }
    case .talking:
      if talkers.allSatisfy({ $0.isDone || $0.ending != nil }) { note(.talking, "heard") }
      if stage == .waiting, !options.isLed { stage = .leaving }
    case .leaving: break
    }
  }

  private func say() {
    stage = .talking
    let speakers = (options.groups - options.silent) * (options.to - options.from)
    for user in talkers.prefix(max(0, speakers)) { user.sayOnceMore() }
  }

  private func note(_ ended: Stage, _ word: String) {
    let (seconds, attoseconds) = (clock.now - start).components
    times[ended] = Double(seconds) + Double(attoseconds) * 1e-18
    stage = .waiting
    tell(word)
  }

  private func tell(_ event: String, _ user: String = "", _ more: String = "") {
    guard options.isLed else { return }
    let line = "{\"event\": \"\(event)\", \"user\": \"\(user)\", \"more\": \"\(more)\"}\n"
    FileHandle.standardOutput.write(Data(line.utf8))
  }

  private func report(connected: Int) -> String {
    func sum(_ count: (SwarmUser) -> Int) -> Int { talkers.reduce(0) { $0 + count($1) } }
    let goodbyes = talkers.count {
      if case .goodbye? = $0.ending { true } else { false }
    }
    let up = times[.entering] ?? 0
    let numbers: [(String, Int)] = [
      ("idle", connected), ("talkers", talkers.count), ("up", times[.entering] == nil ? 0 : 1),
      ("heard", sum { $0.sum(\.heard) }), ("lost", sum(\.lost)),
      ("doubled", sum { $0.sum(\.doubled) }), ("reordered", sum { $0.sum(\.reordered) }),
      ("gaps", sum { $0.sum(\.gaps) }), ("altered", sum { $0.sum(\.altered) }),
      ("unverified", sum(\.unverified)), ("goodbyes", goodbyes),
      ("told", users.count(where: \.wasTold)),
      ("milliseconds_up", Int(up * 1000)),
      ("milliseconds_talk", Int(((times[.talking] ?? up) - up) * 1000)),
    ]
    var fields = numbers.map { "\"\($0.0)\": \($0.1)" }
    let reason = (talkers + idle).compactMap { user in
      user.ending?.reason.map { "\(user.name): \($0)" }
    }
    let safe = (reason.first ?? "").replacing("\\", with: "/").replacing("\"", with: "'")
    fields.append("\"failures\": \(reason.count)")
    fields.append("\"failure\": \"\(safe)\"")
    let names = idle.filter(\.isIn).map { "\"\($0.name)\"" }
    fields.append("\"entered\": [\(names.joined(separator: ", "))]")
    return "{" + fields.joined(separator: ", ") + "}"
  }
}
