import Terms
import Transcripts

extension CertifiedPeers {
  /// The chat of a mode, and what happens to a nonce that comes while it goes on.
  struct Session: PairSession {
    private var chat: any PairSession
    private let nonces: NonceRecord
    private let answer: MessageLayout
    private let mode: Mode

    init(_ chat: any PairSession, watching nonces: NonceRecord, mode: Mode) {
      self.chat = chat
      self.nonces = nonces
      self.mode = mode
      answer = Layouts.choose(mode, Layouts.answer, Layouts.answerWithPoint)
    }

    mutating func send(_ text: Term, _ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      try chat.send(text, &pair)
    }

    mutating func sendGoodbye(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      try chat.sendGoodbye(&pair)
    }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      guard arrival.frame.type == answer.type else { return try chat.receive(arrival, &pair) }
      let message = try pair.read(arrival, as: answer, while: "the session is up")
      let nonce = message["nonce"]
      guard nonces.contains(nonce) else {
        throw .unexpected(message: answer.name, while: "the session is up")
      }
      let stage = Stage(
        .replayProtection, pair.own, "\(pair.own) refuses a nonce that it has seen",
        explanation: "It is in the record, so this is no new run: somebody plays an old message.",
        values: [nonce], messages: [.received(message)],
        checks: [Check("\(nonce.name) was never seen before", false)],
        closes: mode == .hardened ? ["F12"] : [])
      return [.stage(stage), .notice("refused: a nonce that was seen before")]
    }
  }
}
