import Handshakes
import Terms
import Transcripts

/// The relay and its listener, with users of whom none keeps to the rules.
struct RelayTarget: FuzzTarget {
  let name = "relay"
  let cost = 40
  let longestInput = 300
  let corpus: [[UInt8]] = [
    [0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 2, 0, 0, 2, 1, 1, 5, 0],
    [0, 0, 0, 1, 0, 0, 2, 1, 1, 1, 0, 1, 2, 2, 0, 2, 0, 3, 1, 2, 6, 40],
    [0, 1, 0, 0, 0, 7, 0, 20, 6, 31], [0, 1, 0, 3, 3, 4, 0, 9, 1, 2, 3, 4],
    [1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0, 2, 0, 0, 2, 0, 1, 2, 1, 2],
  ]

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    var hall = Hall(script.number(below: 2) == 0 ? .original : .hardened)
    while !script.isOver {
      try step(&hall, &script)
    }
    for stage in hall.stages { try Shown.check(stage) }
  }

  private func step(_ hall: inout Hall, _ script: inout Script) throws {
    let choice = script.number(below: 8)
    guard choice != 0 else { return try hall.connect() }
    guard choice != 6 else { return try hall.wait(script.number(below: 60)) }
    guard !hall.links.isEmpty else { return }
    let link = hall.links[script.number(below: hall.links.count)]
    switch choice {
    case 1: try hall.send(registration(hall.mode, &script), from: link)
    case 2: try hall.send(message(hall.mode, &script), from: link)
    case 3: try hall.send(script.changed(message(hall.mode, &script)), from: link)
    case 4: try hall.send(script.octets(script.number(below: 64)), from: link)
    case 5: try hall.leave(link)
    default:
      let whole = registration(hall.mode, &script)
      try hall.send(Array(whole.prefix(script.number(below: whole.count))), from: link)
    }
  }

  private func registration(_ mode: Mode, _ script: inout Script) -> [UInt8] {
    let names = ["alice", "bob", "0", "1", "", "al\u{1b}[2J", "-", "x y"]
    let name = names[script.number(below: names.count)]
    let wanted = names[script.number(below: names.count)]
    let terms = [
      [1], Array(NonceRelay.name.utf8), [mode == .original ? 0 : 1], [1],
      Array((name.isEmpty ? "?" : name).utf8), Array(wanted.utf8),
    ].map { Term.constant("field", $0) }
    return Hall.write(terms, as: NonceRelay.Layouts.register)
  }

  /// A message between users with whatever in its fields.
  private func message(_ mode: Mode, _ script: inout Script) -> [UInt8] {
    let layouts = NonceRelay.Layouts.betweenUsers(mode)
    let layout = layouts[script.number(below: layouts.count)]
    let filling = script.octet()
    let terms = layout.fields.map { field in
      let count =
        switch field.shape {
        case .fixed(let length): length
        case .vector(_, let allowed):
          min(allowed.upperBound, allowed.lowerBound + Int(filling) % 40)
        }
      return Term.constant("field", Array(repeating: filling, count: count))
    }
    return Hall.write(terms, as: layout)
  }
}

/// A relay, who is connected to it, and what they hear.
private struct Hall {
  let mode: Mode
  private var relay: NonceRelay.Relay
  private var wiretap: NonceRelay.Wiretap
  private var now = 0
  private var connections = 0
  private(set) var links: [Link] = []
  private(set) var stages: [Stage] = []

  init(_ mode: Mode) {
    self.mode = mode
    let settings = LabSettings(mode: mode, size: .toy)
    relay = NonceRelay.Relay(settings)
    wiretap = NonceRelay.Wiretap(settings)
  }

  mutating func connect() throws {
    guard links.count < 5 else { return }
    let link = Link(wire: "wire\(connections)", end: 1)
    connections += 1
    links.append(link)
    try give(.opened(link))
  }

  mutating func send(_ octets: [UInt8], from link: Link) throws {
    try give(.received(octets, on: link))
  }

  mutating func leave(_ link: Link) throws {
    links.removeAll { $0 == link }
    try give(.closed(link))
  }

  mutating func wait(_ seconds: Int) throws {
    now += seconds
    try give(.tick(seconds: now))
  }

  private mutating func give(_ input: Input) throws {
    for output in relay.handle(input) {
      switch output {
      case .stage(let stage):
        stages.append(stage)
        for exchange in stage.messages where exchange.direction == .sent {
          listen(exchange.message)
        }
      case .send(let octets, let link):
        try Claim.that(links.contains(link), "the relay writes to who is there")
        try Claim.that(Self.isMessage(octets, mode), "the relay sends messages")
      case .close(let link): links.removeAll { $0 == link }
      case .ended: throw Violation(description: "the relay ends for nobody")
      default: break
      }
    }
  }

  /// The listener believes nothing.
  private mutating func listen(_ message: Message) {
    _ = wiretap.observe(message)
  }

  static func write(_ terms: [Term], as layout: MessageLayout) -> [UInt8] {
    let id = MessageID(wire: "wire", sendingEnd: 0, ordinal: 0)
    let message = try? layout.write(terms, id: id, from: Actor("client"), to: Actor("relay"))
    return message?.bytes ?? []
  }

  private static func isMessage(_ octets: [UInt8], _ mode: Mode) -> Bool {
    let id = MessageID(wire: "wire", sendingEnd: 0, ordinal: 0)
    return (NonceRelay.Layouts.withRelay + NonceRelay.Layouts.betweenUsers(mode)).contains {
      $0.type == octets.first
        && (try? $0.read(octets, id: id, from: Actor("relay"), to: Actor("client"))) != nil
    }
  }
}
