import Terms
import Transcripts

/// The messages of a handshake, in an order that both sides agree on.
///
/// In a step in which both sides send, the message of the first of the pair stands before that of
/// the second, in whatever order they cross.
struct HandshakeTranscript: Sendable {
  private var steps: [[Message]] = []

  /// Adds a message to a step in which both sides send one.
  mutating func record(_ message: Message, _ pair: Pair) {
    guard let step = steps.last, step.count == 1 else {
      steps.append([message])
      return
    }
    let isOwn = message.sender == pair.own
    steps[steps.count - 1] =
      isOwn ? pair.ordered(message, step[0]) : pair.ordered(step[0], message)
  }

  /// Adds a message to a handshake in which the sides take turns.
  mutating func append(_ message: Message) { steps.append([message]) }

  /// The hash of all messages so far, which both sides compute from the same octets.
  ///
  /// - Parameters:
  ///   - name: What the hash is called.
  ///   - pair: The sides, where the sender's name alone would not tell the messages from those of
  ///     another pair.
  /// - Returns: The values to show before the hash, and the hash.
  /// - Throws: `HandshakeError.term` when a value cannot be computed.
  func hash(
    _ name: String, of pair: Pair? = nil
  ) throws(HandshakeError) -> (values: [Term], hash: Term) {
    var wholes: [Term] = []
    for message in steps.joined() {
      let whole = Concatenation(message.fields.map(\.term))
      let owner = pair?.label(of: message.sender) ?? message.sender.name
      wholes.append(try term("\(owner).\(message.name)_message", whole))
    }
    let messages = try term("\(name)_input", Concatenation(wholes))
    return (wholes + [messages], try term(name, SHA256Hash(messages)))
  }
}
