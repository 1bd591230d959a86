import Traces

/// A trace as text for a terminal, a projector or a pipe (docs/tracing.md).
public struct TraceTextRenderer: Sendable {
  private let layout: TextLayout
  private let style: TextStyle
  private let depth: TraceStep.Depth
  private let margin: String

  /// Creates a renderer.
  ///
  /// - Parameters:
  ///   - columns: The width of a line.
  ///   - usesColor: Whether escape codes may be used.
  ///   - depth: Which steps are shown.
  ///   - margin: How many spaces stand before each line.
  public init(
    columns: Int = 80, usesColor: Bool = false, depth: TraceStep.Depth = .rounds, margin: Int = 0
  ) {
    layout = TextLayout(columns: columns - margin)
    style = TextStyle(usesColor: usesColor)
    self.depth = depth
    self.margin = String(repeating: " ", count: margin)
  }

  /// The lines of a trace, the last one empty.
  public func lines(_ trace: Trace) -> [String] {
    var lines = layout.spread(escapingControls(trace.title), trace.citation)
    lines[0] = style.heading(lines[0])
    lines.append("")
    lines += steps(trace.steps)
    lines += values(trace.results, indent: 2, isResult: true)
    return (lines + [""]).map { $0.isEmpty ? "" : margin + $0 }
  }

  /// The lines of those steps that the depth shows, each step or table followed by an empty line.
  public func steps(_ steps: [TraceStep]) -> [String] {
    var rest = steps.filter { $0.depth <= depth }[...]
    var lines: [String] = []
    while let first = rest.first {
      guard first.layout == .row else {
        lines += step(first) + [""]
        rest.removeFirst()
        continue
      }
      let rows = Array(rest.prefix { $0.layout == .row && names(of: $0) == names(of: first) })
      let table = TraceTable(rows: rows, layout: layout, style: style)
      lines += table.fits ? table.lines + [""] : rows.flatMap { step($0) + [""] }
      rest.removeFirst(rows.count)
    }
    return lines
  }

  /// Label, explanation and values of a step.
  private func step(_ step: TraceStep) -> [String] {
    heading(step) + values(step.values, indent: 4)
  }

  private func heading(_ step: TraceStep) -> [String] {
    layout.wrap(escapingControls(step.label), indent: 2).map(style.heading)
      + layout.wrap(escapingControls(step.explanation), indent: 4).map(style.aside)
  }

  /// Each value beside its name, the names in one column.
  private func values(
    _ values: [TraceValue], indent: Int, isResult: Bool = false
  ) -> [String] {
    let longest = values.map { displayWidth(of: escapingControls($0.name)) }.max() ?? 0
    // A name that would push the values out of sight stands on a line of its own.
    let column = min(longest, layout.columns / 3)
    return values.flatMap { value in
      self.value(value, indent: indent, column: column).map { isResult ? style.good($0) : $0 }
    }
  }

  private func value(_ value: TraceValue, indent: Int, column: Int) -> [String] {
    let name = escapingControls(value.name)
    let start = spaces(indent) + name
    let room = layout.columns - indent - column - 2
    let pieces = TraceText.pieces(of: escapingControls(value.text), columns: room)
    let next = spaces(indent + column + 2)
    guard let first = pieces.first else { return [start] }
    if displayWidth(of: name) > column {
      return [start] + pieces.map { next + $0 }
    }
    let padding = spaces(column - displayWidth(of: name) + 2)
    return [start + padding + first] + pieces.dropFirst().map { next + $0 }
  }

  private func names(of step: TraceStep) -> [String] { step.values.map(\.name) }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
