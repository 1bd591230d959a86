import Handshakes
import Terms

/// The parties of the lab under an attacker on the wires: octets changed, lost, repeated, turned
/// round and made up, at every moment of a run.
struct LabTarget: FuzzTarget {
  let name: String
  let cost: Int
  let longestInput = 200
  private let middle: Middle
  private let moments: [LabRun]

  /// Prepares the moments of honest runs with somebody in the middle.
  init(_ name: String, mode: Mode, middle: Middle, cost: Int) {
    self.name = name
    self.cost = cost
    self.middle = middle
    moments = Self.moments(LabSettings(mode: mode, size: .toy), middle)
  }

  var corpus: [[UInt8]] {
    // Three attacks at each moment, and runs that nobody attacks.
    let attacks: [[UInt8]] = [
      [5, 0, 1, 0, 9, 0, 0x10], [5, 1, 1, 0, 4, 3, 0xff], [6, 2], [7, 3], [10, 1, 20],
      [9, 0, 0, 1, 104], [12, 0, 1], [5, 3, 1, 0, 3, 1], [11, 1],
    ]
    let attacked = moments.indices.flatMap { moment in
      (0..<3).map { [UInt8(moment)] + attacks[(3 * moment + $0) % attacks.count] }
    }
    return attacked + [[0], [UInt8(moments.count - 1), 9, 1, 0, 3, 1, 2, 3]]
  }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    var run = moments[script.number(below: moments.count)]
    var isHonest = true
    while !script.isOver {
      try step(&run, &script, &isHonest)
      guard run.queues.allSatisfy({ $0.count < 100 }) else { break }
    }
    try finish(&run, isHonest)
    // To draw everything takes most of the time of a case, so not every case does.
    if input.reduce(0, &+) % 8 == 0 { try run.checkStages() }
  }

  /// One choice of the attacker, or of a user.
  private func step(_ run: inout LabRun, _ script: inout Script, _ isHonest: inout Bool) throws {
    let choice = script.number(below: 14)
    if choice > 4, choice != 13 { isHonest = false }
    guard let direction = LabRun.Direction(rawValue: script.number(below: 4)) else { return }
    let oldest = run.queues[direction.rawValue].first
    switch choice {
    case 0...4: try run.deliverNext(direction)
    case 5:
      guard let oldest else { return }
      run.queues[direction.rawValue].removeFirst()
      try run.deliver(script.changed(oldest), direction)
    case 6: if oldest != nil { run.queues[direction.rawValue].removeFirst() }
    case 7: if let oldest { try run.deliver(oldest, direction) }
    case 8:
      guard let oldest else { return }
      run.queues[direction.rawValue].removeFirst()
      run.queues[direction.rawValue].append(oldest)
    case 9: try command(&run, &script, user: direction.rawValue % 2)
    case 10: try run.wait(script.number(below: 70))
    case 11: try run.cut(direction.rawValue % 2)
    case 12:
      // What was meant for one is given to another, or made up.
      let others = run.queues[script.number(below: 4)]
      let octets = others.first ?? script.octets(script.number(below: 40))
      try run.deliver(octets, direction)
    default: try run.runOn()
    }
  }

  private func command(_ run: inout LabRun, _ script: inout Script, user: Int) throws {
    switch script.number(below: 8) {
    case 0...2: try run.say(script.octets(script.number(below: 64)), user)
    case 3: try run.give(.submit(.quit), to: user)
    case 4: try run.give(.submit(.endOfInput), to: user)
    case 5: try run.give(.submit(.verified), to: user)
    case 6:
      try run.give(.submit(.peerFingerprint(script.octets(script.number(below: 40)))), to: user)
    default: try run.give(.submit(.help), to: user)
    }
  }

  /// Lets the wires go on as they are, and checks what became of what was said.
  private func finish(_ run: inout LabRun, _ isHonest: Bool) throws {
    try run.runOn()
    for user in 0...1 { try run.say(Array("said after all".utf8), user) }
    try run.runOn()
    try run.give(.submit(.quit), to: 0)
    try run.runOn()
    try run.wait(100)
    for user in 0...1 { try run.cut(user) }
    try Claim.that(run.endings[0] != nil && run.endings[1] != nil, "every user comes to an end")
    for user in 0...1 {
      let (heard, said) = (run.verified[user], run.said[1 - user])
      if middle == .relay, run.settings.mode == .hardened {
        try Claim.that(
          said.starts(with: heard), "what is shown as verified was said, in this order")
      }
      if middle == .relay, isHonest {
        try Claim.that(run.established == [0, 1] && heard == said, "an honest run arrives")
      }
    }
    if middle == .mallory, run.settings.mode == .hardened {
      try Claim.that(
        !run.established.contains(1), "who compares fingerprints does not talk to an attacker")
    }
  }

  /// The moments of an honest run in which both say something, before each message arrives.
  private static func moments(
    _ settings: LabSettings, _ middle: Middle
  ) -> [LabRun] {
    guard var run = try? LabRun(settings, middle: middle) else {
      preconditionFailure("an honest run begins")
    }
    var moments: [LabRun] = []
    func arrive() {
      while let next = LabRun.Direction.allCases.first(where: { !run.queues[$0.rawValue].isEmpty })
      {
        moments.append(run)
        guard (try? run.deliverNext(next)) != nil else {
          preconditionFailure("an honest run goes on")
        }
        run.forgetStages()
      }
    }
    arrive()
    for _ in 0..<2 {
      try? run.runOn()
      for user in 0...1 { try? run.say(Array("line of \(LabRun.names[user])".utf8), user) }
      arrive()
    }
    moments.append(run)
    return moments
  }
}
