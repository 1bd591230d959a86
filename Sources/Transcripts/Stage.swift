import Terms

/// One step of a run as one actor takes it: the values that it makes, the messages that it sends
/// or gets, and what it checks.
public struct Stage: Sendable {
  /// The part of the protocol that the step belongs to.
  public let heading: Heading
  /// Who takes the step.
  public let actor: Actor
  /// What happens, in a few words.
  public let title: String
  /// Why it happens, for the class.
  public var explanation: String
  /// The values of the step, in the order in which they are shown.
  public var values: [Term]
  /// The messages that the actor sends or gets.
  public var messages: [Exchange]
  /// What the actor compares or verifies.
  public var checks: [Check]
  /// The weaknesses of the original that show here, by their ids: `F5`.
  public var weaknesses: [String]
  /// The weaknesses that this step closes in the hardened mode.
  public var closes: [String]

  /// Describes a step.
  public init(
    _ heading: Heading, _ actor: Actor, _ title: String, explanation: String = "",
    values: [Term] = [], messages: [Exchange] = [], checks: [Check] = [],
    weaknesses: [String] = [], closes: [String] = []
  ) {
    self.heading = heading
    self.actor = actor
    self.title = title
    self.explanation = explanation
    self.values = values
    self.messages = messages
    self.checks = checks
    self.weaknesses = weaknesses
    self.closes = closes
  }

  /// The parts of a protocol, in the order of the documents that the labs come from.
  public enum Heading: String, Sendable, CaseIterable {
    case run = "RUN"
    case connection = "CONNECTION"
    case certification = "CERTIFICATION"
    case handshake = "HANDSHAKE"
    case keyGeneration = "KEY GENERATION"
    case messageEncryption = "MESSAGE ENCRYPTION"
    case integrityCheck = "INTEGRITY CHECK"
    case replayProtection = "REPLAY PROTECTION"
    case closing = "CLOSING"
  }
}

/// A message as one end sees it.
public struct Exchange: Sendable {
  /// Which way the message goes, seen from the actor of the stage.
  public enum Direction: String, Sendable {
    case sent
    case received
  }

  /// Which way the message goes.
  public let direction: Direction
  /// The message.
  public let message: Message

  /// A message that the actor sends.
  public static func sent(_ message: Message) -> Exchange {
    Exchange(direction: .sent, message: message)
  }

  /// A message that the actor gets.
  public static func received(_ message: Message) -> Exchange {
    Exchange(direction: .received, message: message)
  }
}

/// A comparison or verification, and how it came out.
public struct Check: Sendable {
  /// What is claimed: `bob.opened_nonce = bob.nonce`.
  public let claim: String
  /// Whether the claim holds.
  public let holds: Bool

  /// Records a claim and its outcome.
  public init(_ claim: String, _ holds: Bool) {
    self.claim = claim
    self.holds = holds
  }
}
