/// A normal form: two terms have one normal form exactly when the laws of the functions make them
/// equal whatever the random draws were.
///
/// Knowledge works on normal forms and never on bytes: at toy size different values coincide.
public struct Form: Hashable, Comparable, Sendable {
  fileprivate let index: Int

  /// Orders forms by when their table got to know them.
  public static func < (left: Form, right: Form) -> Bool { left.index < right.index }
}

/// The normal forms of a run, each held once.
public struct FormTable: Sendable {
  /// What stands at the root of a form.
  enum Node: Hashable, Sendable {
    /// A value of its own: a random draw, a given value, a field that nobody is known to have sent.
    case atom(String)
    /// The same octets in every run.
    case constant([UInt8])
    /// A function applied to forms.
    case application(String, [Parameter], [Form])
  }

  private var nodes: [Node] = []
  private var indices: [Node: Form] = [:]

  /// Creates an empty table.
  public init() {}

  /// Returns the form of a value that is nothing but itself.
  public mutating func atom(_ name: String) -> Form { form(.atom(name)) }

  /// Returns the form of octets that are the same in every run.
  public mutating func constant(_ bytes: [UInt8]) -> Form { form(.constant(bytes)) }

  /// Returns the form of an operation's function applied to forms, without any law.
  public mutating func application(of operation: some Operation, to operands: [Form]) -> Form {
    form(.application(operation.name, operation.parameters, operands))
  }

  /// Returns the form of a function applied to forms, without any law.
  public mutating func application(
    _ name: String, _ parameters: [Parameter] = [], to operands: [Form]
  ) -> Form {
    form(.application(name, parameters, operands))
  }

  /// Returns what a function was applied to, or nil if another one is at the root of the form.
  public func operands(of form: Form, if name: String) -> [Form]? {
    guard case .application(name, _, let operands) = nodes[form.index] else { return nil }
    return operands
  }

  /// Returns the function at the root of a form with its parameters, or nil for other forms.
  public func function(of form: Form) -> (name: String, parameters: [Parameter])? {
    guard case .application(let name, let parameters, _) = nodes[form.index] else { return nil }
    return (name, parameters)
  }

  /// Returns the octets of a constant, or nil for other forms.
  public func constantBytes(of form: Form) -> [UInt8]? {
    guard case .constant(let bytes) = nodes[form.index] else { return nil }
    return bytes
  }

  /// Returns the values that a form is built from and that are nothing but themselves, in the
  /// order in which the table got to know them.
  public func atoms(of form: Form) -> [Form] {
    var found: Set<Form> = []
    var seen: Set<Form> = []
    var left = [form]
    while let next = left.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch nodes[next.index] {
      case .atom: found.insert(next)
      case .constant: break
      case .application(_, _, let operands): left += operands
      }
    }
    return found.sorted()
  }

  /// Returns a form as text, for tests and error messages.
  public func describe(_ form: Form) -> String {
    switch nodes[form.index] {
    case .atom(let name): return name
    case .constant(let bytes): return "constant of \(bytes.count) bytes"
    case .application(let name, let parameters, let operands):
      let places = operands.map(describe) + parameters.map { "\($0.label): \($0.value)" }
      return "\(name)(\(places.joined(separator: ", ")))"
    }
  }

  private mutating func form(_ node: Node) -> Form {
    if let known = indices[node] { return known }
    let form = Form(index: nodes.count)
    nodes.append(node)
    indices[node] = form
    return form
  }
}
