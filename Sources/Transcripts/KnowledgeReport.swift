import Terms

/// Who can know which value of a run.
public struct KnowledgeReport: Sendable {
  /// Whoever was asked about, in order.
  public let observers: [String]

  private let knowledge: [Knowledge]
  private let universe: TermUniverse

  /// Closes the knowledge of some observers over a run.
  public init(
    _ observers: [(name: String, actors: [Actor], wires: Set<String>)], in universe: TermUniverse
  ) {
    self.observers = observers.map(\.name)
    self.universe = universe
    knowledge = observers.map { Knowledge(of: $0.actors, seeing: $0.wires, in: universe) }
  }

  /// The observers who can know a term of the run.
  public func knowers(of term: Term) -> [String] {
    zip(observers, knowledge).filter { $0.1.knows(term) }.map(\.0)
  }

  /// How an observer can know a term, or nil if it cannot.
  public func reason(for term: Term, of observer: String) -> Knowledge.Reason? {
    guard let index = observers.firstIndex(of: observer) else { return nil }
    return knowledge[index].reason(for: term)
  }

  /// The keys that several users hold under one name, with these users in their order, and in how
  /// many normal forms: one if they share the key, more if somebody came between them.
  public func sharedKeys(
    in transcript: Transcript, users: [String]
  ) -> [(name: String, holders: [String], normalForms: Int)] {
    var order: [String] = []
    var holders: [String: Set<String>] = [:]
    var forms: [String: Set<Form>] = [:]
    for stage in transcript.stages
    where stage.heading == .keyGeneration && users.contains(stage.actor.name) {
      for term in stage.values where isKey(term) {
        if holders[term.name] == nil { order.append(term.name) }
        holders[term.name, default: []].insert(stage.actor.name)
        forms[term.name, default: []].insert(universe.form(of: term))
      }
    }
    // Where there are many users, each pair of them shares keys of its own.
    return order.filter { holders[$0, default: []].count > 1 }
      .map { name in
        let found = holders[name, default: []]
        return (
          name: name, holders: users.filter(found.contains), normalForms: forms[name]?.count ?? 0
        )
      }
  }

  /// Whether a value is a key by its name, and in the clear: a sealed one is a field that arrived.
  private func isKey(_ term: Term) -> Bool {
    if case .received = term.origin { return false }
    return term.name.hasSuffix("_key") && !term.name.hasSuffix("sealed_key")
  }

  /// The secrets of others that an observer learns: what somebody else drew or was given, and
  /// did not send openly, not even inside of something else.
  public func secrets(learntBy observer: String) -> [(secret: Term, reason: Knowledge.Reason)] {
    var seen: Set<Form> = []
    return universe.terms.compactMap { term in
      switch term.origin {
      case .drawn, .given, .hidden: break
      default: return nil
      }
      guard let reason = reason(for: term, of: observer), !isOpen(term, to: observer),
        seen.insert(universe.form(of: term)).inserted
      else { return nil }
      switch reason {
      case .opened, .computed: return (term, reason)
      case .isPublic, .own, .seen: return nil
      }
    }
  }

  /// Whether a term crossed a wire that an observer sees, or lies in the open in what did: only
  /// encodings are around it, or a signature, as everybody may have the public key.
  private func isOpen(_ term: Term, to observer: String) -> Bool {
    // Every step leads to what was known before, so this ends.
    switch reason(for: term, of: observer) {
    case .seen, .isPublic: true
    case .opened(let outer):
      (outer.operation is any OpenEncoding || outer.operation is RSAPrivateOperation)
        && isOpen(outer, to: observer)
    case .computed(let by):
      by.operation is any OpenEncoding && by.operands.allSatisfy { isOpen($0, to: observer) }
    case .own, nil: false
    }
  }

  /// The values of the run that are not the same for everybody, each normal form once, with those
  /// who can know it; values that the same observers know stand together, the largest circle
  /// first.
  public func groups(of terms: [Term]) -> [(knowers: [String], terms: [Term])] {
    var seen: Set<Form> = []
    var groups: [[String]: [Term]] = [:]
    for term in terms {
      let form = universe.form(of: term)
      guard universe.forms.constantBytes(of: form) == nil, seen.insert(form).inserted else {
        continue
      }
      groups[knowers(of: term), default: []].append(term)
    }
    return groups.map { (knowers: $0.key, terms: $0.value) }
      .sorted {
        ($1.knowers.count, $0.knowers.joined()) < ($0.knowers.count, $1.knowers.joined())
      }
  }
}
