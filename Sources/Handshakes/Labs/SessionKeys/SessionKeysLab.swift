import Terms
import Transcripts

/// The lab after the fourth document: any number of people who know each other's signature keys,
/// and a server that passes everything on.
///
/// `original` is the document's protocol with its weaknesses; `hardened` has the same steps with
/// the smallest changes that close them. Both run as the same parties.
public enum SessionKeysLab: Lab {
  public static let name = "session-keys"
  public static let summary =
    "Any number of people share keys, a pair for each two of them, through a server."
  public static let abilities: Set<LabAbility> = [.partner, .keys, .receivers]

  public static func demonstration(_ settings: LabSettings) -> Demonstration {
    Demonstration(
      settings: settings, users: ["alice", "bob", "carol"],
      lines: [
        Line("alice", "pay 100", to: "bob"), Line("bob", "Grüße aus Ankara", to: "carol"),
        Line("carol", "it is a secret", to: "alice"),
      ])
  }

  public static func scenario(_ demonstration: Demonstration) -> Scenario {
    let names = demonstration.users
    let wires = wires(of: demonstration)
    let (settings, source) = (demonstration.settings, demonstration.source)
    let keyrings = keyrings(for: demonstration)
    let users = names.indices.map { index in
      Client(
        UserConfiguration(name: names[index], settings: settings),
        keyrings.map { $0[index] }, on: Link(wire: wires[index], end: 0), drawingFrom: source)
    }
    let between: any Party =
      switch demonstration.middle {
      case .relay, .lyingCA: Server(settings)
      case .mallory: Mallory(settings, drawingFrom: source)
      }
    var steps = names.indices.map { Scenario.Step.start([$0]) }
    for line in demonstration.lines {
      let place = names.firstIndex(of: line.speaker) ?? 0
      let receiver = line.receiver ?? names[(place + 1) % names.count]
      steps += [line.text, receiver].map { .submit(place, .say(Array($0.utf8))) }
    }
    steps += names.indices.map { .submit($0, .quit) }
    return Scenario(
      parties: users + [between],
      wires: zip(wires, 0...).map { Scenario.Wire($0, client: $1, server: names.count) },
      steps: steps)
  }

  public static func observers(of demonstration: Demonstration) -> [Observer] {
    let wires = wires(of: demonstration)
    let users = zip(demonstration.users, wires).map { user, wire in
      Observer(name: user, actors: [Actor(user)], wires: [wire, Keyring.channel])
    }
    let everything = Set(wires + [Keyring.channel])
    let middle = middle(of: demonstration)
    return users + [
      Observer(name: middle.name, actors: [middle], wires: everything),
      Observer(name: "a listener", actors: [], wires: everything),
    ]
  }

  public static func reads(_ file: String, as user: String) -> Bool {
    Keyring.reads(file, as: user)
  }

  public static func lockedFile(among files: [String: [UInt8]], of user: String) -> String? {
    Keyring.lockedFile(among: files, of: user)
  }

  public static func user(
    _ configuration: UserConfiguration, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> any Party {
    try UserName.check(configuration.name, in: "name")
    let keyring = try Keyring(
      reading: configuration.files, of: configuration.name, password: configuration.password,
      configuration.settings.size)
    return Client(configuration, .success(keyring), drawingFrom: source)
  }

  public static func server(
    _ configuration: ServerConfiguration, drawingFrom source: Draws.Source
  ) -> any Party {
    Server(configuration.settings)
  }

  public static func insight(_ settings: LabSettings) -> (any ServerInsight)? {
    Insight(settings)
  }

  private static func keyrings(
    for demonstration: Demonstration
  ) -> Result<[Keyring], HandshakeError> {
    do throws(HandshakeError) {
      return .success(
        try Keyring.made(
          for: demonstration.users, demonstration.settings.size,
          drawingFrom: demonstration.source))
    } catch {
      return .failure(error)
    }
  }

  private static func middle(of demonstration: Demonstration) -> Actor {
    demonstration.middle == .mallory ? Mallory.actor : Client.server
  }

  /// The wire of each user to whoever is in the middle.
  private static func wires(of demonstration: Demonstration) -> [String] {
    demonstration.users.map { "\($0)-\(middle(of: demonstration))" }
  }
}
