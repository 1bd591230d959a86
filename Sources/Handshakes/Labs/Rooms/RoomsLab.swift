import Terms
import Transcripts

/// A lab of rooms: the same parties under rules of its own.
public protocol RoomsLab: Lab {
  /// The curve of the signature keys.
  static var curve: PrimeCurve { get }
  /// Whether the server keeps the key that a name came with first, in `original` too.
  static var registers: Bool { get }
}

extension RoomsLab {
  public static var abilities: Set<LabAbility> { [.fingerprint, .rooms, .home, .state, .clock] }

  /// The rules of a run.
  public static func rules(_ settings: LabSettings) -> RoomRules {
    RoomRules(lab: name, settings: settings, curve: curve, registers: registers)
  }

  public static func demonstration(_ settings: LabSettings) -> Demonstration {
    Demonstration(
      settings: settings, users: ["alice", "bob", "carol", "dave"],
      lines: [
        Line("alice", "welcome to the lounge"), Line("bob", "Grüße an alle!"),
        Line("carol", "who has the key now?"), Line("alice", "I leave, bob is next"),
        Line("bob", "alice is gone"), Line("dave", "hello, what did I miss?"),
        Line("carol", "ask bob, he was here"),
      ])
  }

  public static func scenario(_ demonstration: Demonstration) -> Scenario {
    let users = demonstration.users
    let wires = wires(of: demonstration)
    let members = users.indices.map { index in
      member(users[index], isFirst: index == 0, on: wires[index], demonstration)
    }
    let rules = rules(demonstration.settings)
    return Scenario(
      parties: members + [server(demonstration, rules)],
      wires: zip(wires, 0...).map { Scenario.Wire($0, client: $1, server: users.count) },
      steps: steps(of: demonstration))
  }

  private static func member(
    _ name: String, isFirst: Bool, on wire: String, _ demonstration: Demonstration
  ) -> any Party {
    var configuration = UserConfiguration(name: name, settings: demonstration.settings)
    configuration.room = "lounge"
    configuration.createsRoom = isFirst
    configuration.password = Array("password of \(name)".utf8)
    configuration.time = demonstration.time
    do throws(HandshakeError) {
      return try Rooms.Member(
        configuration, rules: rules(demonstration.settings), fingerprints: .compareOutOfBand,
        on: Link(wire: wire, end: 0), drawingFrom: demonstration.source)
    } catch {
      preconditionFailure("there are no files that could be damaged")
    }
  }

  private static func server(_ demonstration: Demonstration, _ rules: RoomRules) -> any Party {
    var configuration = ServerConfiguration(settings: demonstration.settings)
    configuration.time = demonstration.time
    do throws(HandshakeError) {
      return try Rooms.Server(
        configuration, rules: rules, runBy: demonstration.middle == .relay ? .honest : .mallory,
        drawingFrom: demonstration.source)
    } catch {
      preconditionFailure("there are no files that could be damaged")
    }
  }

  /// The first creates the room, all but the last join; who speaks is there, the first leaves
  /// after its last line, and the last joins then, or before its first line.
  private static func steps(of demonstration: Demonstration) -> [Scenario.Step] {
    let users = demonstration.users
    let late = users.count - 1
    var steps: [Scenario.Step] = [.start([users.count])]
    steps += users.indices.dropLast().map { .start([$0]) }
    steps.append(.requireEstablished(Array(users.indices.dropLast())))
    var isLateHere = false
    func come() {
      if !isLateHere { steps += [.start([late]), .requireEstablished([late])] }
      isLateHere = true
    }
    let lastOfFirst = demonstration.lines.lastIndex { $0.speaker == users[0] }
    if lastOfFirst == nil { steps.append(.submit(0, .quit)) }
    for (index, line) in demonstration.lines.enumerated() {
      let speaker = users.firstIndex(of: line.speaker) ?? 0
      if speaker == late { come() }
      steps.append(.submit(speaker, .say(Array(line.text.utf8))))
      if index == lastOfFirst { steps.append(.submit(0, .quit)) }
    }
    come()
    return steps + users.indices.dropFirst().map { .submit($0, .quit) }
  }

  public static func observers(of demonstration: Demonstration) -> [Observer] {
    let wires = Set(wires(of: demonstration))
    // A member hears every wire: what it cannot know then, it cannot know at all.
    let users = demonstration.users.map { Observer(name: $0, actors: [Actor($0)], wires: wires) }
    let server = demonstration.middle == .relay ? Rooms.server.name : demonstration.middle.rawValue
    return users + [
      Observer(name: server, actors: [Actor(server)], wires: wires),
      Observer(name: "a listener", actors: [], wires: wires),
    ]
  }

  public static func user(
    _ configuration: UserConfiguration, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> any Party {
    try Rooms.Member(
      configuration, rules: rules(configuration.settings),
      fingerprints: configuration.fingerprint.map { .expect($0) } ?? .leaveToUser,
      drawingFrom: source)
  }

  public static func server(
    _ configuration: ServerConfiguration, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> any Party {
    try Rooms.Server(configuration, rules: rules(configuration.settings), drawingFrom: source)
  }

  public static func insight(_ settings: LabSettings) -> (any ServerInsight)? {
    Rooms.RoomsInsight(rules(settings))
  }

  /// The wire of each user to whoever is in the middle.
  private static func wires(of demonstration: Demonstration) -> [String] {
    let middle = demonstration.middle == .relay ? "server" : demonstration.middle.rawValue
    return demonstration.users.map { "\($0)-\(middle)" }
  }
}
