import Terms

/// The stages of two runs beside each other.
///
/// Each user's stages are aligned by themselves, since two runs need not take turns alike: the
/// alignment with the most in common, found by dynamic programming (Needleman and Wunsch, 1970).
struct StageAlignment {
  /// A stage of each run, or of one alone.
  struct Pair {
    let first: (number: Int, stage: Stage)?
    let second: (number: Int, stage: Stage)?
  }

  /// In the order of the first run; what only the second has stands where that user had come to.
  let pairs: [Pair]

  init(_ first: ComparedRun, _ second: ComparedRun) {
    let roles: [Int?] = (0..<max(first.users.count, second.users.count)).map { $0 } + [nil]
    var placed: [(position: Int, order: Int, pair: Pair)] = []
    for role in roles {
      let left = first.stages.filter { first.role(of: $0.stage.actor) == role }
      let right = second.stages.filter { second.role(of: $0.stage.actor) == role }
      var position = 0
      for pair in Self.align(left, right, { Self.likeness($0, first, $1, second) }) {
        position = pair.first?.number ?? position
        placed.append((position, placed.count, pair))
      }
    }
    pairs = placed.sorted { ($0.position, $0.order) < ($1.position, $1.order) }.map(\.pair)
  }

  private typealias Numbered = (number: Int, stage: Stage)

  /// The alignment with the largest sum of likenesses; stages without one never meet.
  private static func align(
    _ left: [Numbered], _ right: [Numbered], _ likeness: (Stage, Stage) -> Int
  ) -> [Pair] {
    let table = left.map { a in right.map { b in likeness(a.stage, b.stage) } }
    // best[i][j]: the largest sum for the stages from i and from j on.
    var best = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        let meeting = table[i][j] > 0 ? table[i][j] + best[i + 1][j + 1] : 0
        best[i][j] = max(meeting, best[i + 1][j], best[i][j + 1])
      }
    }
    var pairs: [Pair] = []
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if i < left.count, j < right.count, table[i][j] > 0,
        best[i][j] == table[i][j] + best[i + 1][j + 1]
      {
        pairs.append(Pair(first: left[i], second: right[j]))
        (i, j) = (i + 1, j + 1)
      } else if j == right.count || (i < left.count && best[i][j] == best[i + 1][j]) {
        pairs.append(Pair(first: left[i], second: nil))
        i += 1
      } else {
        pairs.append(Pair(first: nil, second: right[j]))
        j += 1
      }
    }
    return pairs
  }

  /// How much two stages have in common: nothing under different headings, then messages, then
  /// values.
  private static func likeness(
    _ a: Stage, _ first: ComparedRun, _ b: Stage, _ second: ComparedRun
  ) -> Int {
    guard a.heading == b.heading else { return 0 }
    func messages(_ stage: Stage) -> Set<String> {
      Set(stage.messages.map { "\($0.direction) \($0.message.name)" })
    }
    func values(_ stage: Stage, _ run: ComparedRun) -> Set<String> {
      Set(stage.values.map { run.role(of: $0.name) })
    }
    let sharedMessages = messages(a).intersection(messages(b)).count
    let sharedValues = values(a, first).intersection(values(b, second)).count
    // Stages that send do not stand for stages that get something.
    if sharedMessages == 0, let one = a.messages.first, let other = b.messages.first,
      one.direction != other.direction
    {
      return 0
    }
    return 1 + 8 * sharedMessages + min(sharedValues, 7)
  }
}
