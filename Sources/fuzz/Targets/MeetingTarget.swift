import Handshakes
import Terms
import Transcripts

/// The server and two users of certified-peers under an attacker on all wires, the direct one too:
/// messages changed, lost, repeated, given to others and made up, at every moment of a run.
struct MeetingTarget: FuzzTarget {
  let name: String
  let cost: Int
  let longestInput = 200
  private let mode: Mode
  private let moments: [MeetingRun]

  /// Prepares the moments of an honest run.
  init(_ name: String, mode: Mode, cost: Int) {
    self.name = name
    self.cost = cost
    self.mode = mode
    moments = Self.moments(mode)
  }

  var corpus: [[UInt8]] {
    let attacks: [[UInt8]] = [
      [3, 2, 1, 0, 9, 0, 0x10], [4, 4], [5, 5], [6, 0, 1], [7, 1, 0, 4, 104, 105], [8, 20],
      [3, 4, 1, 1, 30, 0, 1], [9, 2, 1, 16, 1, 2, 3], [10, 0, 1], [11, 1], [3, 3, 2, 0, 80, 3, 7],
    ]
    return moments.indices.map { [UInt8($0)] + attacks[$0 % attacks.count] } + [[0], [200, 11]]
  }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    var run = moments[script.number(below: moments.count)]
    while !script.isOver, run.waiting < 300 { step(&run, &script) }
    run.runOn()
    for user in 0...1 { run.give(.submit(.quit), to: user) }
    run.runOn()
    run.tick(1000)
    for user in 0...1 { run.cut(user) }
    try Claim.that(run.endings[0...1].allSatisfy { $0 != nil }, "every user comes to an end")
    try Claim.that(run.endings[2] == nil, "the server ends for nobody")
    if mode == .hardened {
      for user in 0...1 {
        try Claim.isInOrder(run.heard[user], in: run.said[1 - user])
      }
    }
    if input.reduce(0, &+) % 8 == 0 { try Shown.check(run.stages, by: CertifiedPeers.self, mode) }
  }

  private func step(_ run: inout MeetingRun, _ script: inout Script) {
    let choice = script.number(below: 12)
    let wire = script.number(below: MeetingRun.wires)
    switch choice {
    case 0...2: run.deliverNext(wire)
    case 3: run.change(wire) { script.changed($0) }
    case 4: run.drop(wire)
    case 5: run.double(wire)
    case 6: run.move(wire, to: script.number(below: MeetingRun.wires))
    case 7:
      run.say(script.octets(script.number(below: 64)), wire % 2)
    case 8: run.tick(script.number(below: 70))
    case 9:
      // A message of some type with whatever in it.
      let frame = Frame(type: script.octet(), body: script.octets(script.number(below: 60)))
      run.insert(frame.encoded, wire)
    case 10: run.give(.submit(script.number(below: 2) == 0 ? .quit : .verified), to: wire % 2)
    default: run.runOn()
    }
  }

  /// The moments of an honest run before each message arrives.
  private static func moments(_ mode: Mode) -> [MeetingRun] {
    var run = MeetingRun(mode)
    var moments: [MeetingRun] = []
    func arrive() {
      while let wire = run.next {
        moments.append(run)
        run.deliverNext(wire)
        run.stages = []
      }
    }
    arrive()
    for user in 0...1 {
      run.say(Array("line".utf8), user)
      arrive()
    }
    moments.append(run)
    return moments
  }
}

/// Two users and the server, with what is on its way to each of them on each wire.
private struct MeetingRun {
  /// From the server to alice and to bob, to the server from both, from bob to alice and back.
  static let wires = 6

  var stages: [Stage] = []
  /// What each user said to the other, and heard from it.
  private(set) var said: [[[UInt8]]] = [[], []]
  private(set) var heard: [[[UInt8]]] = [[], []]
  private(set) var endings: [Ending?] = [nil, nil, nil]
  private var queues = [[[UInt8]]](repeating: [], count: wires)
  private var parties: [any Party]
  private var direct: [Link?] = [nil, nil]
  private var seconds = 0

  private static let names = ["alice", "bob"]

  init(_ mode: Mode) {
    let settings = LabSettings(mode: mode, size: .toy)
    let source = Draws.Source.seed("fuzz")
    var parties: [any Party] = []
    do {
      for user in 0...1 {
        var configuration = UserConfiguration(
          name: Self.names[user], settings: settings, wanted: Self.names[1 - user])
        configuration.password = Array("secret".utf8)
        parties.append(try CertifiedPeers.user(configuration, drawingFrom: source))
      }
      parties.append(
        try CertifiedPeers.server(ServerConfiguration(settings: settings), drawingFrom: source))
    } catch {
      preconditionFailure("no files that could be damaged: \(error)")
    }
    self.parties = parties
    give(.start, to: 2)
    for user in 0...1 { give(.opened(serverLink(user)), to: 2) }
    for user in 0...1 { give(.start, to: user) }
  }

  private func serverLink(_ user: Int) -> Link { Link(wire: Self.names[user], end: 1) }

  var waiting: Int { queues.reduce(0) { $0 + $1.count } }
  var next: Int? { queues.firstIndex { !$0.isEmpty } }

  // MARK: Inputs

  mutating func say(_ text: [UInt8], _ user: Int) {
    said[user].append(text)
    give(.submit(.say(text)), to: user)
  }

  mutating func tick(_ more: Int) {
    seconds += more
    for party in 0...2 { give(.tick(seconds: seconds), to: party) }
  }

  /// Ends all wires of a user.
  mutating func cut(_ user: Int) {
    give(.closed(UserConfiguration.link), to: user)
    if let link = direct[user] { give(.closed(link), to: user) }
  }

  mutating func give(_ input: Input, to party: Int) {
    for output in parties[party].handle(input) {
      switch output {
      case .stage(let stage): stages.append(stage)
      case .send(let octets, let link):
        if party == 2 {
          if let user = Self.names.firstIndex(of: link.wire) { queues[user].append(octets) }
        } else {
          queues[(link == UserConfiguration.link ? 2 + party : 5 - party)].append(octets)
        }
      case .close(let link): close(link, by: party)
      case .listen: give(.listening(address: "\(party)"), to: party)
      case .connect(let link, let address): connect(link, address, by: party)
      case .deliver(let delivery): if party < 2 { heard[party].append(delivery.text) }
      case .ended(let ending): endings[party] = ending
      default: break
      }
    }
  }

  private mutating func connect(_ link: Link, _ address: String, by party: Int) {
    // An address is whatever the server says, or whoever changed its message.
    guard let other = Int(address), (0...1).contains(other), other != party else {
      return give(.closed(link), to: party)
    }
    (direct[party], direct[other]) = (link, link.opposite)
    give(.opened(link.opposite), to: other)
    give(.opened(link), to: party)
  }

  private mutating func close(_ link: Link, by party: Int) {
    if party == 2 {
      if let user = Self.names.firstIndex(of: link.wire) {
        give(.closed(UserConfiguration.link), to: user)
      }
    } else if link == UserConfiguration.link {
      give(.closed(serverLink(party)), to: 2)
    } else if let other = direct[1 - party], other == link.opposite {
      give(.closed(other), to: 1 - party)
    }
  }

  // MARK: Wires

  mutating func deliverNext(_ wire: Int) {
    guard !queues[wire].isEmpty else { return }
    let octets = queues[wire].removeFirst()
    switch wire {
    case 0, 1: give(.received(octets, on: UserConfiguration.link), to: wire)
    case 2, 3: give(.received(octets, on: serverLink(wire - 2)), to: 2)
    default: if let link = direct[wire - 4] { give(.received(octets, on: link), to: wire - 4) }
    }
  }

  mutating func runOn() {
    var steps = 0
    while let wire = next, steps < 1000 {
      deliverNext(wire)
      steps += 1
    }
  }

  mutating func change(_ wire: Int, _ changed: ([UInt8]) -> [UInt8]) {
    if let first = queues[wire].first { queues[wire][0] = changed(first) }
    deliverNext(wire)
  }

  mutating func drop(_ wire: Int) {
    if !queues[wire].isEmpty { queues[wire].removeFirst() }
  }

  mutating func double(_ wire: Int) {
    if let first = queues[wire].first { queues[wire].append(first) }
  }

  /// Gives somebody what another one is about to get.
  mutating func move(_ wire: Int, to other: Int) {
    if let first = queues[wire].first { queues[other].insert(first, at: 0) }
  }

  mutating func insert(_ octets: [UInt8], _ wire: Int) { queues[wire].insert(octets, at: 0) }
}
