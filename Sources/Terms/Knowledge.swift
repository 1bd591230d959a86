/// What an actor can know: the closure of what it holds under the rules of the functions.
public struct Knowledge: Sendable {
  /// Why an actor can know a value.
  public enum Reason: Sendable {
    /// It is a constant.
    case isPublic
    /// The actor drew it, or was given it.
    case own
    /// It crossed a wire that the actor sees.
    case seen
    /// It can be computed from others that are known.
    case computed(by: Term)
    /// A value that is known gives it away.
    case opened(from: Term)
  }

  private let universe: TermUniverse
  private var reasons: [Form: Reason] = [:]

  /// Closes what an actor draws, is given and sees on some wires under the rules of all
  /// operations in a run.
  ///
  /// - Parameters:
  ///   - actors: Whose draws and given values count as its own: its own name, and those under
  ///     which it acts.
  ///   - wires: The names of the wires that the actor sees.
  ///   - universe: All terms of the run.
  public init(of actors: [Actor], seeing wires: Set<String>, in universe: TermUniverse) {
    self.universe = universe
    for term in universe.terms {
      switch term.origin {
      case .constant: learn(term, .isPublic)
      case .drawn(let draw) where actors.contains(draw.actor): learn(term, .own)
      case .given(let owner, _) where actors.contains(owner): learn(term, .own)
      default: break
      }
    }
    for (identifier, fields) in universe.sent where wires.contains(identifier.wire) {
      for term in fields.values { learn(term, .seen) }
    }
    close()
  }

  /// Whether the actor can know a term of the run.
  public func knows(_ term: Term) -> Bool { reasons[universe.form(of: term)] != nil }

  /// Whether the actor can know a form of the run.
  public func knows(_ form: Form) -> Bool { reasons[form] != nil }

  /// Why the actor can know a term, or nil if it cannot.
  public func reason(for term: Term) -> Reason? { reasons[universe.form(of: term)] }

  /// The normal form of a term of the run.
  public func form(of term: Term) -> Form { universe.form(of: term) }

  /// The normal forms of the run.
  public var forms: FormTable { universe.forms }

  /// The bytes of a value of the run with this form, for rules that depend on its size.
  public func bytes(of form: Form) -> [UInt8]? { universe.bytes(of: form) }

  /// The terms of the run with a given form.
  public func terms(with form: Form) -> [Term] { universe.terms(with: form) }

  private mutating func learn(_ term: Term, _ reason: Reason) {
    let form = universe.form(of: term)
    if reasons[form] == nil { reasons[form] = reason }
  }

  /// Adds what can be recomputed or opened until nothing grows.
  private mutating func close() {
    var before = -1
    while reasons.count != before {
      before = reasons.count
      for term in universe.terms {
        guard let operation = term.operation else { continue }
        if knows(term) {
          for gained in operation.opened(term, by: self) { learn(gained, .opened(from: term)) }
        } else if operation.sufficient.allSatisfy(knows) {
          learn(term, .computed(by: term))
        }
      }
    }
  }
}
