import Bytes
import Handshakes
import Rendering
import Terms
import Transcripts

/// Messages of the lab, each of every mode.
struct MessageTarget: FuzzTarget {
  let name = "messages"
  let cost = 5

  let corpus: [[UInt8]] = Self.layouts.map { layout in
    let terms = layout.fields.map { field in
      switch field.shape {
      case .fixed(let length): Term.constant("field", Samples.octets(field.name, length))
      case .vector(_, let allowed):
        Term.constant(
          "field", Samples.octets(field.name, min(allowed.upperBound, allowed.lowerBound + 20)))
      }
    }
    return Self.write(terms, as: layout)
  }

  func run(_ input: [UInt8]) throws {
    for layout in Self.layouts where layout.type == input.first {
      let message = try Claim.accepted { () throws(BytesError) in
        try layout.read(input, id: Self.id, from: Actor("alice"), to: Actor("bob"))
      }
      guard let message else { continue }
      try Claim.equal(message.bytes, input, "a message is the octets that were read")
      try Claim.equal(
        Self.write(message.contents.map(\.term), as: layout), input,
        "\(layout.name), read and written again")
      var offset = 0
      for field in message.fields {
        try Claim.that(field.offset == offset, "fields cover a message without gap")
        offset += field.length
      }
      try Claim.that(offset == input.count, "fields cover all of a message")
      try Shown.check(
        Stage(
          .handshake, Actor("bob"), "bob reads", values: message.contents.map(\.term),
          messages: [.received(message)]))
    }
  }

  private static let layouts =
    NonceRelay.Layouts.withRelay + Mode.allCases.flatMap(NonceRelay.Layouts.betweenUsers)

  private static let id = MessageID(wire: "wire", sendingEnd: 1, ordinal: 0)

  private static func write(_ terms: [Term], as layout: MessageLayout) -> [UInt8] {
    let message = try? layout.write(terms, id: id, from: Actor("alice"), to: Actor("bob"))
    return message?.bytes ?? []
  }
}
