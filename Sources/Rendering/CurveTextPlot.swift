/// A toy curve as a plot in text, for a terminal, a projector or a pipe (docs/curves.md).
public struct CurveTextPlot: Sendable {
  private let layout: TextLayout
  private let style: TextStyle

  /// Creates a plotter for lines of a width.
  public init(columns: Int = 80, usesColor: Bool = false) {
    layout = TextLayout(columns: columns)
    style = TextStyle(usesColor: usesColor)
  }

  /// The least width in which a picture can be plotted: marks need places of their own.
  public static func leastColumns(for picture: CurvePicture) -> Int {
    margin(of: picture) + CurveRaster.leastColumns(for: picture) + name.count
  }

  /// The lines: the name, the plane with its axes, what the signs mean.
  ///
  /// The width must be at least `leastColumns(for:)`.
  public func lines(_ picture: CurvePicture) -> [String] {
    let raster = CurveRaster(
      picture, columns: layout.columns - Self.margin(of: picture) - Self.name.count)
    var lines = layout.spread("\(picture.name): \(picture.count)", picture.equation)
    lines[0] = style.heading(lines[0])
    lines += plane(raster, picture)
    lines += horizontalAxis(raster, picture)
    return lines
      + captions(picture, raster).flatMap { layout.wrap($0, indent: 2) }
      .map(style.aside)
  }

  /// The name of the horizontal axis, at the end of its numbers.
  private static let name = "  x"

  /// The width of the name of the vertical axis, its numbers, and the axis itself.
  private static func margin(of picture: CurvePicture) -> Int { digits(picture) + 3 }

  private static func digits(_ picture: CurvePicture) -> Int { "\(picture.prime - 1)".count }
}

// MARK: - The plane and its axes

extension CurveTextPlot {
  private func plane(_ raster: CurveRaster, _ picture: CurvePicture) -> [String] {
    // Every line has its number where there are few, else one line in four or five.
    let least = (raster.rows <= 20 ? 1 : 4) * raster.elementsPerRow
    let step = (least...picture.prime).first(where: Self.isRound) ?? picture.prime
    let ticks = stride(from: 0, to: picture.prime, by: step).map { $0 }
    let labels = Dictionary(ticks.map { ($0 / raster.elementsPerRow, $0) }) { first, _ in first }
    return (0..<raster.rows).reversed().map { row in
      let label = labels[row].map { "\($0)" } ?? ""
      let name = row == raster.rows - 1 ? "y" : " "
      let margin = name + Self.padded(label, to: Self.digits(picture) + 1)
      let axis = style.aside(margin + (label.isEmpty ? "│" : "┤"))
      var pieces = raster.pieces(row: row)
      while let last = pieces.last, last.text.allSatisfy({ $0 == " " }) { pieces.removeLast() }
      return axis + pieces.map(colored).joined()
    }
  }

  private func horizontalAxis(_ raster: CurveRaster, _ picture: CurvePicture) -> [String] {
    // Between two numbers there is a space at least.
    let step =
      (1...picture.prime).first { step in
        Self.isRound(step) && raster.column(of: step) - raster.column(of: 0) > Self.digits(picture)
      } ?? picture.prime
    let ticks = stride(from: 0, to: picture.prime, by: step).map { $0 }
    let margin = Self.margin(of: picture)
    let columns = Dictionary(ticks.map { (raster.column(of: $0), $0) }) { first, _ in first }
    let line = (0..<raster.columns).map { columns[$0] == nil ? "─" : "┬" }.joined()
    var numbers = String(repeating: " ", count: margin)
    for tick in ticks {
      let text = "\(tick)"
      // The last digit stands below its tick.
      let start = margin + raster.column(of: tick) + 1 - text.count
      numbers += String(repeating: " ", count: max(0, start - numbers.count)) + text
    }
    numbers += Self.name
    return [
      style.aside(String(repeating: " ", count: margin - 1) + "└" + line), style.aside(numbers),
    ]
  }

  /// True for 1, 2, 5, 10, 20, 50 and so on.
  private static func isRound(_ number: Int) -> Bool {
    var rest = number
    while rest.isMultiple(of: 10) { rest /= 10 }
    return [1, 2, 5].contains(rest)
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private func colored(_ piece: CurveRaster.Piece) -> String {
    switch piece.role {
    case .empty: style.aside(piece.text)
    case .line: style.path(piece.text)
    case .point: style.strong(piece.text)
    case .multiple: style.good(piece.text)
    case .letter: style.strong(style.bad(piece.text))
    }
  }
}

// MARK: - What the signs mean

extension CurveTextPlot {
  private func captions(_ picture: CurvePicture, _ raster: CurveRaster) -> [String] {
    var captions: [String] = []
    switch raster.scale {
    case .separate: break
    case .halves: captions.append("A character holds two places, one above the other.")
    case .dots(elements: 1): captions.append("A character holds 2 × 4 places.")
    case .dots(let elements):
      captions.append(
        "A dot stands for \(elements) × \(elements) places, so that several points may share it.")
    }
    if let multiples = picture.multiplesCaption { captions.append(multiples) }
    guard let addition = picture.addition else {
      return captions + ["O, the point at infinity, has no place here."]
    }
    return captions + addition.sentences(lineMark: "× ")
  }
}
