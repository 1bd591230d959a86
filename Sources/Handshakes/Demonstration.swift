import Terms

/// Who stands between the users of a run.
public enum Middle: String, Sendable, CaseIterable {
  /// The server or relay of the lab, which does what it should.
  case relay
  /// An attacker who puts her own keys in the place of the users'.
  case mallory
  /// The server of the lab, which certifies its own keys for the users' names.
  case lyingCA = "lying-ca"
}

/// What a run of a whole lab in one process is told.
public struct Demonstration: Sendable {
  /// The mode and size to run.
  public var settings: LabSettings
  /// The names of the users, in the order in which they come.
  public var users: [String]
  /// Where random values come from.
  public var source = Draws.Source.system
  /// Who stands in the middle.
  public var middle = Middle.relay
  /// Whether the users read the fingerprints of their keys to each other, in labs where another one
  /// vouches for them.
  public var pinsKeys = false
  /// What the users say.
  public var lines: [Line]
  /// The time of the run, in seconds since 1970-01-01 00:00:00 UTC, for labs that look at it.
  public var time = Self.fixedTime

  /// The time of every seeded run: 2030-01-01 12:00:00 UTC.
  public static let fixedTime: Int64 = 1_893_499_200

  /// Describes a run.
  public init(settings: LabSettings, users: [String], lines: [Line]) {
    self.settings = settings
    self.users = users
    self.lines = lines
  }
}

/// A line that somebody says in a run.
public struct Line: Sendable, Hashable {
  /// Who says it.
  public let speaker: String
  /// What is said, as it would be typed.
  public let text: String
  /// Whom it is for, in labs where a line is followed by the name of its receiver.
  public let receiver: String?

  /// Puts words into somebody's mouth.
  public init(_ speaker: String, _ text: String, to receiver: String? = nil) {
    self.speaker = speaker
    self.text = text
    self.receiver = receiver
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
