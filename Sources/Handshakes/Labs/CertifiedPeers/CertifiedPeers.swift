import Terms
import Transcripts

/// The lab after the first document: two people with certificates, a server that is the CA, and a
/// direct connection between the two.
///
/// `original` is the document's protocol with its weaknesses; `hardened` has the same steps with
/// the smallest changes that close them. Both run as the same parties.
public enum CertifiedPeers: Lab {
  public static let name = "certified-peers"
  public static let summary =
    "A server certifies two people's keys; they meet and talk past it, directly."
  public static let abilities: Set<LabAbility> = [.partner, .fingerprint, .home, .state, .clock]

  public static func demonstration(_ settings: LabSettings) -> Demonstration {
    Demonstration(
      settings: settings, users: ["alice", "bob"],
      lines: [
        Line("alice", "hello bob"), Line("bob", "hello alice, grüße aus Ankara"),
        Line("alice", "hello bob, are you there?"),
      ])
  }

  public static func scenario(_ demonstration: Demonstration) -> Scenario {
    let names = demonstration.users
    let settings = demonstration.settings
    let source = demonstration.source
    let parties = names.indices.map { index -> any Party in
      var configuration = UserConfiguration(
        name: names[index], settings: settings, wanted: names[1 - index])
      configuration.password = password(of: names[index])
      configuration.time = demonstration.time
      return party {
        () throws(HandshakeError) in
        try User(
          configuration, anchor: .compareOutOfBand, fingerprints: .leaveToUser,
          on: Link(wire: wire(of: names[index]), end: 0), drawingFrom: source)
      }
    }
    var configuration = ServerConfiguration(settings: settings)
    configuration.password = password(of: "server")
    configuration.time = demonstration.time
    let server = party { () throws(HandshakeError) in
      try Registry(configuration, readsOutFingerprint: true, drawingFrom: source)
    }
    let lines = demonstration.lines.map { line in
      Scenario.Step.submit(
        names[1] == line.speaker ? 1 : 0, .say(Array(line.text.utf8)))
    }
    return Scenario(
      parties: parties + [server],
      wires: names.indices.map { Scenario.Wire(wire(of: names[$0]), client: $0, server: 2) },
      steps: [.start([2]), .start([0]), .start([1]), .requireEstablished([0, 1])] + lines
        + [.submit(0, .quit)])
  }

  public static func observers(of demonstration: Demonstration) -> [Observer] {
    let names = demonstration.users
    let wires = names.map(wire)
    let direct = "\(names[0])-\(names[1])"
    let users = zip(names, wires).map { user, wire in
      Observer(name: user, actors: [Actor(user)], wires: [wire, direct])
    }
    return users + [
      Observer(name: "server", actors: [User.serverActor], wires: Set(wires)),
      Observer(name: "a listener", actors: [], wires: Set(wires + [direct])),
    ]
  }

  public static func user(
    _ configuration: UserConfiguration, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> any Party {
    try User(
      configuration, anchor: .firstUse,
      fingerprints: configuration.fingerprint.map { .expect($0) } ?? .leaveToUser,
      drawingFrom: source)
  }

  public static func server(
    _ configuration: ServerConfiguration, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> any Party {
    try Registry(configuration, drawingFrom: source)
  }

  public static func insight(_ settings: LabSettings) -> (any ServerInsight)? { nil }

  /// The wire of a user to the server.
  static func wire(of user: String) -> String { "\(user)-server" }

  /// What a user of the demonstration types to protect a key.
  private static func password(of user: String) -> [UInt8] { Array("password of \(user)".utf8) }

  /// A party that begins with nothing that could be damaged.
  private static func party(_ make: () throws(HandshakeError) -> some Party) -> any Party {
    do {
      return try make()
    } catch {
      preconditionFailure("a party without files has none that is damaged: \(error)")
    }
  }

  /// What the parts of a session close.
  static let sessionClosings = SequencedSession.Closings(
    encryption: ["F1", "F3", "F17"], order: ["F12"], integrity: ["F3", "F4"])
}
