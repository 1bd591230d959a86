/// A computation seen from inside: what went in, every step, and what came out.
public struct Trace: Sendable, Equatable {
  /// What was computed, in the words of its standard, such as "SHA-256".
  public let title: String
  /// The standard and section that the steps follow.
  public let citation: String
  /// The steps in their order.
  public let steps: [TraceStep]
  /// The result, by name; the last of them is what the primitive returns.
  public let results: [TraceValue]

  /// Creates a trace.
  public init(title: String, citation: String, steps: [TraceStep], results: [TraceValue]) {
    self.title = title
    self.citation = citation
    self.steps = steps
    self.results = results
  }
}

/// A value in a trace, with the name that its standard gives it.
public struct TraceValue: Sendable, Equatable {
  /// The name, such as "W[16]" or "s_box".
  public let name: String
  /// The value as text: lower-case hexadecimal digits without separators for octets and words,
  /// decimal digits for counts and for the numbers of toys.
  public let text: String

  /// Creates a value.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}
