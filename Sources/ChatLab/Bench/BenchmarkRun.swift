import Processor

/// What was measured of one benchmark on one backend.
struct BenchmarkRow {
  let name: String
  let backend: String
  let unit: Benchmark.Unit
  /// Operations a second of each round.
  var own: [Double] = []
  /// The same of OpenSSL with all instructions that the processor has; empty if not compared.
  var openSSL: [Double] = []
  /// The same of OpenSSL without the instructions that only some processors have.
  var openSSLBasic: [Double] = []

  /// The median rate, in the unit.
  var rate: Double? { rate(of: own) }
  /// OpenSSL's median rate with all instructions.
  var openSSLRate: Double? { rate(of: openSSL) }
  /// OpenSSL's median rate without those that only some processors have.
  var openSSLBasicRate: Double? { rate(of: openSSLBasic) }

  private func rate(of samples: [Double]) -> Double? {
    Self.median(samples).map { unit.rate(operations: $0) }
  }

  /// The middle value, or the mean of the two in the middle; nil for none.
  static func median(_ samples: [Double]) -> Double? {
    guard !samples.isEmpty else { return nil }
    let sorted = samples.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// Measures benchmarks and OpenSSL in turns, in several rounds.
struct BenchmarkRun {
  /// How often everything is measured.
  let rounds: Int
  /// The only backend to measure; nil for all that differ.
  let backend: Backend?
  let openSSL: OpenSSLRunner?
  let progress: (String) -> Void

  /// How long one measurement takes at least, in seconds of processor time.
  private static let duration = 0.2
  /// How many single operations make a median where luck decides about each.
  private static let singles = 50

  /// Measures benchmarks that OpenSSL measures with one command.
  ///
  /// - Throws: `CommandError.failed` when OpenSSL cannot be measured.
  func rows(of benchmarks: [Benchmark]) throws(CommandError) -> [BenchmarkRow] {
    let chosen = Backend.current
    defer { Backend.current = chosen }
    var contestants = benchmarks.flatMap { benchmark in
      (backend.map { [$0] } ?? benchmark.backends).map { Contestant(benchmark, $0) }
    }
    let measurements = Array(Set(benchmarks.compactMap(\.openSSL)))
    let needsBasic = contestants.contains { $0.backend == .portable }
    let rounds = benchmarks.contains { $0.isSingle } ? Self.singles : rounds
    for round in 1...rounds {
      for index in contestants.indices {
        progress("\(contestants[index].row.name): round \(round) of \(rounds)")
        contestants[index].measure(for: Self.duration)
      }
      guard let openSSL, !measurements.isEmpty else { continue }
      progress("openssl \(measurements[0].command): round \(round) of \(rounds)")
      let all = try openSSL.rates(of: measurements, .all)
      let basic = needsBasic ? try openSSL.rates(of: measurements, .basic) : [:]
      for index in contestants.indices { contestants[index].note(all, basic) }
    }
    return contestants.map(\.row)
  }

  /// A benchmark on a backend, ready to run.
  private struct Contestant {
    let backend: Backend
    private let benchmark: Benchmark
    private let work: Benchmark.Work
    /// How many operations a measurement takes; nil before the first.
    private var count: Int?
    private(set) var row: BenchmarkRow

    init(_ benchmark: Benchmark, _ backend: Backend) {
      self.benchmark = benchmark
      self.backend = backend
      Backend.current = backend
      work = benchmark.prepare()
      row = BenchmarkRow(name: benchmark.name, backend: backend.name, unit: benchmark.unit)
    }

    /// Adds a measurement.
    mutating func measure(for duration: Double) {
      Backend.current = backend
      let count = count ?? (benchmark.isSingle ? 1 : calibrated(for: duration))
      self.count = count
      row.own.append(Double(count) / max(seconds(count), 1e-9))
    }

    /// Adds what OpenSSL did in the same round.
    mutating func note(
      _ all: [OpenSSLMeasurement: Double], _ basic: [OpenSSLMeasurement: Double]
    ) {
      guard let measurement = benchmark.openSSL else { return }
      if let rate = all[measurement] { row.openSSL.append(rate) }
      if backend == .portable, let rate = basic[measurement] { row.openSSLBasic.append(rate) }
    }

    /// Doubles the count until it takes a tenth of the duration, then extends it.
    private func calibrated(for duration: Double) -> Int {
      var count = 1
      var time = seconds(count)
      while time < duration / 10 {
        count *= 2
        time = seconds(count)
      }
      return max(1, Int(Double(count) * duration / time))
    }

    private func seconds(_ count: Int) -> Double {
      let start = CPUTime.ofThisProcess
      work(count)
      return CPUTime.ofThisProcess - start
    }
  }
}
