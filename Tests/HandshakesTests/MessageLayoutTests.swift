import Bytes
import Handshakes
import Terms
import Testing
import Transcripts

/// One declaration writes and reads a kind of message, and labels every octet of it.
@Suite struct MessageLayoutTests {
  private static let id = MessageID(wire: "a-b", sendingEnd: 0, ordinal: 7)
  private static let layout = MessageLayout(
    "sample", type: 9,
    fields: [
      .fixed("mode", 1), .vector("name", prefix: 1, 0...5, notation: .text),
      .vector("number", prefix: 2, 1...300, notation: .decimal), .fixed("code", 4),
    ])

  private static func terms(_ values: [[UInt8]]) -> [Term] {
    values.enumerated().map { Term.constant("value \($0.offset)", $0.element) }
  }

  private static func write(_ values: [[UInt8]]) throws -> Message {
    try layout.write(terms(values), id: id, from: Actor("a"), to: Actor("b"))
  }

  private static func read(_ octets: [UInt8]) throws -> Message {
    try layout.read(octets, id: id, from: Actor("a"), to: Actor("b"))
  }

  /// Every message of a whole run of a mode, with the layouts it may have.
  private static func messages(_ mode: Mode) -> [Message] {
    var demonstration = NonceRelay.demonstration(LabSettings(mode: mode, size: .toy))
    demonstration.source = .seed("layouts")
    return NonceRelay.demonstrate(demonstration, told: []).transcript.stages
      .flatMap { $0.messages.map(\.message) }
  }

  private static func layout(of message: Message, _ mode: Mode) throws -> MessageLayout {
    try #require(
      (NonceRelay.Layouts.withRelay + NonceRelay.Layouts.betweenUsers(mode))
        .first { $0.type == message.bytes[0] })
  }

  // MARK: Writing

  @Test func aMessageIsTypeLengthAndFieldsEachBehindItsLength() throws {
    let message = try Self.write([[1], Array("bob".utf8), [2, 3], [4, 5, 6, 7]])
    #expect(
      message.bytes == [
        9, 0, 0, 13, 1, 3, 0x62, 0x6F, 0x62, 0, 2, 2, 3, 4, 5, 6, 7,
      ])
    #expect(
      message.fields.map(\.name) == [
        "type", "length", "mode", "name length", "name", "number length", "number", "code",
      ])
    #expect(message.fields.map(\.offset) == [0, 1, 4, 5, 6, 9, 11, 13])
    #expect(message.contents.map(\.name) == ["mode", "name", "number", "code"])
    #expect(message["name"].name == "value 1")
  }

  @Test func whatIsWrittenIsReadAsReceivedTermsNamedAfterTheSender() throws {
    let values: [[UInt8]] = [[1], [], [UInt8](repeating: 8, count: 300), [4, 5, 6, 7]]
    let written = try Self.write(values)
    let read = try Self.read(written.bytes)
    #expect(read.bytes == written.bytes)
    #expect(read.contents.map(\.term.bytes) == values)
    #expect(read.fields.map(\.offset) == written.fields.map(\.offset))
    #expect(read["name"].notation == .text && read["number"].notation == .decimal)
    for field in read.fields {
      #expect(field.term.name == "a.\(field.name)")
      guard case .received(Self.id, field: field.name) = field.term.origin else {
        Issue.record("\(field.name) is not received")
        continue
      }
    }
  }

  @Test func aNotationThatDependsOnTheRunReplacesTheDeclaredOne() throws {
    let octets = try Self.write([[1], [], [2, 3], [4, 5, 6, 7]]).bytes
    let read = try Self.layout.read(
      octets, id: Self.id, from: Actor("a"), to: Actor("b"),
      notations: ["number": .decimals(width: 2)])
    #expect(read["number"].notation == .decimals(width: 2))
    #expect(read["code"].notation == .hexadecimal)
  }

  @Test func aForwardedMessageIsTheSameOctetsAndTerms() throws {
    let message = try Self.write([[1], [], [2], [4, 5, 6, 7]])
    let other = MessageID(wire: "b-c", sendingEnd: 1, ordinal: 0)
    let copy = message.forwarded(as: other, from: Actor("relay"), to: Actor("c"))
    #expect(copy.id == other && copy.bytes == message.bytes)
    #expect(copy.sender == Actor("relay") && copy.receiver == Actor("c"))
    for (left, right) in zip(copy.fields, message.fields) { #expect(left.term === right.term) }
  }

  @Test func aVectorThatItsPrefixCannotCountIsAnError() {
    let layout = MessageLayout("long", type: 1, fields: [.vector("text", prefix: 1, 0...300)])
    let text = Term.constant("text", [UInt8](repeating: 0, count: 256))
    #expect(
      throws: TermError.operand("body", of: "length", expected: "shorter than 256 bytes")
    ) {
      try layout.write([text], id: Self.id, from: Actor("a"), to: Actor("b"))
    }
  }

  // MARK: Reading what is wrong

  @Test func lengthsOutsideTheirBoundsAreRefusedNamingTheField() throws {
    let good = try Self.write([[1], [], [2], [4, 5, 6, 7]]).bytes
    var octets = good
    octets[5] = 6
    #expect(throws: BytesError.length(field: "sample name", found: 6, allowed: 0...5)) {
      try Self.read(octets)
    }
    octets = good
    octets[7] = 0
    #expect(throws: BytesError.length(field: "sample number", found: 0, allowed: 1...300)) {
      try Self.read(octets)
    }
  }

  @Test func anOctetTooManyIsRefused() throws {
    let good = try Self.write([[1], [], [2], [4, 5, 6, 7]]).bytes
    #expect(throws: BytesError.trailing(structure: "sample", count: 1)) {
      try Self.read(good + [0])
    }
  }

  @Test(arguments: [0, 11, 13, 0xFF_FFFF])
  func aLengthThatIsNotThatOfTheFieldsIsRefused(length: Int) throws {
    var octets = try Self.write([[1], [], [2], [4, 5, 6, 7]]).bytes
    #expect(Array(octets[1...3]) == [0, 0, 9])
    octets.replaceSubrange(1...3, with: ByteWriter.integer(UInt64(length), length: 3))
    #expect(throws: BytesError.length(field: "sample length", found: length, allowed: 9...9)) {
      try Self.read(octets)
    }
  }

  // MARK: Every message of a whole run

  @Test(arguments: Mode.allCases)
  func fieldsCoverEveryOctetOnceInOrder(mode: Mode) {
    let messages = Self.messages(mode)
    #expect(messages.count > 40)
    for message in messages {
      var end = 0
      for field in message.fields {
        #expect(field.offset == end, "\(message.name) \(field.name)")
        end = field.offset + field.length
        #expect(field.term.bytes == Array(message.bytes[field.offset..<end]))
      }
      #expect(end == message.bytes.count)
      #expect(Set(message.fields.map(\.name)).count == message.fields.count)
    }
  }

  @Test(arguments: Mode.allCases)
  func everyMessageIsReadAsItWasWritten(mode: Mode) throws {
    for message in Self.messages(mode) {
      let read = try Self.layout(of: message, mode).read(
        message.bytes, id: message.id, from: message.sender, to: message.receiver)
      #expect(read.name == message.name)
      #expect(read.fields.map(\.name) == message.fields.map(\.name))
      #expect(read.fields.map(\.isStructure) == message.fields.map(\.isStructure))
      #expect(read.fields.map(\.term.bytes) == message.fields.map(\.term.bytes))
    }
  }

  @Test(arguments: Mode.allCases)
  func everyTruncationNamesTheFieldWhereItEnds(mode: Mode) throws {
    for message in Self.messages(mode) {
      let layout = try Self.layout(of: message, mode)
      for count in 0..<message.bytes.count {
        let cut = try #require(message.fields.last { $0.offset <= count && $0.length > 0 })
        let name = cut.offset < 4 ? cut.name : "\(message.name) \(cut.name)"
        #expect(
          throws: BytesError.truncated(
            field: name, expected: cut.length, available: count - cut.offset)
        ) {
          try layout.read(
            Array(message.bytes.prefix(count)), id: message.id, from: message.sender,
            to: message.receiver)
        }
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func everyMessageWithAnOctetTooManyIsRefused(mode: Mode) throws {
    for message in Self.messages(mode) {
      #expect(throws: BytesError.trailing(structure: message.name, count: 1)) {
        try Self.layout(of: message, mode).read(
          message.bytes + [0], id: message.id, from: message.sender, to: message.receiver)
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func noTwoLayoutsOfAModeShareATypeOrAName(mode: Mode) {
    let layouts = NonceRelay.Layouts.withRelay + NonceRelay.Layouts.betweenUsers(mode)
    #expect(Set(layouts.map(\.type)).count == layouts.count)
    #expect(Set(layouts.map(\.name)).count == layouts.count)
  }
}
