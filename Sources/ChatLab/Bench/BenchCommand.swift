import Processor

/// `chat-lab bench`: how fast the primitives are, and how fast OpenSSL is beside them.
struct BenchCommand: Command {
  let name = "bench"
  let abstract = "Measure the primitives, and OpenSSL beside them."
  let discussion = """
    Every number is the median of several rounds, in which both programs take turns, and counts \
    processor time. Each primitive is measured as everybody calls it: with padding, blinding, the \
    check of the result, derivation of the nonce, and DER.

    'sha-256-no-observer' is the portable loop of SHA-256 written without the observer that \
    'chat-lab trace' uses; it is measured in release builds alone.

    All of it against OpenSSL takes a few minutes. What the numbers mean, and for which build, \
    is in docs/performance.md.
    """

  private enum Format: String, CaseIterable { case text, json }
  private enum Opponent: String, CaseIterable { case openssl }

  private let names = Parameter.arguments(
    "name", .choice("name", among: BenchmarkCatalogue.all.map(\.name)),
    help: "What to measure; everything if no name is given.")
  private let backend = Parameter.option(
    "backend", .choice("backend", among: Backend.names),
    help: "Measure this backend alone, instead of all that differ.")
  private let against = Parameter.option(
    "against", .choice("program", among: Opponent.allCases.map(\.rawValue)),
    help: "Measure this program too, in turns.")
  private let rounds = Parameter.option(
    "rounds", .integer("n", in: 1...100), default: 5, help: "How often everything is measured.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or JSON.")

  var parameters: [any Declared] { [names, backend, against, rounds, format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    var backend: Backend?
    if let name = arguments[self.backend] {
      backend = Backend.named(name)
      guard backend != nil else {
        let here = Backend.available.map(\.name).joined(separator: ", ")
        throw .failed("--backend: this processor cannot run \(name), expected one of \(here)")
      }
    }
    let openSSL = arguments[against] == nil ? nil : try OpenSSLRunner()
    let run = BenchmarkRun(
      rounds: arguments[rounds], backend: backend, openSSL: openSSL, progress: io.progress)
    var rows: [BenchmarkRow] = []
    for group in groups(named: arguments[names]) { rows += try run.rows(of: group) }
    io.endProgress()
    if rows.isEmpty { throw .failed("nothing was measured: a release build is needed for it") }
    let report = BenchmarkReport(
      rows: rows, openSSL: openSSL?.version, rounds: arguments[rounds])
    try io.write(arguments[format] == .json ? report.json : report.text)
    return .success
  }

  /// The benchmarks that were asked for, those together that OpenSSL measures with one command.
  private func groups(named names: [String]) -> [[Benchmark]] {
    var groups: [[Benchmark]] = []
    let wanted = BenchmarkCatalogue.all.filter {
      $0.isFair && (names.isEmpty || names.contains($0.name))
    }
    for benchmark in wanted {
      if let command = benchmark.openSSL?.command,
        command == groups.last?.last?.openSSL?.command
      {
        groups[groups.count - 1].append(benchmark)
      } else {
        groups.append([benchmark])
      }
    }
    return groups
  }
}
