import Arithmetic
import Bytes
import Terms

/// Why a run failed: the field or the claim, never a secret.
public enum HandshakeError: Error, Equatable, Sendable {
  /// Octets that are not of their layout.
  case malformed(BytesError)
  /// Octets that are no frame.
  case frame(FrameError)
  /// A message type that is not legal in this state.
  case unexpected(message: String, while: String)
  /// A value that the protocol does not allow in a field.
  case field(String, expected: String)
  /// The peer, or the server, runs another mode or size.
  case mismatch(of: String, own: String, other: String)
  /// A comparison or verification that failed.
  case verification(String)
  /// The peer presents the party's own key.
  case ownKey
  /// A message that was sent before, or out of its turn.
  case sequence(expected: UInt64)
  /// A value that could not be computed.
  case term(TermError)
  /// A random value that could not be drawn.
  case draw(String)
  /// A file of the party, or a choice of its user, that cannot be used.
  case configuration(String)
  /// Somebody who cannot be connected to.
  case unreachable(String)
  /// A file that the party needs, and that is missing or not what it should be.
  case file(String, problem: String)
  /// The server refused, and said why.
  case refused(String)
  /// Nothing was heard for so many seconds.
  case silence(seconds: Int)
}

extension HandshakeError {
  /// A fingerprint that nobody has asked for.
  static let fingerprintUnasked = HandshakeError.unexpected(
    message: "fingerprint", while: "no fingerprint is compared")
}

extension HandshakeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed(let error): error.description
    case .frame(let error): error.description
    case .unexpected(let message, let state): "message \(message) is not expected while \(state)"
    case .field(let field, let expected): "\(field) must be \(expected)"
    case .mismatch(let what, let own, let other): "\(what): \(own) here, \(other) there"
    case .verification(let claim): "not verified: \(claim)"
    case .ownKey: "the peer presents this side's own key"
    case .sequence(let expected):
      "message replayed, dropped or reordered: sequence number \(expected) expected"
    case .term(let error): error.description
    case .draw(let what): "cannot draw \(what)"
    case .configuration(let what): what
    case .unreachable(let who): "\(who) cannot be reached"
    case .file(let name, let problem): "\(name): \(problem)"
    case .refused(let reason): "refused by the server: \(reason)"
    case .silence(let seconds): "nothing received for \(seconds) seconds"
    }
  }
}
