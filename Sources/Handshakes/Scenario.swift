import Terms
import Transcripts

/// All that happens in a run of a whole lab in one process, before the parties take over.
public struct Scenario: Sendable {
  /// The parties: the users first, in the order of the demonstration.
  public var parties: [any Party]
  /// The wires that are there from the start.
  public var wires: [Wire]
  /// What is done from outside, one after another, each when nothing is left to do.
  public var steps: [Step]

  /// A wire between two parties, by their places in the list.
  public struct Wire: Sendable, Hashable {
    /// The name of the wire.
    public let name: String
    /// Who holds the end 0 and starts once the wire is up: a user.
    public let client: Int
    /// Who holds the end 1: a server, or an attacker in its place.
    public let server: Int

    /// Lays a wire.
    public init(_ name: String, client: Int, server: Int) {
      self.name = name
      self.client = client
      self.server = server
    }
  }

  /// Something done from outside.
  public enum Step: Sendable {
    /// Parties start at one time, their wires up.
    case start([Int])
    /// A user types something.
    case submit(Int, ChatCommand)
    /// The run ends here unless the sessions of these users are up.
    case requireEstablished([Int])
    /// A party is killed: its wires end, and it hears of nothing any more.
    case kill(Int)
    /// Somebody who listened sends again the first message of a type that a party has sent to
    /// another, after a stage that says so; nothing happens if there was none.
    case replay(type: UInt8, from: Int, to: Int, announcing: Stage)
    /// So many seconds have passed since the start.
    case tick(seconds: Int)
  }

  /// Puts a run together.
  public init(parties: [any Party], wires: [Wire], steps: [Step]) {
    self.parties = parties
    self.wires = wires
    self.steps = steps
  }
}
