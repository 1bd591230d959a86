import Bytes
import Terms

/// A message of a run: its octets, and the term behind each of them.
public struct Message: Sendable {
  /// The wire, the end that sent, and the running number.
  public let id: MessageID
  /// What kind of message it is: `nonce`.
  public let name: String
  /// The actor that sends.
  public let sender: Actor
  /// The actor that the message is meant for.
  public let receiver: Actor
  /// The octets on the wire.
  public let bytes: [UInt8]
  /// The labelled fields, which cover the octets without gap or overlap.
  public let fields: [Field]

  /// The term in a field that the layout of the message is known to have.
  public subscript(name: String) -> Term {
    guard let field = fields.first(where: { $0.name == name }) else {
      preconditionFailure("message \(self.name) has no field \(name)")
    }
    return field.term
  }

  /// The term behind each field, by the field's name.
  public var terms: [String: Term] {
    Dictionary(fields.map { ($0.name, $0.term) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same octets, and the same terms, sent on by somebody else.
  public func forwarded(as id: MessageID, from sender: Actor, to receiver: Actor) -> Message {
    Message(
      id: id, name: name, sender: sender, receiver: receiver, bytes: bytes, fields: fields)
  }

  /// The fields that carry content: all but type and lengths.
  public var contents: [Field] { fields.filter { !$0.isStructure } }
}

/// Some consecutive octets of a message, and the term that they are.
public struct Field: Sendable {
  /// The label of the field in its message.
  public let name: String
  /// Where the field begins, in octets from the beginning of the message.
  public let offset: Int
  /// What stands there.
  public let term: Term
  /// Whether the field only says what or how much follows.
  public let isStructure: Bool

  /// The number of octets.
  public var length: Int { term.bytes.count }
}
