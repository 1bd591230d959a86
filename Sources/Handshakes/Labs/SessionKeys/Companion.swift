import Terms
import Transcripts

extension SessionKeysLab {
  /// One of the others who are here, as a user sees it.
  struct Companion: Sendable {
    /// How far the two have come.
    enum State: Sendable {
      case handshaking(any PairHandshake)
      case chatting(any PairSession)
      /// No session came up, and none will while this one stays.
      case broken(HandshakeError)
    }

    let actor: Actor
    /// 0 if this user came later, 1 if it was here first.
    let role: Int
    var state: State
    /// What waits until the session is up.
    var waiting: [[UInt8]] = []
    /// Until when a handshake may take.
    var patience: Patience
  }
}
