import Bytes
import Hashing

/// Turns what a hash function reports into steps of a trace.
struct HashTracer<H: HashFunction>: Observer {
  typealias Step = H.Step
  typealias Word = H.Value.Word

  static var isWatching: Bool { true }

  /// The steps so far.
  private(set) var steps: [TraceStep] = []

  /// What is hashed, if the hash is a part of something else: then all steps are operations of
  /// that.
  private let part: String?
  private var block = 0
  private var blockCount: Int
  /// The words of the schedule from 16 on, and the place of the step that shows them.
  private var schedule: [TraceValue] = []
  private var scheduleIndex = 0

  /// Creates a tracer.
  ///
  /// - Parameters:
  ///   - blockCount: How many blocks there will be.
  ///   - part: What is hashed, for a hash inside another computation.
  init(blockCount: Int, part: String? = nil) {
    self.blockCount = blockCount
    self.part = part
  }

  private var isInside: Bool { part != nil }

  mutating func observe(_ step: H.Step) {
    switch step {
    case .initialHashValue(let words): addInitial(words)
    case .block(let words): addBlock(words)
    case .round(let round): add(round)
    case .hashValue(let previous, let variables, let next):
      insertSchedule()
      addSums(previous, variables, next)
    case .digest: break  // the trace ends with it
    }
  }

  private mutating func add(
    _ label: String, depth: TraceStep.Depth = .outline, explanation: String = "",
    layout: TraceStep.Layout = .list, values: [TraceValue], nist: [String] = []
  ) {
    let isRow = layout == .row
    let inside = part.map {
      isRow ? label : "\($0): \(label.prefix(1).lowercased())\(label.dropFirst())"
    }
    steps.append(
      TraceStep(
        inside ?? label, depth: isInside ? .operations : depth,
        explanation: isInside ? "" : explanation, layout: layout, values: values,
        nist: isInside ? [] : nist))
  }

  private func words(_ name: String, _ words: [Word]) -> [TraceValue] {
    words.enumerated().map { TraceValue("\(name)[\($0)]", NISTNotation.digits($1)) }
  }

  private mutating func addInitial(_ words: [Word]) {
    add(
      "Initial hash value H(0)", explanation: HashDescription(H.self).initialHashValue,
      values: self.words("H", words),
      nist: ["Initial hash value:"]
        + words.enumerated().map { "H[\($0)] = \(NISTNotation.hex($1))" })
  }

  private mutating func addBlock(_ words: [Word]) {
    block += 1
    add(
      "Block \(block) of \(blockCount)",
      explanation: block == 1 ? HashDescription(H.self).block : "", values: self.words("W", words),
      nist: [NISTNotation.rule, "Block Contents:"]
        + words.enumerated().map { "W[\($0)] = \(NISTNotation.hex($1))" }
        + [names.joined(separator: " ").uppercased()])
    schedule = []
    scheduleIndex = steps.count
  }

  /// Puts the rest of the message schedule behind its first words, once all rounds are known.
  private mutating func insertSchedule() {
    guard !isInside else { return }
    steps.insert(
      TraceStep(
        "Message schedule", depth: .rounds,
        explanation: block == 1 ? HashDescription(H.self).schedule : "", values: schedule),
      at: scheduleIndex)
  }

  /// The names of the working variables.
  private var names: [String] { H.self is SHA1.Type ? Self.fiveNames : Self.eightNames }

  private static var fiveNames: [String] { ["a", "b", "c", "d", "e"] }
  private static var eightNames: [String] { fiveNames + ["f", "g", "h"] }

  private mutating func add(_ round: HashStep<Word>.Round) {
    let description = HashDescription(H.self)
    let t = round.t
    let terms =
      round.schedule.map { TraceValue($0.name, NISTNotation.digits($0.word)) }
      + [
        TraceValue("W[\(t)]", NISTNotation.digits(round.w)),
        TraceValue("K[\(t)]", NISTNotation.digits(round.k)),
      ] + round.terms.map { TraceValue($0.name, NISTNotation.digits($0.word)) }
    if t >= 16 { schedule.append(TraceValue("W[\(t)]", NISTNotation.digits(round.w))) }
    if !isInside {
      add(
        "Round t=\(t): its terms", depth: .operations,
        explanation: t == 0 && block == 1 ? description.terms : "",
        values: terms)
    }
    let words = round.variables.map { NISTNotation.hex($0) }
    let lines = stride(from: 0, to: words.count, by: Word.bitWidth == 32 ? 8 : 4).map { start in
      words[start..<min(start + (Word.bitWidth == 32 ? 8 : 4), words.count)]
        .joined(separator: " ")
    }
    add(
      "t=\(t)", depth: .rounds, explanation: t == 0 && block == 1 ? description.round : "",
      layout: .row,
      values: zip(names, round.variables).map { TraceValue($0, NISTNotation.digits($1)) },
      nist: ["t=\(t < 10 ? " " : "")\(t): " + lines[0]]
        + lines.dropFirst().map { "      " + $0 })
  }

  private mutating func addSums(_ previous: [Word], _ variables: [Word], _ next: [Word]) {
    let sums = next.indices.map { index in
      [previous[index], variables[index], next[index]].map { NISTNotation.digits($0) }
    }
    add(
      "Hash value H(\(block)) after block \(block)",
      explanation: block == 1 ? HashDescription(H.self).sum : "",
      values: sums.enumerated().map { index, words in
        TraceValue("H[\(index)]", "\(words[0]) + \(words[1]) = \(words[2])")
      },
      nist: sums.enumerated().map { index, words in
        "H[\(index)] = \(words[0]) + \(words[1]) = \(words[2])".uppercased()
      })
  }
}
