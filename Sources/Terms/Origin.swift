/// How a value came to be.
public enum Origin: Sendable {
  /// Random: an actor drew it.
  case drawn(Draw)
  /// It came from outside the protocol, to one actor alone.
  case given(by: Actor, as: Source)
  /// It is the same in every run, and everybody knows it.
  case constant
  /// A function of other terms.
  case computed(any Operation)
  /// A labelled field of a message that arrived.
  case received(MessageID, field: String)
  /// Another actor's secret, of which an observer knows only that it exists; it has no bytes.
  case hidden(of: Actor)

  /// The way by which a given value reached its actor.
  public enum Source: String, Sendable {
    /// A line or a password that somebody typed.
    case typed
    /// Read from disk.
    case file
    /// A time.
    case clock
    /// An option of the command.
    case configuration
    /// Read aloud by the other person, on a channel that no attacker can alter.
    case outOfBand = "out of band"
  }
}

/// Names a message of a run: the wire, the end of it that sent, and a running number.
///
/// Both ends can count, so both name a message alike without seeing each other; an attacker in
/// the middle has two wires, and so every message that she sends is another message.
public struct MessageID: Hashable, Comparable, Sendable {
  /// The name of the wire.
  public let wire: String
  /// The end that sent the message: 0 or 1.
  public let sendingEnd: Int
  /// How many messages that end had sent before.
  public let ordinal: Int

  /// Creates the name of a message.
  public init(wire: String, sendingEnd: Int, ordinal: Int) {
    self.wire = wire
    self.sendingEnd = sendingEnd
    self.ordinal = ordinal
  }

  /// Orders messages by wire, end and number.
  public static func < (left: MessageID, right: MessageID) -> Bool {
    (left.wire, left.sendingEnd, left.ordinal) < (right.wire, right.sendingEnd, right.ordinal)
  }
}
