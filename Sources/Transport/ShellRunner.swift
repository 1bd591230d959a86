#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a program ended.
public enum ShellEnding: Equatable, Sendable {
  /// It returned this exit status.
  case exited(Int32)
  /// This signal ended it.
  case signalled(Int32)
  /// It took longer than it may, and was killed with all that it had started.
  case timedOut
}

/// What a shell line did.
public struct ShellResult: Equatable, Sendable {
  /// How it ended.
  public let ending: ShellEnding
  /// What it wrote to standard output.
  public let output: [UInt8]
  /// What it wrote to standard error.
  public let errors: [UInt8]

  /// True when it ended by itself with exit status 0.
  public var succeeded: Bool { ending == .exited(0) }
}

/// Runs shell lines, such as proof commands, with `bash -c`, a few at a time.
///
/// A line reads nothing: its standard input is empty. It is a process group of its own, so that
/// a time limit ends all that it started.
public struct ShellRunner: Sendable {
  /// How long a line may take.
  public let timeLimit: Duration
  /// How many bytes of each output are kept; the rest is read and left out.
  public let outputLimit: Int

  private let bash: String

  /// Finds `bash`, and what else the lines need.
  ///
  /// - Throws: `TransportError.missingProgram` naming the first that is not in `PATH`.
  public init(
    timeLimit: Duration = .seconds(30), outputLimit: Int = 1 << 24,
    requiring programs: [String] = []
  ) throws(TransportError) {
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
    bash = try ShellRunner.path(of: "bash")
    for program in programs { _ = try ShellRunner.path(of: program) }
  }

  /// Runs a line and returns what it did.
  ///
  /// - Throws: `TransportError.system` when it cannot be started.
  public func run(_ line: String) throws(TransportError) -> ShellResult {
    var result: ShellResult?
    try run([line], atOnce: 1) { result = $1 }
    guard let result else { preconditionFailure("every line gives a result") }
    return result
  }

  /// Runs some lines, `atOnce` of them at a time, and reports each as it ends, by its index.
  ///
  /// - Throws: `TransportError.system` when one cannot be started; those that run are killed.
  public func run(
    _ lines: [String], atOnce: Int, report: (Int, ShellResult) -> Void
  ) throws(TransportError) {
    precondition(atOnce > 0, "at least one line runs at a time")
    var running: [RunningShell] = []
    defer { for shell in running { _ = shell.kill() } }
    var next = 0
    while next < lines.count || !running.isEmpty {
      while next < lines.count, running.count < atOnce {
        running.append(
          try RunningShell(
            bash: bash, line: lines[next], index: next, deadline: .now + timeLimit,
            outputLimit: outputLimit))
        next += 1
      }
      RunningShell.wait(for: running)
      var remaining: [RunningShell] = []
      for shell in running {
        if let result = shell.poll() {
          report(shell.index, result)
        } else {
          remaining.append(shell)
        }
      }
      running = remaining
    }
  }

  /// Finds a program as a shell would.
  ///
  /// - Throws: `TransportError.missingProgram`.
  public static func path(of program: String) throws(TransportError) -> String {
    for directory in (environmentVariable("PATH") ?? "/usr/bin:/bin").split(separator: ":") {
      let path = "\(directory)/\(program)"
      // The path is lent as a C string until the call returns.
      if unsafe access(path, X_OK) == 0 { return path }
    }
    throw .missingProgram(program)
  }
}
