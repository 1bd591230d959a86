import Terms
import Transcripts

extension NonceRelay {
  /// What a run of the whole lab in one process is told.
  public struct Demonstration: Sendable {
    /// Who stands between the users.
    public enum Middle: String, Sendable, CaseIterable {
      /// The relay, which passes on what it gets.
      case relay
      /// An attacker who puts her own keys in the place of the users'.
      case mallory
    }

    /// The mode and size to run.
    public var settings: Settings
    /// The names of the users, the first of the pair first.
    public var users = ["alice", "bob"]
    /// Where random values come from.
    public var source = Draws.Source.system
    /// Who stands in the middle.
    public var middle = Middle.relay
    /// What the users say.
    public var lines: [Line]

    /// Describes a run with the lines that are said when nobody gives others.
    public init(settings: Settings) {
      self.settings = settings
      lines = [
        Line("bob", "hello"), Line("alice", "Grüße aus Ankara, how are you?"),
        Line("bob", "it is a secret"),
      ]
    }
  }

  /// Runs the whole lab in one process; `told` is what the transcript says about the run.
  public static func demonstrate(
    _ demonstration: Demonstration, told: [Transcript.Setting]
  ) -> Outcome {
    let middle = demonstration.middle.rawValue
    let links = demonstration.users.map { Link(wire: "\($0)-\(middle)", end: 0) }
    let settings = demonstration.settings
    let users = demonstration.users.indices.map { index in
      Peer(
        Peer.Configuration(
          name: demonstration.users[index], wanted: demonstration.users[1 - index],
          settings: settings, fingerprints: .compareOutOfBand, link: links[index]),
        drawingFrom: demonstration.source)
    }
    let between: any Party =
      switch demonstration.middle {
      case .relay: Relay(settings)
      case .mallory: Mallory(settings, drawingFrom: demonstration.source)
      }
    return converse(
      users[0], users[1], links: links, through: between, saying: demonstration.lines,
      settings: told)
  }

  /// Whose knowledge is worth asking for after a run: who, acting as whom, seeing which wires.
  public static func observers(of demonstration: Demonstration) -> [Observer] {
    let middle = demonstration.middle.rawValue
    let wires = demonstration.users.map { "\($0)-\(middle)" }
    let users = zip(demonstration.users, wires).map { user, wire in
      Observer(name: user, actors: [Actor(user)], wires: [wire])
    }
    let between = Observer(
      name: middle,
      actors: [Actor(middle)]
        + (demonstration.middle == .mallory
          ? demonstration.users.map(Mallory.alias(playing:)) : []),
      wires: Set(wires))
    return users + [between, Observer(name: "a listener", actors: [], wires: Set(wires))]
  }
}

/// Somebody whose knowledge is asked for.
public struct Observer: Sendable, Hashable {
  /// What to call it.
  public let name: String
  /// The actors whose draws and given values are its own.
  public let actors: [Actor]
  /// The wires that it sees.
  public let wires: Set<String>

  /// Describes an observer.
  public init(name: String, actors: [Actor], wires: Set<String>) {
    self.name = name
    self.actors = actors
    self.wires = wires
  }
}
