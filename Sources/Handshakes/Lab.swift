import Terms
import Transcripts

/// A lab as everything outside of its folder sees it.
///
/// A lab adds itself to `Labs.all`, and every command can run it.
public protocol Lab: Sendable {
  /// The word that names it on the command line and in personalisation strings.
  static var name: String { get }
  /// One sentence for the list of labs.
  static var summary: String { get }
  /// What is wrong with its original form.
  static var weaknesses: [Weakness] { get }
  /// What its users and its server can be told, beyond what every lab knows.
  static var abilities: Set<LabAbility> { get }

  /// A run in one process, with the users and lines that are there when nobody gives others.
  static func demonstration(_ settings: LabSettings) -> Demonstration
  /// The parties, wires and steps of a run.
  static func scenario(_ demonstration: Demonstration) -> Scenario
  /// Whose knowledge is worth asking for after a run: who, acting as whom, seeing which wires.
  static func observers(of demonstration: Demonstration) -> [Observer]
  /// Who can stand between the users of a run.
  static var middles: [Middle] { get }
  /// The historical run of the lab's document, or nil.
  static var recording: Demonstration? { get }

  /// Whether a user's party reads a file of the home, in labs where users bring their keys.
  static func reads(_ file: String, as user: String) -> Bool
  /// The file among those that a user brings that a password is needed for, or nil.
  static func lockedFile(among files: [String: [UInt8]], of user: String) -> String?

  /// The party of a user in a terminal of its own.
  ///
  /// - Throws: `HandshakeError` when a file or a choice of the configuration is unusable.
  static func user(
    _ configuration: UserConfiguration, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> any Party
  /// The party of the server.
  ///
  /// - Throws: `HandshakeError` when a file of its state is damaged.
  static func server(
    _ configuration: ServerConfiguration, drawingFrom source: Draws.Source
  ) throws(HandshakeError) -> any Party
  /// What the server can find out from what it sees, or nil if nobody has worked that out.
  static func insight(_ settings: LabSettings) -> (any ServerInsight)?
}

extension Lab {
  public static var recording: Demonstration? { nil }
  public static var middles: [Middle] { [.relay, .mallory] }

  public static func reads(_ file: String, as user: String) -> Bool { false }

  public static func lockedFile(among files: [String: [UInt8]], of user: String) -> String? { nil }

  /// Runs the whole lab in one process; `told` is what the transcript says about the run.
  public static func demonstrate(
    _ demonstration: Demonstration, told: [Transcript.Setting]
  ) -> Outcome {
    converse(scenario(demonstration), settings: told)
  }
}

/// Something that the parties of a lab can be told.
public enum LabAbility: Sendable, Hashable {
  /// A user wants a certain other one.
  case partner
  /// A user refuses any other key than one with this fingerprint, in the hardened mode.
  case fingerprint
  /// Users meet in rooms.
  case rooms
  /// Users keep files, their keys among them, and protect them by a password.
  case home
  /// Users bring keys in files under `keys` in their home, which their parties only read.
  case keys
  /// A line of the chat is followed by the name of its receiver.
  case receivers
  /// The server keeps files.
  case state
  /// Somebody looks at a clock.
  case clock
}

/// What a server can find out from the messages that it sees.
public protocol ServerInsight: Sendable {
  /// Takes a stage of the server.
  ///
  /// - Returns: The secrets that the stage puts in reach; nil if it is not about a secret at all.
  mutating func findings(after stage: Stage) -> [Finding]?
}

/// A secret that an observer has found out.
public struct Finding: Sendable {
  /// The secret; without bytes if it is in reach, but not by hand.
  public let secret: Term
  /// How it is found out.
  public let reason: Knowledge.Reason
}

/// The labs that there are.
public enum Labs {
  /// All of them; the first is the one that runs when none is named.
  public static let all: [any Lab.Type] = [
    CertifiedPeers.self, NonceRelay.self, KeyHub.self, SessionKeysLab.self, RegisteredRooms.self,
  ]

  /// The lab with a name, or nil.
  public static func named(_ name: String) -> (any Lab.Type)? {
    all.first { $0.name == name }
  }
}
