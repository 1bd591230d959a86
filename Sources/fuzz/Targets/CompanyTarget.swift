import Handshakes
import Terms
import Transcripts

/// The parties of session-keys under an attacker on the wires: messages changed, lost, repeated,
/// given to others and made up, at every moment of a run.
struct CompanyTarget: FuzzTarget {
  let name: String
  let cost: Int
  let longestInput = 200
  private let mode: Mode
  private let moments: [Run]

  /// Prepares the moments of an honest run.
  init(_ name: String, mode: Mode, cost: Int) {
    self.name = name
    self.cost = cost
    self.mode = mode
    moments = Self.moments(mode)
  }

  var corpus: [[UInt8]] {
    let attacks: [[UInt8]] = [
      [3, 0, 9, 0, 0x10], [4, 1], [5, 0], [6, 0, 1], [7, 1, 0, 3, 4, 104, 105, 0], [8, 20],
      [3, 1, 30, 2, 1], [9, 0, 16, 3, 1, 2, 3], [7, 0, 1], [10, 1],
    ]
    return moments.indices.map { [UInt8($0)] + attacks[$0 % attacks.count] } + [[0], [200, 7, 0]]
  }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    var run = moments[script.number(below: moments.count)]
    while !script.isOver, run.queues.allSatisfy({ $0.count < 100 }) { step(&run, &script) }
    run.runOn()
    for user in 0...1 { run.give(.submit(.quit), to: user) }
    run.runOn()
    run.give(.tick(seconds: 1000), to: 0)
    for user in 0...1 { run.give(.closed(run.link(user)), to: user) }
    try Claim.that(run.endings.allSatisfy { $0 != nil }, "every user comes to an end")
    if mode == .hardened {
      for user in 0...1 {
        try Claim.isInOrder(run.heard[user], in: run.said[1 - user])
      }
    }
    if input.reduce(0, &+) % 8 == 0 { try Shown.check(run.stages, by: SessionKeysLab.self, mode) }
  }

  private func step(_ run: inout Run, _ script: inout Script) {
    let choice = script.number(below: 11)
    let user = script.number(below: 2)
    let oldest = run.queues[user].first
    switch choice {
    case 0...2: run.deliverNext(to: user)
    case 3:
      guard let oldest else { return }
      run.queues[user][0] = script.changed(oldest)
      run.deliverNext(to: user)
    case 4: if oldest != nil { run.queues[user].removeFirst() }
    case 5: if let oldest { run.queues[user].append(oldest) }
    case 6:
      let other = run.queues[script.number(below: 2)].first
      run.queues[user].insert(other ?? script.octets(script.number(below: 40)), at: 0)
      run.deliverNext(to: user)
    case 7: command(&run, &script, user)
    case 8: run.give(.tick(seconds: script.number(below: 70)), to: user)
    case 9:
      // A message of some type with whatever in it, to a user and to the server.
      let frame = Frame(type: script.octet(), body: script.octets(script.number(below: 60)))
      run.give(.received(frame.encoded, on: run.link(user)), to: user)
      run.giveServer(frame.encoded, from: user)
    default: run.runOn()
    }
  }

  private func command(_ run: inout Run, _ script: inout Script, _ user: Int) {
    switch script.number(below: 6) {
    case 0...2:
      run.say(script.octets(script.number(below: 64)), user)
    case 3: run.type(script.octets(script.number(below: 40)), user)
    case 4: run.give(.submit(.endOfInput), to: user)
    default: run.give(.submit(.verified), to: user)
    }
  }

  /// The moments of an honest run before each message arrives.
  private static func moments(_ mode: Mode) -> [Run] {
    var run = Run(mode)
    var moments: [Run] = []
    func arrive() {
      while let user = (0...1).first(where: { !run.queues[$0].isEmpty }) {
        moments.append(run)
        run.deliverNext(to: user)
        run.stages = []
      }
    }
    for user in 0...1 {
      run.start(user)
      arrive()
    }
    for user in 0...1 {
      run.say(Array("line".utf8), user)
      arrive()
    }
    moments.append(run)
    return moments
  }
}

/// Two users and the server, with what is on its way to each user.
private struct Run {
  var queues: [[[UInt8]]] = [[], []]
  var stages: [Stage] = []
  /// What each user said to the other, and heard from it.
  var said: [[[UInt8]]] = [[], []]
  var heard: [[[UInt8]]] = [[], []]
  var endings: [Ending?] = [nil, nil]
  private var parties: [any Party]

  private static let names = ["alice", "bob"]

  init(_ mode: Mode) {
    var demonstration = SessionKeysLab.demonstration(LabSettings(mode: mode, size: .toy))
    demonstration.users = Self.names
    demonstration.source = .seed("fuzz")
    parties = SessionKeysLab.scenario(demonstration).parties
  }

  func link(_ user: Int, end: Int = 0) -> Link {
    Link(wire: "\(Self.names[user])-server", end: end)
  }

  mutating func start(_ user: Int) {
    take(parties[2].handle(.opened(link(user, end: 1))))
    give(.start, to: user)
  }

  /// Types a line and its receiver; which is which, the party knows.
  mutating func say(_ text: [UInt8], _ user: Int) {
    type(text, user)
    type(Array(Self.names[1 - user].utf8), user)
  }

  mutating func type(_ text: [UInt8], _ user: Int) {
    said[user].append(text)
    give(.submit(.say(text)), to: user)
  }

  mutating func give(_ input: Input, to user: Int) {
    for output in parties[user].handle(input) {
      switch output {
      case .send(let bytes, _): giveServer(bytes, from: user)
      case .close: take(parties[2].handle(.closed(link(user, end: 1))))
      case .stage(let stage): stages.append(stage)
      case .deliver(let delivery): heard[user].append(delivery.text)
      case .ended(let ending): endings[user] = ending
      default: break
      }
    }
  }

  mutating func giveServer(_ bytes: [UInt8], from user: Int) {
    take(parties[2].handle(.received(bytes, on: link(user, end: 1))))
  }

  mutating func deliverNext(to user: Int) {
    guard !queues[user].isEmpty else { return }
    give(.received(queues[user].removeFirst(), on: link(user)), to: user)
  }

  mutating func runOn() {
    while let user = (0...1).first(where: { !queues[$0].isEmpty }) { deliverNext(to: user) }
  }

  private mutating func take(_ outputs: [Output]) {
    for output in outputs {
      switch output {
      case .send(let bytes, let link):
        if let user = (0...1).first(where: { self.link($0, end: 1) == link }) {
          queues[user].append(bytes)
        }
      case .stage(let stage): stages.append(stage)
      default: break
      }
    }
  }
}
