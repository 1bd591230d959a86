import Rendering
import Traces

/// How a trace is shown: the options that every `chat-lab trace` command has.
struct TraceParameters: Sendable {
  private enum Format: String, CaseIterable { case text, nist, jsonl }

  /// The same for every primitive.
  static let standard = TraceParameters()

  /// What the file of a trace may hold: the secrets of whoever traces.
  private static let fileMode: UInt32 = 0o600

  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text,
    help: "Text to read, the notation of the standard's worked examples, or JSON lines.")
  private let depth = Parameter.option(
    "depth", .choice("depth"), default: TraceStep.Depth.rounds,
    help: "How closely to look; 'nist' always has all its lines.")
  private let output = Parameter.option(
    "output", .path(),
    help: "Write to this file instead of standard output; a new one is for its owner alone.")

  /// The parameters, for the list of a command.
  var all: [any Declared] { [format, depth, output] }

  /// Writes a trace as the options want it.
  ///
  /// - Throws: `CommandError.usage` if there are no worked examples whose notation it could have.
  func write(
    _ trace: Trace, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) {
    let lines: [String]
    switch arguments[format] {
    case .text:
      lines =
        TraceTextRenderer(
          columns: io.columns, usesColor: io.usesColor && arguments[output] == nil,
          depth: arguments[depth]
        ).lines(trace)
    case .nist:
      lines = trace.steps.flatMap(\.nist)
      guard !lines.isEmpty else {
        throw .usage("--format nist: no standard has worked examples of \(trace.title)")
      }
    case .jsonl:
      lines = TraceJSONLinesRenderer(depth: arguments[depth]).lines(trace)
    }
    try io.write(
      Array(lines.map { $0 + "\n" }.joined().utf8), to: arguments[output], mode: Self.fileMode)
  }
}
