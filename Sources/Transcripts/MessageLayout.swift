import Bytes
import Terms

/// The fields of one kind of message, written and read by the same declaration.
///
/// A message has a header of one type octet and a length of three octets, as a handshake message
/// of TLS has (RFC 8446, section 4), and then its fields, each of a fixed length or a vector with a
/// length prefix (section 3.4).
public struct MessageLayout: Sendable, Hashable {
  /// What the message is called: `nonce`.
  public let name: String
  /// The type octet.
  public let type: UInt8
  /// The fields after the header.
  public let fields: [FieldLayout]

  /// The number of octets in front of the fields: type and length.
  public static let headerLength = 4

  /// Declares a kind of message.
  public init(_ name: String, type: UInt8, fields: [FieldLayout]) {
    self.name = name
    self.type = type
    self.fields = fields
  }

  /// Writes a message from a term for each field.
  ///
  /// The caller sees to it that each term has a length that its field allows.
  ///
  /// - Throws: `TermError` if a vector is longer than its prefix can say.
  public func write(
    _ terms: [Term], id: MessageID, from sender: Actor, to receiver: Actor
  ) throws(TermError) -> Message {
    precondition(terms.count == fields.count, "\(name) has \(fields.count) fields")
    var body: [(name: String, term: Term, isStructure: Bool)] = []
    for (field, term) in zip(fields, terms) {
      switch field.shape {
      case .fixed(let length):
        precondition(term.bytes.count == length, "\(field.name) has \(length) bytes")
      case .vector(let prefix, let allowed):
        precondition(allowed.contains(term.bytes.count), "\(field.name) has \(allowed) bytes")
        let length = try Term("\(field.name) length", LengthPrefix(of: [term], width: prefix))
        body.append(("\(field.name) length", length, true))
      }
      body.append((field.name, term, false))
    }
    let type = Term.constant("type", [self.type])
    let length = try Term("length", LengthPrefix(of: body.map(\.term), width: 3))
    let all = [("type", type, true), ("length", length, true)] + body
    return message(id: id, sender: sender, receiver: receiver, fields: all)
  }

  /// Reads a message from its octets, header included; every field becomes a received term.
  ///
  /// The caller has chosen the layout by the type, which is not looked at again. The values are
  /// called after the owner, or else after the sender. Where how a field is shown depends on the
  /// run, `notations` says it.
  ///
  /// - Throws: `BytesError`, naming the field, if the octets are not of this layout.
  public func read(
    _ bytes: [UInt8], id: MessageID, from sender: Actor, to receiver: Actor,
    owner: String? = nil, notations: [String: Notation] = [:]
  ) throws(BytesError) -> Message {
    var reader = ByteReader(bytes)
    var all: [(name: String, term: Term, isStructure: Bool)] = []
    func received(_ field: String, _ bytes: [UInt8], _ notation: Notation = .hexadecimal) -> Term {
      Term(
        "\(owner ?? sender.name).\(field)", bytes, .received(id, field: field),
        notation: notations[field] ?? notation)
    }
    let type = try reader.read(1, field: "type")
    all.append(("type", received("type", type), true))
    let length = try reader.read(3, field: "length")
    all.append(("length", received("length", length), true))
    for field in fields {
      switch field.shape {
      case .fixed(let length):
        let bytes = try reader.read(length, field: "\(name) \(field.name)")
        all.append((field.name, received(field.name, bytes, field.notation), false))
      case .vector(let prefix, let allowed):
        let start = reader.offset
        let bytes = try reader.readVector(
          prefix: prefix, allowed: allowed, field: "\(name) \(field.name)")
        let lengthBytes = ByteWriter.integer(UInt64(bytes.count), length: prefix)
        precondition(reader.offset == start + prefix + bytes.count)
        all.append(("\(field.name) length", received("\(field.name) length", lengthBytes), true))
        all.append((field.name, received(field.name, bytes, field.notation), false))
      }
    }
    try reader.expectEnd(of: name)
    let count = bytes.count - Self.headerLength
    let announced = length.reduce(0) { $0 << 8 | Int($1) }
    guard announced == count else {
      throw .length(field: "\(name) length", found: announced, allowed: count...count)
    }
    return message(id: id, sender: sender, receiver: receiver, fields: all)
  }

  private func message(
    id: MessageID, sender: Actor, receiver: Actor,
    fields: [(name: String, term: Term, isStructure: Bool)]
  ) -> Message {
    var offset = 0
    var labelled: [Field] = []
    for (name, term, isStructure) in fields {
      labelled.append(Field(name: name, offset: offset, term: term, isStructure: isStructure))
      offset += term.bytes.count
    }
    return Message(
      id: id, name: name, sender: sender, receiver: receiver,
      bytes: fields.flatMap(\.term.bytes), fields: labelled)
  }
}

/// One field of a kind of message.
public struct FieldLayout: Sendable, Hashable {
  /// The label.
  public let name: String
  /// How long it is.
  public let shape: Shape
  /// How a received value is shown.
  public let notation: Notation

  /// How the length of a field is known.
  public enum Shape: Sendable, Hashable {
    /// So many octets in every message.
    case fixed(Int)
    /// A length of `prefix` octets in front, within bounds.
    case vector(prefix: Int, allowed: ClosedRange<Int>)
  }

  /// Declares a field of so many octets.
  public static func fixed(
    _ name: String, _ length: Int, notation: Notation = .hexadecimal
  ) -> FieldLayout {
    FieldLayout(name: name, shape: .fixed(length), notation: notation)
  }

  /// Declares a vector with a length prefix of so many octets.
  public static func vector(
    _ name: String, prefix: Int, _ allowed: ClosedRange<Int>, notation: Notation = .hexadecimal
  ) -> FieldLayout {
    FieldLayout(
      name: name, shape: .vector(prefix: prefix, allowed: allowed), notation: notation)
  }
}
