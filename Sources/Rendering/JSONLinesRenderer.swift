import Bytes
import Terms
import Transcripts

/// A transcript as JSON lines, one stage a line (docs/transcript.md).
///
/// Values and messages are numbered as they first appear; a line holds the values that are new in
/// it, operands before what was computed from them.
public struct JSONLinesRenderer: Sendable {
  /// The name and version of the format.
  public static let schema = "chat-lab.transcript/1"

  /// The terms themselves are kept: the identity of one that is gone may become another one's.
  private var values: [ObjectIdentifier: (term: Term, identifier: String)] = [:]
  private var messages: [MessageID: String] = [:]
  private var stageNumber = 0

  private let sendings: [MessageID: MessageID]

  /// Creates a renderer that has numbered nothing.
  ///
  /// - Parameter sendings: The names under which messages were sent that their receivers counted as
  ///   others.
  public init(sendings: [MessageID: MessageID] = [:]) {
    self.sendings = sendings
  }

  /// The first line: what the run was told.
  public func line(settings: [Transcript.Setting]) -> String {
    object([
      ("stage", .number(0)), ("heading", .string(Stage.Heading.run.rawValue)),
      (
        "run",
        .array(
          settings.map { .object([("name", .string($0.name)), ("value", .string($0.value))]) })
      ),
    ])
  }

  /// The line of the next stage; `inputs` is what made the party take it, in a run of one side.
  public mutating func line(_ stage: Stage, inputs: [RecordedInput] = []) -> String {
    stageNumber += 1
    var new: [JSONText] = []
    let shown = stage.values.map { identifier(of: $0, &new) }
    let exchanged = stage.messages.map { message($0, &new) }
    var members: [(String, JSONText)] = [
      ("stage", .number(stageNumber)), ("heading", .string(stage.heading.rawValue)),
      ("actor", .string(stage.actor.name)), ("title", .string(stage.title)),
      ("explanation", .string(stage.explanation)), ("values", .array(new)),
      ("shows", .strings(shown)), ("messages", .array(exchanged)),
      (
        "checks",
        .array(
          stage.checks.map { .object([("claim", .string($0.claim)), ("holds", .bool($0.holds))]) })
      ),
      ("weaknesses", .strings(stage.weaknesses)), ("closes", .strings(stage.closes)),
    ]
    if !inputs.isEmpty { members.append(("inputs", .array(inputs.map(\.json)))) }
    return object(members)
  }

  /// The line that says who can know which values.
  public mutating func line(_ knowledge: KnowledgeReport, of transcript: Transcript) -> String {
    stageNumber += 1
    var new: [JSONText] = []
    let terms = transcript.terms.filter {
      if case .constant = $0.origin { false } else { true }
    }
    let identifiers = terms.map { (term: $0, id: identifier(of: $0, &new)) }
    let entries = knowledge.observers.map { observer in
      let can = Dictionary(grouping: identifiers) {
        knowledge.knowers(of: $0.term).contains(observer)
      }
      return JSONText.object([
        ("observer", .string(observer)), ("can", .strings(can[true, default: []].map(\.id))),
        ("cannot", .strings(can[false, default: []].map(\.id))),
      ])
    }
    return object([
      ("stage", .number(stageNumber)), ("heading", .string("WHO KNOWS")),
      ("knowledge", .array(entries)),
    ])
  }

  /// The line that says what each actor computed and sent.
  public mutating func line(_ costs: CostReport) -> String {
    stageNumber += 1
    return object([
      ("stage", .number(stageNumber)), ("heading", .string("COST")),
      (
        "cost",
        .array(
          costs.actors.map { share in
            .object([
              ("actor", .string(share.actor.name)),
              ("compressions", .number(share.cost.compressions)),
              ("blockCipherCalls", .number(share.cost.blockCipherCalls)),
              ("modularMultiplications", .number(share.cost.modularMultiplications)),
              ("bytes", .number(share.bytes)), ("messages", .number(share.messages)),
            ])
          })
      ), ("flights", .number(costs.flights)),
    ])
  }

  private func object(_ members: [(String, JSONText)]) -> String {
    JSONText.object([("schema", .string(Self.schema))] + members).text
  }

  private mutating func identifier(of term: Term, _ new: inout [JSONText]) -> String {
    if let known = values[ObjectIdentifier(term)] { return known.identifier }
    let operands = term.operands.map { self.identifier(of: $0, &new) }
    let identifier = "v\(values.count + 1)"
    values[ObjectIdentifier(term)] = (term, identifier)
    new.append(value(term, identifier, operands))
    return identifier
  }

  private mutating func value(
    _ term: Term, _ identifier: String, _ operands: [String]
  ) -> JSONText {
    var members: [(String, JSONText)] = [
      ("id", .string(identifier)), ("name", .string(term.name)),
      ("hex", .string(Hex.encode(term.bytes))), ("notation", .string(term.notation.name)),
    ]
    if let plain = ValueText.plain(term) { members.append(("shown", .string(plain))) }
    switch term.origin {
    case .drawn(let draw):
      members += [
        ("origin", .string("drawn")), ("by", .string(draw.actor.name)),
        ("purpose", .string(draw.purpose)), ("ordinal", .number(draw.ordinal)),
        ("from", .string(draw.kind.description)), ("source", .string(draw.source.rawValue)),
      ]
    case .given(let actor, let source):
      members += [
        ("origin", .string("given")), ("by", .string(actor.name)),
        ("as", .string(source.rawValue)),
      ]
    case .constant:
      members.append(("origin", .string("constant")))
    case .received(let message, let field):
      members += [
        ("origin", .string("received")),
        ("message", .string(self.identifier(of: sendings[message] ?? message))),
        ("field", .string(field)),
      ]
    case .hidden(let actor):
      members += [("origin", .string("hidden")), ("of", .string(actor.name))]
    case .computed(let operation):
      members += [
        ("origin", .string("computed")), ("function", .string(operation.name)),
        ("citation", .string(operation.citation.description)),
        ("formula", .string(operation.formula)), ("operands", .strings(operands)),
      ]
      if let proof = operation.proof { members.append(("proof", .string(proof.line))) }
      if let check = operation.check(of: term) { members.append(("check", .string(check.line))) }
    }
    return .object(members)
  }

  private mutating func identifier(of message: MessageID) -> String {
    if let known = messages[message] { return known }
    let identifier = "m\(messages.count + 1)"
    messages[message] = identifier
    return identifier
  }

  private mutating func message(_ exchange: Exchange, _ new: inout [JSONText]) -> JSONText {
    let message = exchange.message
    let sent = exchange.direction == .sent ? message.id : sendings[message.id] ?? message.id
    let identifier = self.identifier(of: sent)
    let fields = message.fields.map { field in
      JSONText.object([
        ("name", .string(field.name)), ("offset", .number(field.offset)),
        ("length", .number(field.length)),
        ("value", .string(self.identifier(of: field.term, &new))),
      ])
    }
    return .object([
      ("id", .string(identifier)), ("name", .string(message.name)),
      ("direction", .string(exchange.direction.rawValue)),
      ("sender", .string(message.sender.name)), ("receiver", .string(message.receiver.name)),
      ("hex", .string(Hex.encode(message.bytes))), ("fields", .array(fields)),
    ])
  }
}

/// What happened to a party of one side, as a transcript keeps it for replaying.
public struct RecordedInput: Sendable, Hashable {
  /// What kind of input it was: `start`, `received`, `say`, `tick` (docs/transcript.md has all).
  public let kind: String
  /// The wire, or nothing.
  public let wire: String
  /// Octets in hexadecimal, a command, or a number.
  public let value: String

  /// Records an input.
  public init(kind: String, wire: String = "", value: String = "") {
    self.kind = kind
    self.wire = wire
    self.value = value
  }

  fileprivate var json: JSONText {
    .object([
      ("kind", .string(kind)), ("wire", .string(wire)), ("value", .string(value)),
    ])
  }
}

extension Notation {
  /// The name in a transcript.
  fileprivate var name: String {
    switch self {
    case .hexadecimal: "hexadecimal"
    case .text: "text"
    case .decimal: "decimal"
    case .decimals(let width): "decimals of \(width) bytes"
    }
  }
}
