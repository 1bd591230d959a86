extension CommandGroup {
  /// `chat-lab trace`: computations seen from inside.
  static let trace = CommandGroup(
    name: "trace",
    abstract: "Show a computation from inside, step by step.",
    discussion: """
      Every step that is shown was reported by the code that also computes without being watched. \
      '--format nist' prints it in the notation of the worked examples that NIST publishes with \
      its standards.
      """,
    subcommands: hashing + ciphers + curves + [TraceDERCommand()])

  private static var hashing: [any Command] {
    HashAlgorithm.allCases.map { TraceHashCommand(algorithm: $0) } + [
      TraceHMACCommand(), TracePBKDF2Command(), TraceHKDFCommand(),
    ]
  }

  private static var ciphers: [any Command] { [TraceAESCommand(), TraceCBCCommand()] }

  private static var curves: [any Command] {
    CurveChoice.all.map { trace(of: $0) } + [TraceECDHCommand(), traceECDSA]
  }
}
