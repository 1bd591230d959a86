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

  public static let middles = Middle.allCases

  public static func scenario(_ demonstration: Demonstration) -> Scenario {
    let names = demonstration.users
    let users = names.indices.map { user($0, of: demonstration) }
    let server = registry(of: demonstration)
    var parties: [any Party] = users + [server]
    var wires = names.indices.map { Scenario.Wire(wire(of: names[$0]), client: $0, server: 2) }
    var start = [Scenario.Step.start([2])]
    switch (demonstration.middle, demonstration.settings.mode) {
    case (.relay, _): break
    case (.lyingCA, .hardened):
      parties[2] = LyingAuthority(
        server, time: demonstration.time, drawingFrom: demonstration.source)
    // Where nobody verifies a signature, no CA need lie.
    case (.mallory, _), (.lyingCA, .original):
      parties.append(
        Mallory(
          demonstration.settings, users: names, time: demonstration.time,
          drawingFrom: demonstration.source))
      wires = names.indices.map { Scenario.Wire(wire(of: names[$0]), client: $0, server: 3) }
      wires += names.map { Scenario.Wire(Mallory.wire(for: $0), client: 3, server: 2) }
      start.append(.start([3]))
    }
    let lines = demonstration.lines.map { line in
      Scenario.Step.submit(
        names[1] == line.speaker ? 1 : 0, .say(Array(line.text.utf8)))
    }
    return Scenario(
      parties: parties, wires: wires,
      steps: start + [.start([0]), .start([1]), .requireEstablished([0, 1])] + lines
        + (demonstration.middle == .relay ? replays(names) : []) + [.submit(0, .quit)])
  }

  public static func observers(of demonstration: Demonstration) -> [Observer] {
    let names = demonstration.users
    let scenario = scenario(demonstration)
    let direct = "\(names[0])-\(names[1])"
    let onward = "mallory-\(names[1])"
    let users = names.enumerated().map { index, name in
      Observer(
        name: name, actors: [Actor(name)],
        wires: [wire(of: name), index == 0 || demonstration.middle == .relay ? direct : onward])
    }
    let aliases = [Actor("mallory")] + names.map(Interception.alias(playing:))
    let all = Set(scenario.wires.map(\.name) + [direct, onward])
    let served = Set(scenario.wires.filter { $0.server == 2 }.map(\.name))
    let server = Observer(name: "server", actors: [User.serverActor], wires: served)
    let others =
      switch demonstration.middle {
      case .relay: [server]
      case .mallory: [server, Observer(name: "mallory", actors: aliases, wires: all)]
      case .lyingCA:
        [Observer(name: "lying-ca", actors: [User.serverActor] + aliases, wires: all)]
      }
    return users + others + [Observer(name: "a listener", actors: [], wires: all)]
  }

  private static func user(_ index: Int, of demonstration: Demonstration) -> User {
    let names = demonstration.users
    var configuration = UserConfiguration(
      name: names[index], settings: demonstration.settings, wanted: names[1 - index])
    configuration.password = password(of: names[index])
    configuration.time = demonstration.time
    return blank { () throws(HandshakeError) in
      try User(
        configuration, anchor: .compareOutOfBand,
        fingerprints: demonstration.pinsKeys ? .compareOutOfBand : .leaveToUser,
        on: Link(wire: wire(of: names[index]), end: 0), drawingFrom: demonstration.source)
    }
  }

  private static func registry(of demonstration: Demonstration) -> Registry {
    var configuration = ServerConfiguration(settings: demonstration.settings)
    configuration.password = password(of: "server")
    configuration.time = demonstration.time
    return blank { () throws(HandshakeError) in
      try Registry(
        configuration, readsOutFingerprint: true, drawingFrom: demonstration.source)
    }
  }

  /// Somebody who listened plays two old messages again, before the eyes of the class.
  private static func replays(_ names: [String]) -> [Scenario.Step] {
    let listener = Actor("a listener")
    return [
      .replay(
        type: Layouts.answer.type, from: 1, to: 0,
        announcing: Stage(
          .replayProtection, listener, "a listener sends \(names[1])'s answer to \(names[0]) again",
          explanation: "The certificate in it is good, the nonce is one of \(names[1])'s. But old.")
      ),
      .replay(
        type: Layouts.chat.type, from: 0, to: 1,
        announcing: Stage(
          .replayProtection, listener,
          "a listener sends \(names[0])'s first line to \(names[1]) again",
          explanation: "Not a bit of it is changed, so its code is right.")),
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

  public static func insight(_ settings: LabSettings) -> (any ServerInsight)? {
    RegistryInsight(settings)
  }

  /// The wire of a user to the server.
  static func wire(of user: String) -> String { "\(user)-server" }

  /// What a user of the demonstration types to protect a key.
  private static func password(of user: String) -> [UInt8] { Array("password of \(user)".utf8) }

  /// A party that begins with nothing that could be damaged.
  private static func blank<Value>(_ make: () throws(HandshakeError) -> Value) -> Value {
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
