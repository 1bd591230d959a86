import Terms

/// What happened in a run, as data: every reading of a run starts here.
public struct Transcript: Sendable {
  /// What the run was told to do.
  public let settings: [Setting]
  /// The steps of all actors, in the order in which they took them.
  public private(set) var stages: [Stage] = []

  /// One thing that a run was told.
  public struct Setting: Sendable, Hashable {
    /// What it is about: `mode`.
    public let name: String
    /// What was said: `hardened`.
    public let value: String

    /// Records a setting.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Creates a transcript without stages.
  public init(settings: [Setting]) {
    self.settings = settings
  }

  /// Adds a step.
  public mutating func append(_ stage: Stage) { stages.append(stage) }

  /// All terms of the run with their normal forms; a received field is the term that was sent
  /// where the transcript holds the sending.
  public var universe: TermUniverse {
    var roots: [Term] = []
    var sent: [MessageID: [String: Term]] = [:]
    for stage in stages {
      roots += stage.values
      for exchange in stage.messages {
        roots += exchange.message.fields.map(\.term)
        if exchange.direction == .sent { sent[exchange.message.id] = exchange.message.terms }
      }
    }
    return TermUniverse(roots: roots, sent: sent, sendings: sendings)
  }

  /// The name under which a message was sent, where its receiver counted it as another one: a
  /// message that somebody sends again is counted by the receiver alone.
  ///
  /// Such a message is told by its octets, on the same way of the same wire.
  public var sendings: [MessageID: MessageID] {
    var sent: [MessageID: [UInt8]] = [:]
    for exchange in stages.flatMap(\.messages) where exchange.direction == .sent {
      sent[exchange.message.id] = exchange.message.bytes
    }
    var result: [MessageID: MessageID] = [:]
    for exchange in stages.flatMap(\.messages) where exchange.direction == .received {
      let message = exchange.message
      guard sent[message.id] != message.bytes else { continue }
      let earlier = (0..<message.id.ordinal).reversed().lazy.map {
        MessageID(wire: message.id.wire, sendingEnd: message.id.sendingEnd, ordinal: $0)
      }
      if let original = earlier.first(where: { sent[$0] == message.bytes }) {
        result[message.id] = original
      }
    }
    return result
  }

  /// The terms of the run, each once, operands first, in the order in which they are first shown.
  public var terms: [Term] {
    var order: [Term] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ term: Term) {
      guard seen.insert(ObjectIdentifier(term)).inserted else { return }
      term.operands.forEach(visit)
      order.append(term)
    }
    for stage in stages {
      stage.values.forEach(visit)
      for exchange in stage.messages {
        for field in exchange.message.fields { visit(field.term) }
      }
    }
    return order
  }
}
