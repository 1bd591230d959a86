import Traces

/// A command that traces one primitive.
protocol TracingCommand: Command {
  /// What goes into the primitive, in the order of the command's help.
  var inputs: [any Declared] { get }

  /// Computes, and keeps every step.
  ///
  /// - Throws: the error that the program shows and turns into its exit status.
  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace
}

extension TracingCommand {
  var parameters: [any Declared] { inputs + TraceParameters.standard.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let trace = try trace(arguments, io)
    try TraceParameters.standard.write(trace, arguments, io)
    if trace.results.contains(TraceValue("valid", "no")) {
      throw .failed("the signature is not valid")
    }
    return .success
  }
}

/// How much a trace may take in: each block or bit becomes many lines.
enum TraceLimits {
  /// Octets of a message.
  static let message = 1 << 14
  /// Bits of a number.
  static let bits = 4096
  /// Octets of a key that is derived.
  static let derived = 4096
  /// Iterations that are shown and computed.
  static let iterations = 10_000_000
}
