import Traces

extension TerminalRenderer {
  /// More lines than this of one computation, and a class loses the thread of the handshake.
  private static let longestTrace = 200

  /// The lines of a computation from inside, closely if they are few, else only their outline.
  func inside(_ trace: Trace) -> [String] {
    let rounds = lines(trace, depth: .rounds)
    guard rounds.count > Self.longestTrace else { return rounds }
    let outline = lines(trace, depth: .outline)
    let hidden = trace.steps.count { $0.depth == .rounds }
    let shown = outline.prefix(Self.longestTrace)
    let remark =
      shown.count < outline.count
      ? "\(outline.count - shown.count) more lines: 'chat-lab trace' shows them"
      : "\(hidden) rounds are left out: 'chat-lab trace' shows them"
    return shown + layout.wrap(remark, indent: 8).map(style.aside) + [""]
  }

  private func lines(_ trace: Trace, depth: TraceStep.Depth) -> [String] {
    TraceTextRenderer(
      columns: layout.columns, usesColor: style.usesColor, depth: depth, margin: 6
    ).lines(trace)
  }
}
