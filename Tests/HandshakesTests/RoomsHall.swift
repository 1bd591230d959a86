import Bytes
import Handshakes
import Terms
import Transcripts

/// A server of rooms and its members on wires in memory, whose messages a test can hold back,
/// change, or deliver in another order than that in which they were sent.
///
/// Each wire keeps its order, as TCP does.
struct RoomsHall {
  /// What a member's user has seen.
  struct Seen {
    var stages: [Stage] = []
    var deliveries: [Delivery] = []
    var notices: [String] = []
    var established: [Bool] = []
    var ending: Ending?
    var files: [String: [UInt8]] = [:]

    /// The lines of others, without what the server says under its name.
    var lines: [String] {
      deliveries.filter { $0.sender.name != "server" }
        .map { "\($0.sender): \(String(decoding: $0.text, as: UTF8.self))" }
    }
  }

  /// A message on its way.
  struct Flight {
    let octets: [UInt8]
    /// Whether it goes to the server.
    let isUp: Bool
  }

  let rules: RoomRules
  private(set) var server: Rooms.Server
  private(set) var members: [Rooms.Member] = []
  private(set) var names: [String] = []
  var seen: [Seen] = []
  private(set) var serverStages: [Stage] = []
  /// What is on its way to the server and from it, on each wire.
  var up: [[[UInt8]]] = []
  var down: [[[UInt8]]] = []
  /// Whose wire the server has closed, and who is gone.
  private(set) var closed: Set<Int> = []
  private(set) var killed: Set<Int> = []
  private(set) var seconds = 0

  /// Every length of octets that is fed in one go; nil for whole messages.
  var pieceLength: Int?

  init(
    _ lab: any RoomsLab.Type, _ mode: Mode, size: Size = .toy,
    files: [String: [UInt8]] = [:], password: String = "", clock: Int64? = nil
  ) {
    let settings = LabSettings(mode: mode, size: size)
    rules = lab.rules(settings)
    var configuration = ServerConfiguration(settings: settings)
    configuration.files = files
    configuration.password = Array(password.utf8)
    if let clock { configuration.time = clock }
    guard
      let server = try? Rooms.Server(configuration, rules: rules, drawingFrom: .seed("hall"))
    else { preconditionFailure("a server without damaged files") }
    self.server = server
  }

  /// Lets somebody connect, with a room to create or join, or for the menu.
  @discardableResult
  mutating func come(
    _ name: String, room: String? = "lounge", creates: Bool = false,
    files: [String: [UInt8]] = [:], password: String = "", fingerprint: [UInt8]? = nil,
    seed: String = "hall", clock: Int64? = nil
  ) -> Int {
    var configuration = UserConfiguration(name: name, settings: rules.settings)
    configuration.room = room
    configuration.createsRoom = creates
    configuration.files = files
    configuration.password = Array(password.utf8)
    if let clock { configuration.time = clock }
    let index = members.count
    guard
      let member = try? Rooms.Member(
        configuration, rules: rules,
        fingerprints: fingerprint.map { .expect($0) } ?? .leaveToUser,
        on: Link(wire: "wire-\(index)", end: 0), drawingFrom: .seed(seed))
    else { preconditionFailure("a member without damaged files") }
    members.append(member)
    names.append(name)
    seen.append(Seen())
    up.append([])
    down.append([])
    serverTakes(.opened(Link(wire: "wire-\(index)", end: 1)))
    memberTakes(.start, index)
    return index
  }

  // MARK: Inputs

  mutating func memberTakes(_ input: Input, _ index: Int) {
    guard !killed.contains(index) else { return }
    for output in members[index].handle(input) {
      switch output {
      case .stage(let stage): seen[index].stages.append(stage)
      case .send(let octets, _): up[index].append(octets)
      case .deliver(let delivery): seen[index].deliveries.append(delivery)
      case .notice(let text): seen[index].notices.append(text)
      case .established(_, let isVerified): seen[index].established.append(isVerified)
      case .ended(let ending): seen[index].ending = ending
      case .store(let file): seen[index].files[file.name] = file.contents
      case .close: up[index].append([])
      default: break
      }
    }
  }

  mutating func serverTakes(_ input: Input) {
    for output in server.handle(input) {
      switch output {
      case .stage(let stage): serverStages.append(stage)
      case .send(let octets, let link): down[index(of: link)].append(octets)
      case .close(let link):
        down[index(of: link)].append([])
        closed.insert(index(of: link))
      default: break
      }
    }
  }

  private func index(of link: Link) -> Int { Int(link.wire.dropFirst(5)) ?? 0 }

  mutating func say(_ text: String, _ index: Int) {
    memberTakes(.submit(.say(Array(text.utf8))), index)
  }

  mutating func quit(_ index: Int) { memberTakes(.submit(.quit), index) }

  mutating func wait(_ seconds: Int) {
    self.seconds += seconds
    for index in members.indices { memberTakes(.tick(seconds: self.seconds), index) }
    serverTakes(.tick(seconds: self.seconds))
  }

  /// Kills a member: what it sent and what is on its way to it is lost from here on, or, with
  /// `delivering`, so many of its messages still arrive.
  mutating func kill(_ index: Int, delivering count: Int = .max) {
    guard killed.insert(index).inserted else { return }
    down[index] = []
    up[index] = Array(up[index].filter { !$0.isEmpty }.prefix(count)) + [[]]
  }

  // MARK: Wires

  /// The wires on which something waits, the servers' side first.
  var waiting: [(index: Int, isUp: Bool)] {
    up.indices.filter { !up[$0].isEmpty }.map { ($0, true) }
      + down.indices.filter { !down[$0].isEmpty && !killed.contains($0) }.map { ($0, false) }
  }

  /// Delivers the next message of a wire; an empty one is the end of the wire.
  mutating func deliver(_ index: Int, isUp: Bool) {
    if isUp {
      let octets = up[index].removeFirst()
      guard !closed.contains(index) else { return }
      let link = Link(wire: "wire-\(index)", end: 1)
      guard !octets.isEmpty else {
        closed.insert(index)
        return serverTakes(.closed(link))
      }
      for piece in pieces(octets) { serverTakes(.received(piece, on: link)) }
    } else {
      let octets = down[index].removeFirst()
      let link = Link(wire: "wire-\(index)", end: 0)
      guard !octets.isEmpty else { return memberTakes(.closed(link), index) }
      for piece in pieces(octets) { memberTakes(.received(piece, on: link), index) }
    }
  }

  private func pieces(_ octets: [UInt8]) -> [[UInt8]] {
    guard let pieceLength else { return [octets] }
    return stride(from: 0, to: octets.count, by: pieceLength).map {
      Array(octets[$0..<min($0 + pieceLength, octets.count)])
    }
  }

  /// Changes the next message of a wire.
  mutating func replaceNext(_ index: Int, isUp: Bool, by octets: [UInt8]) {
    if isUp { up[index][0] = octets } else { down[index][0] = octets }
  }

  /// Delivers until nothing is on its way.
  mutating func run() {
    while let (index, isUp) = waiting.first { deliver(index, isUp: isUp) }
  }

  /// A room whose members are all there and ready.
  static func room(
    _ lab: any RoomsLab.Type, _ mode: Mode, of names: [String] = ["alice", "bob", "carol"]
  ) -> RoomsHall {
    var hall = RoomsHall(lab, mode)
    for (index, name) in names.enumerated() {
      hall.come(name, creates: index == 0)
      hall.run()
    }
    return hall
  }

  /// The labs with their modes.
  static let all: [(lab: any RoomsLab.Type, mode: Mode)] = [
    (KeyHub.self, .original), (KeyHub.self, .hardened), (RegisteredRooms.self, .original),
    (RegisteredRooms.self, .hardened),
  ]
}
