import Traces

/// A function of a standard applied to terms: everything that is known about it, in one place.
///
/// A file that conforms one type to this protocol adds a primitive to every lab and to every
/// reading: value, formula, provenance, proof command, knowledge and cost.
public protocol Operation: Sendable {
  /// The name of the function: `HMAC-SHA-256`.
  var name: String { get }

  /// Where the function is defined.
  var citation: Citation { get }

  /// The terms that go in, labelled with the names of the standard.
  var operands: [Operand] { get }

  /// What else the result depends on, such as a length or an iteration count: public, and part
  /// of the normal form.
  var parameters: [Parameter] { get }

  /// How the value is made, on one line.
  var formula: String { get }

  /// Computes the bytes of the result.
  func evaluate() throws(TermError) -> [UInt8]

  /// A shell line that recomputes the bytes of a result from plain hexadecimal digits; nil only
  /// where no outside tool can.
  var proof: ProofCommand? { get }

  /// A shell line that opens or verifies the result, and tells by its exit status whether it is
  /// right; nil where the proof says it all.
  func check(of result: Term) -> ProofCommand?

  /// The work of one evaluation.
  var cost: Cost { get }

  /// The evaluation from inside, made by watching it once more; nil for an operation that no
  /// standard computes in steps, such as a concatenation.
  var trace: Trace? { get }

  /// The terms that together suffice to compute the result; by default all operands.
  var sufficient: [Term] { get }

  /// What the result gives to a holder of it: the terms that can be recovered from it with what
  /// the holder knows. By default nothing, as a hash gives nothing back.
  func opened(_ result: Term, by holder: Knowledge) -> [Term]

  /// What the result vouches for, if it is a code or a signature: nobody without the key can make
  /// it, and a change of the message shows. By default nothing.
  var authentication: Authentication? { get }

  /// The normal form of the result, from the normal forms of the operands.
  ///
  /// By default the function applied to them; an operation with an algebraic law (a decryption
  /// undoes its encryption, a slice of a concatenation is its part) states it here.
  func normalForm(of operands: [Form], in forms: inout FormTable) -> Form
}

/// An operation that writes octets in another way, and hides nothing: it takes no key to do, and
/// none to undo as far as `opened` goes.
public protocol OpenEncoding: Operation {}

/// What a code or a signature vouches for.
public struct Authentication: Sendable {
  /// What is needed to make it: a shared key, or a private one.
  public let key: Term
  /// What cannot change unnoticed.
  public let message: Term

  /// Describes a code over a message.
  public init(key: Term, message: Term) {
    self.key = key
    self.message = message
  }
}

/// A term in its place in an operation.
public struct Operand: Sendable {
  /// The name of the place in the standard: `key`, `message`.
  public let label: String
  /// What stands there.
  public let term: Term

  /// Puts a term in a place.
  public init(_ label: String, _ term: Term) {
    self.label = label
    self.term = term
  }
}

/// A public number or name that an operation depends on beside its operands.
public struct Parameter: Sendable, Hashable {
  /// The name of the place in the standard: `iterations`.
  public let label: String
  /// What stands there, in decimal if it is a number.
  public let value: String

  /// Puts a value in a place.
  public init(_ label: String, _ value: some CustomStringConvertible) {
    self.label = label
    self.value = value.description
  }
}

extension Operation {
  public var parameters: [Parameter] { [] }

  public var formula: String {
    let places =
      operands.map { "\($0.label): \($0.term.name)" }
      + parameters.map { "\($0.label): \($0.value)" }
    return "\(name)(\(places.joined(separator: ", ")))"
  }

  public func check(of result: Term) -> ProofCommand? { nil }

  public var cost: Cost { Cost() }

  public var trace: Trace? { nil }

  public var authentication: Authentication? { nil }

  public var sufficient: [Term] { operands.map(\.term) }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [] }

  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    forms.application(of: self, to: operands)
  }
}
