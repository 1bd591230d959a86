import Traces

/// A command that traces one primitive.
protocol TracingCommand: Command {
  /// What goes into the primitive, in the order of the command's help.
  var inputs: [any Declared] { get }

  /// Computes, and keeps every step.
  ///
  /// - Throws: the error that the program shows and turns into its exit status.
  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace

  /// Why the command fails although there is a trace to show; nil where it does not.
  func complaint(about trace: Trace) -> String?
}

extension TracingCommand {
  var parameters: [any Declared] { inputs + TraceParameters.standard.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let trace = try trace(arguments, io)
    try TraceParameters.standard.write(trace, arguments, io)
    if let complaint = complaint(about: trace) { throw .failed(complaint) }
    return .success
  }

  func complaint(about trace: Trace) -> String? {
    let refusals = [TraceValue("valid", "no"), TraceValue("result", "invalid")]
    return trace.results.contains(where: refusals.contains) ? "the signature is not valid" : nil
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
