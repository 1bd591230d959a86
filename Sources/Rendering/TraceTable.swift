import Traces

/// Steps with the same names of values as a table: their labels at the left, one header above.
struct TraceTable {
  private let rows: [TraceStep]
  private let layout: TextLayout
  private let style: TextStyle
  private let labels: Column
  private let columns: [Column]
  private static let indent = 2

  /// A column of values that have one name.
  private struct Column {
    let name: String
    let cells: [String]
    let width: Int
    /// Numbers stand with their last digits below one another.
    let isNumeric: Bool

    init(name: String, cells: [String]) {
      self.name = name
      self.cells = cells
      width = ([name] + cells).map { displayWidth(of: $0) }.max() ?? 0
      isNumeric = cells.allSatisfy { $0.utf8.allSatisfy { Self.isDigit($0) } }
    }

    func padded(_ text: String) -> String {
      let space = String(repeating: " ", count: width - displayWidth(of: text))
      return isNumeric ? space + text : text + space
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  /// Collects rows, of which all have the names of the first.
  init(rows: [TraceStep], layout: TextLayout, style: TextStyle) {
    precondition(!rows.isEmpty, "a table has rows")
    self.rows = rows
    self.layout = layout
    self.style = style
    labels = Column(name: "", cells: rows.map { escapingControls($0.label) })
    columns = rows[0].values.indices.map { index in
      Column(
        name: escapingControls(rows[0].values[index].name),
        cells: rows.map { escapingControls($0.values[index].text) })
    }
  }

  /// False when a value is too long to stand in a line with others.
  var fits: Bool { columns.allSatisfy { $0.width + 1 <= room } }

  private var room: Int { layout.columns - Self.indent - labels.width }

  /// The explanations, the header and the rows.
  var lines: [String] {
    let (bands, gap) = arrangement
    let header = bands.map { band in
      line("", band.map { columns[$0].padded(columns[$0].name) }, gap: gap)
    }
    var lines = explanation(of: rows[0]) + header.map(style.aside)
    var explained = rows[0].explanation
    for (index, row) in rows.enumerated() {
      if row.explanation != explained, !row.explanation.isEmpty {
        lines += explanation(of: row)
        explained = row.explanation
      }
      for (number, band) in bands.enumerated() {
        let label = number == 0 ? labels.cells[index] : ""
        let cells = band.map { columns[$0].padded(columns[$0].cells[index]) }
        lines.append(line(label, cells, gap: gap))
      }
    }
    return lines
  }

  /// Which columns stand on each line of a row, in as few lines as they fit into, and how many
  /// spaces stand between them.
  private var arrangement: (bands: [Range<Int>], gap: Int) {
    var perBand = max(1, columns.count)
    while true {
      let starts = stride(from: 0, to: max(1, columns.count), by: perBand)
      let bands = starts.map { $0..<min($0 + perBand, columns.count) }
      for gap in [2, 1] {
        let widest = bands.map { columns[$0].reduce(0) { $0 + $1.width + gap } }.max() ?? 0
        if widest <= room || (perBand == 1 && gap == 1) { return (bands, gap) }
      }
      perBand = (perBand + 1) / 2
    }
  }

  private func explanation(of row: TraceStep) -> [String] {
    layout.wrap(escapingControls(row.explanation), indent: 4).map(style.aside)
  }

  private func line(_ label: String, _ cells: [String], gap: Int) -> String {
    let space = String(repeating: " ", count: gap)
    var line = String(repeating: " ", count: Self.indent) + labels.padded(label)
    for cell in cells { line += space + cell }
    while line.last == " " { line.removeLast() }
    return line
  }
}
