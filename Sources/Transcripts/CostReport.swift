import Terms

/// What each actor of a run computed and sent.
public struct CostReport: Sendable {
  /// The share of one actor.
  public struct Share: Sendable {
    /// Whose share this is.
    public let actor: Actor
    /// The work of all values that it computed.
    public fileprivate(set) var cost = Cost()
    /// The octets that it sent.
    public fileprivate(set) var bytes = 0
    /// The messages that it sent.
    public fileprivate(set) var messages = 0
  }

  /// The shares, in the order in which the actors first took a step.
  public let actors: [Share]
  /// How often the direction of what is sent on a wire changes, and the first one.
  public let flights: Int

  /// Adds up a run.
  ///
  /// A value is charged to the actor whose stage shows it first, with everything that it was
  /// computed from.
  public init(_ transcript: Transcript) {
    var shares: [Share] = []
    var charged: Set<ObjectIdentifier> = []
    var flights = 0
    var lastEnd: [String: Int] = [:]
    for stage in transcript.stages {
      let index: Int
      if let known = shares.firstIndex(where: { $0.actor == stage.actor }) {
        index = known
      } else {
        index = shares.count
        shares.append(Share(actor: stage.actor))
      }
      let shown = stage.values + stage.messages.flatMap { $0.message.fields.map(\.term) }
      for term in shown { Self.charge(term, to: &shares[index], &charged) }
      for exchange in stage.messages where exchange.direction == .sent {
        shares[index].bytes += exchange.message.bytes.count
        shares[index].messages += 1
        let id = exchange.message.id
        if lastEnd[id.wire] != id.sendingEnd { flights += 1 }
        lastEnd[id.wire] = id.sendingEnd
      }
    }
    actors = shares
    self.flights = flights
  }

  private static func charge(
    _ term: Term, to share: inout Share, _ charged: inout Set<ObjectIdentifier>
  ) {
    guard charged.insert(ObjectIdentifier(term)).inserted, let operation = term.operation else {
      return
    }
    for operand in operation.operands { charge(operand.term, to: &share, &charged) }
    share.cost = share.cost + operation.cost
  }
}
