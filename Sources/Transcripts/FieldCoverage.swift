import Terms

/// Which codes and signatures of a run vouch for which fields of its messages.
///
/// A field counts as covered when a code that the receiver computes depends on it, even through a
/// decryption, or when a code that was sent depends on what the sender put there; when no outsider
/// holds the key; and when the key does not itself depend on the field, because then whoever
/// changes the field may choose the key.
struct FieldCoverage {
  private let codes: [Code]
  private let codeForms: Set<Form>
  private let universe: TermUniverse

  private struct Code {
    let name: String
    let isSent: Bool
    /// The terms that the code depends on and its key does not.
    let covered: Set<ObjectIdentifier>
  }

  init(_ run: ComparedRun) {
    let universe = run.universe
    let sent = Set(universe.sent.values.flatMap(\.values).map { ObjectIdentifier($0) })
    var codes: [Code] = []
    var forms: Set<Form> = []
    for term in universe.terms {
      guard let authentication = term.operation?.authentication else { continue }
      forms.insert(universe.form(of: term))
      guard run.outsiders(knowing: authentication.key).isEmpty else { continue }
      let covered = Self.dependencies(of: authentication.message)
        .subtracting(Self.dependencies(of: authentication.key))
      codes.append(
        Code(name: term.name, isSent: sent.contains(ObjectIdentifier(term)), covered: covered))
    }
    self.codes = codes
    codeForms = forms
    self.universe = universe
  }

  /// The names of the codes that cover a field of a message that arrived.
  func codes(covering field: Field) -> [String] {
    let original = ObjectIdentifier(sentTerm(behind: field.term))
    let names = codes.filter { code in
      code.covered.contains(ObjectIdentifier(field.term))
        || (code.isSent && code.covered.contains(original))
    }.map(\.name)
    return Set(names).sorted()
  }

  /// Whether a field is a code itself.
  func isCode(_ field: Field) -> Bool { codeForms.contains(universe.form(of: field.term)) }

  /// What the sender put into a field, however often it was passed on.
  private func sentTerm(behind term: Term) -> Term {
    var term = term
    while case .received(let message, let name) = term.origin,
      let sent = universe.sent[message]?[name], sent !== term
    {
      term = sent
    }
    return term
  }

  /// A term and all that it was computed from.
  private static func dependencies(of term: Term) -> Set<ObjectIdentifier> {
    var found: Set<ObjectIdentifier> = []
    var left = [term]
    while let next = left.popLast() {
      if found.insert(ObjectIdentifier(next)).inserted { left += next.operands }
    }
    return found
  }
}
