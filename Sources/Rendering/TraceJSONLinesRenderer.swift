import Traces

/// A trace as JSON lines, one step a line (docs/tracing.md).
public struct TraceJSONLinesRenderer: Sendable {
  /// The name and version of the format.
  public static let schema = "chat-lab.trace/1"

  private let depth: TraceStep.Depth

  /// Creates a renderer of the steps that a depth shows.
  public init(depth: TraceStep.Depth = .rounds) {
    self.depth = depth
  }

  /// The lines: what was computed, the steps, the results.
  public func lines(_ trace: Trace) -> [String] {
    let steps = trace.steps.filter { $0.depth <= depth }
    let first = object([
      ("title", .string(trace.title)), ("citation", .string(trace.citation)),
      ("depth", .string(depth.rawValue)), ("steps", .number(steps.count)),
    ])
    return [first] + steps.enumerated().map { line($1, number: $0 + 1) }
      + [object([("results", values(trace.results))])]
  }

  private func line(_ step: TraceStep, number: Int) -> String {
    object([
      ("step", .number(number)), ("depth", .string(step.depth.rawValue)),
      ("label", .string(step.label)), ("explanation", .string(step.explanation)),
      ("layout", .string(step.layout == .row ? "row" : "list")), ("values", values(step.values)),
      ("nist", .strings(step.nist)),
    ])
  }

  private func values(_ values: [TraceValue]) -> JSONText {
    .array(values.map { .object([("name", .string($0.name)), ("text", .string($0.text))]) })
  }

  private func object(_ members: [(String, JSONText)]) -> String {
    JSONText.object([("schema", .string(Self.schema))] + members).text
  }
}
