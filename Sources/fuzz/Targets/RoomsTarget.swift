import Handshakes
import Terms
import Transcripts

/// The server and the members of a room under an attacker on the wires: messages changed, lost,
/// repeated, given to others and made up, members who come and are killed, at every moment of a run.
struct RoomsTarget: FuzzTarget {
  let name: String
  let cost: Int
  let longestInput = 200
  private let lab: any RoomsLab.Type
  private let mode: Mode
  private let moments: [RoomRun]

  /// Prepares the moments of an honest run.
  init(_ name: String, _ lab: any RoomsLab.Type, mode: Mode, cost: Int) {
    self.name = name
    self.cost = cost
    self.lab = lab
    self.mode = mode
    moments = Self.moments(lab, mode)
  }

  var corpus: [[UInt8]] {
    let attacks: [[UInt8]] = [
      [3, 0, 9, 0, 0x10], [4, 1], [5, 0], [6, 0, 1], [7, 1, 0, 3, 4, 104, 105, 0], [8, 40],
      [3, 1, 30, 2, 1], [9, 0, 16, 3, 1, 2, 3], [10, 1], [11, 0], [12, 2], [0, 1, 2, 11, 1],
    ]
    return moments.indices.map { [UInt8(truncatingIfNeeded: $0)] + attacks[$0 % attacks.count] }
      + [[0], [200, 7, 0]]
  }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    var run = moments[script.number(below: min(moments.count, 256))]
    while !script.isOver, run.waiting < 300 { step(&run, &script) }
    run.runOn()
    if mode == .hardened {
      for reader in run.heard.indices {
        for writer in run.said.indices {
          let lines = run.heard[reader].filter { $0.sender == run.names[writer] }.map(\.text)
          try Claim.isInOrder(lines, in: run.said[writer])
        }
        let known = Set(run.names)
        try Claim.that(
          run.heard[reader].allSatisfy { known.contains($0.sender) }, "only members speak")
      }
    }
    for index in run.names.indices { run.end(index) }
    try Claim.that(run.endings.allSatisfy { $0 != nil }, "every member comes to an end")
    if input.reduce(0, &+) % 8 == 0 { try Shown.check(run.stages, by: lab, mode) }
  }

  private func step(_ run: inout RoomRun, _ script: inout Script) {
    let choice = script.number(below: 13)
    let index = script.number(below: run.names.count)
    let isUp = choice % 2 == 0
    switch choice {
    case 0...2: run.deliverNext(index, isUp: script.number(below: 2) == 0)
    case 3, 4: run.change(index, isUp: isUp) { script.changed($0) }
    case 5: run.drop(index, isUp: script.number(below: 2) == 0)
    case 6: run.double(index, isUp: script.number(below: 2) == 0)
    case 7: run.give(index, to: script.number(below: run.names.count))
    case 8: run.tick(script.number(below: 40))
    case 9:
      // A message of some type with whatever in it, to a member and to the server.
      let frame = Frame(type: script.octet(), body: script.octets(script.number(below: 60)))
      run.insert(frame.encoded, index)
    case 10: run.say(script.octets(script.number(below: 64)), index)
    case 11: run.kill(index)
    default: script.number(below: 2) == 0 ? run.come() : run.runOn()
    }
  }

  /// The moments of an honest run before each message arrives.
  private static func moments(_ lab: any RoomsLab.Type, _ mode: Mode) -> [RoomRun] {
    var run = RoomRun(lab, mode)
    var moments: [RoomRun] = []
    func arrive() {
      while let (index, isUp) = run.next {
        moments.append(run)
        run.deliverNext(index, isUp: isUp)
        run.stages = []
      }
    }
    for _ in 0..<3 {
      run.come()
      arrive()
    }
    run.say(Array("line".utf8), 1)
    arrive()
    run.kill(0)
    arrive()
    moments.append(run)
    return moments
  }
}

/// The server of a room and its members, with what is on its way on each wire.
private struct RoomRun {
  /// A line as a member was shown it.
  struct Heard {
    let sender: String
    let text: [UInt8]
  }

  private(set) var names: [String] = []
  var stages: [Stage] = []
  var said: [[[UInt8]]] = []
  var heard: [[Heard]] = []
  var endings: [Ending?] = []
  private let lab: any RoomsLab.Type
  private let settings: LabSettings
  private var server: any Party
  private var members: [any Party] = []
  private var up: [[[UInt8]]] = []
  private var down: [[[UInt8]]] = []
  private var killed: Set<Int> = []
  private var seconds = 0

  init(_ lab: any RoomsLab.Type, _ mode: Mode) {
    self.lab = lab
    settings = LabSettings(mode: mode, size: .toy)
    guard
      let server = try? lab.server(
        ServerConfiguration(settings: settings), drawingFrom: .seed("fuzz"))
    else { preconditionFailure("no files that could be damaged") }
    self.server = server
  }

  var waiting: Int { up.reduce(0) { $0 + $1.count } + down.reduce(0) { $0 + $1.count } }

  var next: (index: Int, isUp: Bool)? {
    if let index = up.firstIndex(where: { !$0.isEmpty }) { return (index, true) }
    return down.firstIndex { !$0.isEmpty }.map { ($0, false) }
  }

  private func link(_ index: Int, end: Int) -> Link { Link(wire: "w\(index)", end: end) }

  mutating func come() {
    guard names.count < 6 else { return }
    let index = names.count
    var configuration = UserConfiguration(name: "user\(index)", settings: settings)
    configuration.room = "room"
    configuration.createsRoom = index == 0
    guard let member = try? lab.user(configuration, drawingFrom: .seed("fuzz")) else { return }
    names.append(configuration.name)
    members.append(member)
    said.append([])
    heard.append([])
    endings.append(nil)
    up.append([])
    down.append([])
    giveServer(.opened(link(index, end: 1)))
    give(.start, index)
  }

  mutating func say(_ text: [UInt8], _ index: Int) {
    said[index].append(text)
    give(.submit(.say(text)), index)
  }

  mutating func tick(_ more: Int) {
    seconds += more
    for index in names.indices { give(.tick(seconds: seconds), index) }
    giveServer(.tick(seconds: seconds))
  }

  mutating func kill(_ index: Int) {
    guard killed.insert(index).inserted else { return }
    endings[index] = .serverGone
    (up[index], down[index]) = ([], [])
    giveServer(.closed(link(index, end: 1)))
  }

  mutating func end(_ index: Int) { give(.closed(link(index, end: 0)), index) }

  private mutating func give(_ input: Input, _ index: Int) {
    guard !killed.contains(index) else { return }
    for output in members[index].handle(input) {
      switch output {
      case .send(let octets, _): up[index].append(octets)
      case .stage(let stage): stages.append(stage)
      case .deliver(let delivery):
        heard[index].append(Heard(sender: delivery.sender.name, text: delivery.text))
      case .ended(let ending): endings[index] = ending
      default: break
      }
    }
  }

  private mutating func giveServer(_ input: Input) {
    for output in server.handle(input) {
      switch output {
      case .send(let octets, let link):
        guard let index = Int(link.wire.dropFirst()), !killed.contains(index) else { continue }
        down[index].append(octets)
      case .stage(let stage): stages.append(stage)
      default: break
      }
    }
  }

  // MARK: Wires

  mutating func deliverNext(_ index: Int, isUp: Bool) {
    if isUp {
      guard !up[index].isEmpty else { return }
      giveServer(.received(up[index].removeFirst(), on: link(index, end: 1)))
    } else {
      guard !down[index].isEmpty else { return }
      give(.received(down[index].removeFirst(), on: link(index, end: 0)), index)
    }
  }

  mutating func runOn() {
    var steps = 0
    while let (index, isUp) = next, steps < 2000 {
      deliverNext(index, isUp: isUp)
      steps += 1
    }
  }

  mutating func change(_ index: Int, isUp: Bool, _ changed: ([UInt8]) -> [UInt8]) {
    if isUp {
      if let first = up[index].first { up[index][0] = changed(first) }
    } else if let first = down[index].first {
      down[index][0] = changed(first)
    }
    deliverNext(index, isUp: isUp)
  }

  mutating func drop(_ index: Int, isUp: Bool) {
    if isUp, !up[index].isEmpty { up[index].removeFirst() }
    if !isUp, !down[index].isEmpty { down[index].removeFirst() }
  }

  mutating func double(_ index: Int, isUp: Bool) {
    if isUp, let first = up[index].first { up[index].append(first) }
    if !isUp, let first = down[index].first { down[index].append(first) }
  }

  /// Gives somebody what another one is about to get.
  mutating func give(_ index: Int, to other: Int) {
    guard let first = down[index].first, !killed.contains(other) else { return }
    down[other].insert(first, at: 0)
  }

  mutating func insert(_ octets: [UInt8], _ index: Int) {
    guard !killed.contains(index) else { return }
    up[index].insert(octets, at: 0)
    down[index].insert(octets, at: 0)
  }
}
