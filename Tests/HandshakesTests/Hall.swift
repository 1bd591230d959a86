import Handshakes
import Terms
import Transcripts

/// A relay, and what those who are connected to it hear.
struct Hall {
  private var relay: NonceRelay.Relay
  private var count = 0
  var heard: [Link: [[UInt8]]] = [:]
  var closed: [Link] = []
  var stages: [Stage] = []

  init(_ settings: LabSettings) {
    relay = NonceRelay.Relay(settings)
  }

  /// A relay that has paired two users.
  static func withAPair(_ settings: LabSettings) -> (hall: Hall, alice: Link, bob: Link) {
    var hall = Hall(settings)
    let alice = hall.enter("alice", wanting: "bob")
    let bob = hall.enter("bob", wanting: "alice")
    return (hall, alice, bob)
  }

  /// The registration of a user of the original at toy size.
  static func registration(
    version: UInt8 = 1, lab: String = NonceRelay.name, mode: UInt8 = 0, size: UInt8 = 1,
    name: [UInt8] = Array("alice".utf8), wanted: [UInt8] = []
  ) -> [UInt8] {
    HeldPair.relaySays(
      NonceRelay.Layouts.register, [[version], Array(lab.utf8), [mode], [size], name, wanted])
  }

  /// A nonce with its signature, as far as the relay looks at it.
  static func nonce(_ octet: UInt8) -> [UInt8] {
    HeldPair.relaySays(
      NonceRelay.Layouts.signedNonce,
      [[UInt8](repeating: 0x31, count: 22), [UInt8](repeating: octet, count: 44)])
  }

  mutating func connect() -> Link {
    count += 1
    let link = Link(wire: "wire\(count)", end: 1)
    heard[link] = []
    handle(.opened(link))
    return link
  }

  mutating func enter(_ name: String, wanting wanted: String) -> Link {
    let link = connect()
    send(Self.registration(name: Array(name.utf8), wanted: Array(wanted.utf8)), from: link)
    return link
  }

  mutating func send(_ bytes: [UInt8], from link: Link) { handle(.received(bytes, on: link)) }
  mutating func leave(_ link: Link) { handle(.closed(link)) }
  mutating func stop() { handle(.submit(.quit)) }
  mutating func tick(_ seconds: Int) { handle(.tick(seconds: seconds)) }

  private mutating func handle(_ input: Input) {
    for output in relay.handle(input) {
      switch output {
      case .send(let bytes, let link): heard[link, default: []].append(bytes)
      case .close(let link): closed.append(link)
      case .stage(let stage): stages.append(stage)
      default: break
      }
    }
  }

  func isClosed(_ link: Link) -> Bool { closed.contains(link) }
  func partner(of link: Link) -> String? {
    field("peer name", of: NonceRelay.Layouts.paired, heardBy: link)
      .map { String(decoding: $0, as: UTF8.self) }
  }
  func role(of link: Link) -> UInt8? {
    field("role", of: NonceRelay.Layouts.paired, heardBy: link)?.first
  }
  func number(of link: Link) -> Int? {
    field("id", of: NonceRelay.Layouts.registered, heardBy: link)
      .map { $0.reduce(0) { $0 << 8 | Int($1) } }
  }
  func refusal(of link: Link) -> String? {
    field("reason", of: ServerWords.refused, heardBy: link)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func field(_ name: String, of layout: MessageLayout, heardBy link: Link) -> [UInt8]? {
    let id = MessageID(wire: "test", sendingEnd: 1, ordinal: 0)
    let message = heard[link]?.last { $0[0] == layout.type }
    let read = message.flatMap {
      try? layout.read($0, id: id, from: Actor("relay"), to: Actor("user"))
    }
    return read?[name].bytes
  }
}
