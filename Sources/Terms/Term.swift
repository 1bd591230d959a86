/// A value that remembers how it was made.
///
/// Protocol code builds terms and nothing else; what the user sees (bytes, formula, provenance,
/// proof command, who can know it, cost) are readings of one tree of terms. Terms are compared by
/// identity: at toy size different values have equal bytes.
///
/// A term keeps its bytes for the life of a run, secrets included (docs/limits.md).
public final class Term: Sendable {
  /// What the value is called, its owner first: `alice.nonce`.
  public let name: String
  /// The octets, which go on the wire or into the next term.
  public let bytes: [UInt8]
  /// How the value came to be.
  public let origin: Origin
  /// How the value is shown beside its hexadecimal digits.
  public let notation: Notation

  /// Creates a term whose bytes are known already: drawn, given, constant or received.
  public init(
    _ name: String, _ bytes: [UInt8], _ origin: Origin, notation: Notation = .hexadecimal
  ) {
    self.name = name
    self.bytes = bytes
    self.origin = origin
    self.notation = notation
  }

  /// Computes a term from others.
  ///
  /// - Throws: what the operation finds wrong with its operands.
  public convenience init(
    _ name: String, _ operation: some Operation, notation: Notation = .hexadecimal
  ) throws(TermError) {
    self.init(name, try operation.evaluate(), .computed(operation), notation: notation)
  }

  /// Creates a public constant.
  public static func constant(
    _ name: String, _ bytes: [UInt8], notation: Notation = .hexadecimal
  ) -> Term {
    Term(name, bytes, .constant, notation: notation)
  }

  /// Creates a constant of UTF-8 text.
  public static func text(_ name: String, _ text: String) -> Term {
    constant(name, Array(text.utf8), notation: .text)
  }

  /// The operation that computed this term, if one did.
  public var operation: (any Operation)? {
    if case .computed(let operation) = origin { operation } else { nil }
  }

  /// The terms that this one was computed from, in the order of the operation's operands.
  public var operands: [Term] { operation?.operands.map(\.term) ?? [] }

  /// Whether the bytes are not known here: another actor's secret, or computed from one.
  public var isUnknown: Bool {
    guard bytes.isEmpty else { return false }
    if case .hidden = origin { return true }
    return operands.contains(where: \.isUnknown)
  }

  /// How the value was made, on one line: `HMAC-SHA-256(key: K_mac, message: header)`.
  public var formula: String {
    switch origin {
    case .computed(let operation): operation.formula
    case .drawn(let draw): draw.kind.description
    case .given(let actor, let source): "given to \(actor) (\(source.rawValue))"
    case .constant: "constant"
    case .received(_, let field): "received, field \(field)"
    case .hidden(let actor): "secret of \(actor)"
    }
  }
}
