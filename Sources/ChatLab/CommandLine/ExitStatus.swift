/// What the program tells the shell when it ends, after `<sysexits.h>` of BSD.
enum ExitStatus: Int32, Sendable, CaseIterable {
  /// The run did what was asked; showing help counts.
  case success = 0
  /// The run failed: a vector does not match, a signature is invalid, a peer misbehaved.
  case failure = 1
  /// The command was used wrongly (`EX_USAGE`).
  case usage = 64
  /// An input cannot be read (`EX_NOINPUT`).
  case unreadableInput = 66
  /// A server cannot be reached (`EX_UNAVAILABLE`).
  case unreachable = 69
  /// An output cannot be written (`EX_CANTCREAT`).
  case unwritableOutput = 73
  /// The user pressed Ctrl-C: 128 and the number of `SIGINT`, as shells count.
  case interrupted = 130
}
