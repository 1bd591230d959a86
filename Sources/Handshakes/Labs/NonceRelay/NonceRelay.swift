import Terms
import Transcripts

/// The lab after the second document: two people, a relay, numbers exchanged through it.
///
/// `original` is the document's protocol with its weaknesses; `hardened` has the same steps with
/// the smallest changes that close them. Both run as the same parties.
public enum NonceRelay: Lab {
  public static let name = "nonce-relay"
  public static let summary =
    "Two people exchange RSA keys, nonces and symmetric keys through a relay."
  public static let abilities: Set<LabAbility> = [.partner, .fingerprint]

  public static func demonstration(_ settings: LabSettings) -> Demonstration {
    Demonstration(
      settings: settings, users: ["alice", "bob"],
      lines: [
        Line("bob", "hello"), Line("alice", "Grüße aus Ankara, how are you?"),
        Line("bob", "it is a secret"),
      ])
  }

  public static func scenario(_ demonstration: Demonstration) -> Scenario {
    let names = demonstration.users
    let wires = wires(of: demonstration)
    let users = names.indices.map { index in
      let configuration = UserConfiguration(
        name: names[index], settings: demonstration.settings, wanted: names[1 - index])
      return Peer(
        configuration, fingerprints: .compareOutOfBand, on: Link(wire: wires[index], end: 0),
        drawingFrom: demonstration.source)
    }
    let between: any Party =
      switch demonstration.middle {
      case .relay, .lyingCA: Relay(demonstration.settings)
      case .mallory: Mallory(demonstration.settings, drawingFrom: demonstration.source)
      }
    let lines = demonstration.lines.map { line in
      Scenario.Step.submit(
        names[1] == line.speaker ? 1 : 0, .say(Array(line.text.utf8)))
    }
    return Scenario(
      parties: users + [between],
      wires: zip(wires, 0...).map { Scenario.Wire($0, client: $1, server: 2) },
      steps: [.start([0, 1]), .requireEstablished([0, 1])] + lines + [.submit(0, .quit)])
  }

  public static func observers(of demonstration: Demonstration) -> [Observer] {
    let wires = wires(of: demonstration)
    let users = zip(demonstration.users, wires).map { user, wire in
      Observer(name: user, actors: [Actor(user)], wires: [wire])
    }
    let middle = demonstration.middle.rawValue
    let between = Observer(
      name: middle,
      actors: [Actor(middle)]
        + (demonstration.middle == .mallory
          ? demonstration.users.map(Mallory.alias(playing:)) : []),
      wires: Set(wires))
    return users + [between, Observer(name: "a listener", actors: [], wires: Set(wires))]
  }

  public static func user(
    _ configuration: UserConfiguration, drawingFrom source: Draws.Source
  ) -> any Party {
    Peer(
      configuration, fingerprints: configuration.fingerprint.map { .expect($0) } ?? .leaveToUser,
      drawingFrom: source)
  }

  public static func server(
    _ configuration: ServerConfiguration, drawingFrom source: Draws.Source
  ) -> any Party {
    Relay(configuration.settings)
  }

  public static func insight(_ settings: LabSettings) -> (any ServerInsight)? {
    RelayInsight(settings)
  }

  /// The wire of each user to whoever is in the middle.
  private static func wires(of demonstration: Demonstration) -> [String] {
    demonstration.users.map { "\($0)-\(demonstration.middle.rawValue)" }
  }

  /// What the parts of a session close.
  static let sessionClosings = SequencedSession.Closings(
    encryption: ["F8", "F9", "F13"], order: ["F10"], integrity: ["F9", "F11"])
}
