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
    if let grid = grid(values, indent: indent) { return grid }
    let widths = values.map { displayWidth(of: escapingControls($0.name)) }
    let longest = widths.max() ?? 0
    let isRoomy = values.allSatisfy {
      indent + longest + 2 + displayWidth(of: escapingControls($0.text)) <= layout.columns
    }
    // Where lines are cut, a line has room for 32 octets beside all names but the longest: those
    // stand on lines of their own.
    let limit = isRoomy ? longest : max(10, layout.columns - indent - 2 - 64)
    let column = widths.filter { $0 <= limit }.max() ?? 0
    return values.flatMap { value in
      self.value(value, indent: indent, column: column).map { isResult ? style.good($0) : $0 }
    }
  }

  /// Many short values of one length, such as the words of a block, several to a line; nil for
  /// values of another kind.
  private func grid(_ values: [TraceValue], indent: Int) -> [String]? {
    let names = values.map { escapingControls($0.name) }
    let texts = values.map { escapingControls($0.text) }
    let textWidth = texts.map { displayWidth(of: $0) }.max() ?? 0
    guard values.count >= 5, textWidth <= 16,
      texts.allSatisfy({ displayWidth(of: $0) == textWidth })
    else { return nil }
    let nameWidth = names.map { displayWidth(of: $0) }.max() ?? 0
    let cellWidth = nameWidth + 2 + textWidth
    // A power of two, so that the words of a block stand below one another.
    let perLine = [8, 4, 2].first { indent + $0 * (cellWidth + 3) - 3 <= layout.columns } ?? 1
    return stride(from: 0, to: values.count, by: perLine).map { start in
      let cells = (start..<min(start + perLine, values.count)).map { index in
        names[index] + spaces(nameWidth - displayWidth(of: names[index]) + 2) + texts[index]
      }
      return spaces(indent) + cells.joined(separator: "   ")
    }
  }

  private func value(_ value: TraceValue, indent: Int, column: Int) -> [String] {
    let name = escapingControls(value.name)
    let isBeside = displayWidth(of: name) <= column
    let start = isBeside ? indent + column + 2 : indent + 2
    let pieces = TraceText.pieces(
      of: escapingControls(value.text), columns: layout.columns - start)
    let lines = pieces.map { spaces(start) + $0 }
    guard isBeside, let first = pieces.first else { return [spaces(indent) + name] + lines }
    let padding = spaces(column - displayWidth(of: name) + 2)
    return [spaces(indent) + name + padding + first] + lines.dropFirst()
  }

  private func names(of step: TraceStep) -> [String] { step.values.map(\.name) }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
