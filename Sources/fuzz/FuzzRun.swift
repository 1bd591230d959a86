import Bytes

/// The cases of one target, one after the other.
struct FuzzRun {
  /// What is run.
  let target: any FuzzTarget
  /// The text that all cases follow from.
  let seed: String
  /// Where the number of the case that runs stands, for who finds this process dead.
  var progress: ProgressFile?

  private let mutator: Mutator

  /// The most seconds that a case may take before the process is ended; the time of the machine,
  /// which others use too.
  static let longestCase: UInt32 = 30

  /// Prepares the cases of a target.
  init(_ target: any FuzzTarget, seed: String) {
    self.target = target
    self.seed = seed
    mutator = Mutator(target)
  }

  /// The input of a case.
  func input(_ number: Int) -> [UInt8] {
    var generator = CaseGenerator(seed: seed, target: target.name, number: number)
    return mutator.input(&generator)
  }

  /// Runs every input that means something, then cases from a number on.
  ///
  /// - Returns: What was violated first, or nil.
  func run(from first: Int, cases: Int) -> String? {
    if first == 0 {
      for (index, input) in target.corpus.enumerated() {
        progress?.write(-1 - index)
        if let found = violation(input) { return report("corpus \(index)", input, found) }
      }
    }
    for number in first..<first + cases {
      progress?.write(number)
      let input = input(number)
      if let found = violation(input) { return report("\(number)", input, found) }
    }
    return nil
  }

  /// Runs one input; returns what was violated, or nil.
  func violation(_ input: [UInt8]) -> String? {
    Deadline.start(seconds: Self.longestCase)
    defer { Deadline.stop() }
    do {
      try target.run(input)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func report(_ place: String, _ input: [UInt8], _ found: String) -> String {
    """
    target:   \(target.name)
    seed:     \(seed)
    case:     \(place)
    input:    \(Hex.encode(input))
    violated: \(found)
    """
  }
}
