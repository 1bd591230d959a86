import Bytes

/// A statistical test for times that depend on a secret.
///
/// Two classes of secrets, one value again and again or a fresh one each time, in random order, and
/// Welch's t-test on their times (Reparaz, Balasch and Verbauwhede, "Dude, is my code constant
/// time?", DATE 2017).
struct TimingTest {
  /// Above this |t| the two classes differ beyond doubt, after many thousand measurements.
  static let threshold = 4.5

  private var same = Moments()
  private var fresh = Moments()

  /// The statistic t: the difference of the means in units of its standard error.
  var t: Double {
    let error = (same.variance / same.count + fresh.variance / fresh.count).squareRoot()
    return error > 0 ? (same.mean - fresh.mean) / error : 0
  }

  /// Measures an operation; a quarter of the times, the longest, are left out as interruptions.
  mutating func measure(_ operation: SecretOperation, measurements: Int) throws {
    // The classes are drawn before, and every secret is copied, so that both are treated alike.
    var secrets: [(isFresh: Bool, secret: [UInt8])] = []
    var coins = SystemRandom()
    for coin in coins.generate(measurements) {
      let isFresh = coin & 1 == 1
      secrets.append((isFresh, isFresh ? try operation.draw() : operation.sample.map { $0 }))
    }
    for (_, secret) in secrets.prefix(100) { _ = try operation.body(secret) }
    var times: [(isFresh: Bool, time: Double)] = []
    let clock = ContinuousClock()
    for (isFresh, secret) in secrets {
      let start = clock.now
      _ = try operation.body(secret)
      times.append((isFresh, Double((clock.now - start).components.attoseconds) / 1e9))
    }
    let limit = times.map(\.time).sorted()[measurements * 3 / 4]
    for (isFresh, time) in times where time <= limit {
      if isFresh { fresh.add(time) } else { same.add(time) }
    }
  }

  /// Count, mean and variance of numbers that come one by one (Welford, Technometrics 4, 1962).
  private struct Moments {
    private(set) var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0

    var variance: Double { count > 1 ? squares / (count - 1) : 0 }

    mutating func add(_ value: Double) {
      count += 1
      let distance = value - mean
      mean += distance / count
      squares += distance * (value - mean)
    }
  }
}
