/// One step of a computation.
public struct TraceStep: Sendable, Equatable {
  /// How closely one has to look to see a step.
  public enum Depth: String, Sendable, CaseIterable, Comparable {
    /// What is shown in any case: inputs, blocks, results.
    case outline
    /// One step for each round, window, bit or iteration.
    case rounds
    /// Every operation inside a round.
    case operations

    /// Orders depths by how much they show.
    public static func < (left: Depth, right: Depth) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int { Depth.allCases.firstIndex(of: self) ?? 0 }
  }

  /// How the values of a step stand on the screen.
  public enum Layout: Sendable, Equatable {
    /// Each value on lines of its own, after its name.
    case list
    /// One row of a table whose header is the names of the values: steps that follow one another
    /// with the same names share one header.
    case row
  }

  /// How closely one has to look.
  public let depth: Depth
  /// What happens, in a few words, with the standard's name for it: "Round 1: SubBytes()".
  public let label: String
  /// What changes and why, in one or two sentences for a student; empty when the label says it.
  public let explanation: String
  /// How the values stand on the screen.
  public let layout: Layout
  /// The values of the step.
  public let values: [TraceValue]
  /// The lines that the worked examples of the standard print for this step; empty when they print
  /// none.
  public let nist: [String]

  /// Creates a step.
  public init(
    _ label: String, depth: Depth = .outline, explanation: String = "", layout: Layout = .list,
    values: [TraceValue] = [], nist: [String] = []
  ) {
    self.depth = depth
    self.label = label
    self.explanation = explanation
    self.layout = layout
    self.values = values
    self.nist = nist
  }
}
