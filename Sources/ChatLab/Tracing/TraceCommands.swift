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
    subcommands: HashAlgorithm.allCases.map { TraceHashCommand(algorithm: $0) } + [
      TraceHMACCommand(), TracePBKDF2Command(), TraceHKDFCommand(), TraceAESCommand(),
      TraceCBCCommand(),
      TraceDERCommand(),
    ])
}
