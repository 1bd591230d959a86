/// All terms of a run with their normal forms: what knowledge is asked about.
public struct TermUniverse: Sendable {
  /// The terms, operands before what was computed from them.
  public private(set) var terms: [Term]

  /// What was sent on each wire: the term behind each labelled field of each message.
  public let sent: [MessageID: [String: Term]]

  private let sendings: [MessageID: MessageID]

  /// The normal forms of the run.
  public private(set) var forms = FormTable()

  private var formOfTerm: [ObjectIdentifier: Form] = [:]
  private var termsOfForm: [Form: [Term]] = [:]

  /// Collects the terms reachable from some roots, and finds their normal forms.
  ///
  /// - Parameters:
  ///   - roots: The terms that the run showed or sent.
  ///   - sent: The term behind each field of each message, by which a received field reduces to
  ///     the term that was sent.
  ///   - sendings: The name under which a message was sent, where its receiver counted it as another
  ///     one.
  public init(
    roots: [Term], sent: [MessageID: [String: Term]], sendings: [MessageID: MessageID] = [:]
  ) {
    self.sent = sent
    self.sendings = sendings
    terms = []
    var order: [Term] = []
    var seen: Set<ObjectIdentifier> = []
    for root in roots { collect(root, &seen, &order) }
    // In a fixed order, so that equal runs give equal reasons.
    for (_, fields) in sent.sorted(by: { $0.key < $1.key }) {
      for (_, term) in fields.sorted(by: { $0.key < $1.key }) {
        collect(term, &seen, &order)
      }
    }
    terms = order
    for term in order {
      let form = normalForm(of: term)
      formOfTerm[ObjectIdentifier(term)] = form
      termsOfForm[form, default: []].append(term)
    }
  }

  /// The normal form of a term of this run.
  public func form(of term: Term) -> Form {
    guard let form = formOfTerm[ObjectIdentifier(term)] else {
      preconditionFailure("\(term.name) is not a term of this run")
    }
    return form
  }

  /// The bytes of a value with this form, or nil if no term has it.
  public func bytes(of form: Form) -> [UInt8]? {
    termsOfForm[form]?.first { !$0.bytes.isEmpty }?.bytes
  }

  /// The terms with this form.
  public func terms(with form: Form) -> [Term] { termsOfForm[form] ?? [] }

  /// Appends a term after its operands and after what it is a received copy of.
  private func collect(
    _ term: Term, _ seen: inout Set<ObjectIdentifier>, _ order: inout [Term]
  ) {
    guard seen.insert(ObjectIdentifier(term)).inserted else { return }
    for operand in term.operands { collect(operand, &seen, &order) }
    if case .received(let identifier, let field) = term.origin,
      let original = sentTerm(identifier, field)
    {
      collect(original, &seen, &order)
    }
    order.append(term)
  }

  /// The term that was sent as a field that arrived; nil where nobody is known to have sent it.
  private func sentTerm(_ identifier: MessageID, _ field: String) -> Term? {
    sent[sendings[identifier] ?? identifier]?[field]
  }

  private mutating func normalForm(of term: Term) -> Form {
    switch term.origin {
    case .constant:
      return forms.constant(term.bytes)
    case .drawn(let draw):
      return forms.atom("\(draw.actor).\(draw.purpose)#\(draw.ordinal)")
    case .given(let actor, let source):
      // Two given values are one only if they are one term.
      return forms.atom("\(actor).\(term.name) (\(source.rawValue)) \(ObjectIdentifier(term))")
    case .hidden(let actor):
      return forms.atom("\(actor).\(term.name) (hidden)")
    case .received(let identifier, let field):
      if let original = sentTerm(identifier, field) { return form(of: original) }
      return forms.atom(
        "\(identifier.wire)/\(identifier.sendingEnd)/\(identifier.ordinal).\(field)")
    case .computed(let operation):
      let operands = operation.operands.map { form(of: $0.term) }
      return operation.normalForm(of: operands, in: &forms)
    }
  }
}
