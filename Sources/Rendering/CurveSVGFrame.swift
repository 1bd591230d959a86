/// The plane of a curve in a picture: where its places are, and what stands around them.
struct CurveSVGFrame: Sendable {
  /// Colours that most people can tell apart, the colour-blind too.
  ///
  /// They are near those of M. Okabe and K. Ito, "Color Universal Design", 2008.
  enum Colors {
    static let text = "#222222"
    static let grid = "#e4e4e4"
    static let axis = "#666666"
    static let point = "#0072b2"
    static let multiple = "#007a5a"
    static let line = "#e69f00"
    static let summand = "#b35900"
    static let sum = "#cc1f66"
  }

  /// A point of the picture.
  struct Position: Equatable {
    let x: Double
    let y: Double
  }

  private let prime: Int
  /// The distance of neighbouring places.
  let unit: Double
  /// How much larger the picture is than the usual one, whose plane is 900 wide.
  let scale: Double

  /// Makes room for p by p places.
  init(prime: Int, leastUnit: Double) {
    self.prime = prime
    unit = max(900 / Double(prime), leastUnit)
    scale = unit * Double(prime) / 900
  }

  private var side: Double { unit * Double(prime) }
  private var left: Double { 70 * scale }
  private var top: Double { 70 * scale }

  /// The width of the picture.
  var width: Double { left + side + 30 * scale }

  /// The width of a line.
  var stroke: Double { min(2.5 * scale, 1 + 0.1 * unit) }

  /// The height of the picture.
  func height(captionLines: Int) -> Double {
    top + side + 90 * scale + Double(captionLines) * 26 * scale
  }

  /// Where an x-coordinate is.
  func x(_ x: Int) -> Double { left + (Double(x) + 0.5) * unit }

  /// Where a y-coordinate is; 0 is at the bottom.
  func y(_ y: Int) -> Double { top + side - (Double(y) + 0.5) * unit }
}

// MARK: - Around the points

extension CurveSVGFrame {
  /// The name of the curve and its equation.
  func heading(_ name: String, _ equation: String) -> [SVGElement] {
    let y = SVGElement.number(44 * scale)
    return [
      text(name, x: left, y: 44 * scale, size: 30, anchor: "start", weight: "bold"),
      SVGElement(
        "text",
        [
          "x": SVGElement.number(left + side), "y": y, "fill": Colors.text, "text-anchor": "end",
          "font-size": SVGElement.number(24 * scale),
        ], text: Self.typeset(equation)),
    ]
  }

  /// Sentences below the plane.
  func caption(_ lines: [String]) -> [SVGElement] {
    lines.enumerated().map { index, line in
      text(
        line, x: left, y: top + side + (90 + 26 * Double(index)) * scale, size: 18,
        anchor: "start")
    }
  }

  /// A line through each place, or through those with a number where the places are many.
  var grid: SVGElement {
    let step = prime <= 70 ? 1 : self.step
    let numbers = stride(from: 0, to: prime, by: step)
    let lines = numbers.flatMap { number in
      [
        line(Position(x: x(number), y: top), Position(x: x(number), y: top + side)),
        line(Position(x: left, y: y(number)), Position(x: left + side, y: y(number))),
      ]
    }
    return SVGElement(
      "g", ["id": "grid", "stroke": Colors.grid, "stroke-width": SVGElement.number(scale)], lines)
  }

  /// The two axes with their numbers and names.
  var axes: SVGElement {
    let bottom = top + side
    let corner = Position(x: left, y: bottom)
    let numbers = stride(from: 0, to: prime, by: step).flatMap { number in
      [
        text("\(number)", x: x(number), y: bottom + 26 * scale, size: 18, anchor: "middle"),
        text("\(number)", x: left - 12 * scale, y: y(number) + 6 * scale, size: 18, anchor: "end"),
      ]
    }
    let names = [
      text("x", x: left + side, y: bottom + 50 * scale, size: 22, anchor: "end", weight: "bold"),
      text("y", x: left - 12 * scale, y: top - 8 * scale, size: 22, anchor: "end", weight: "bold"),
    ]
    let lines = [
      line(corner, Position(x: left + side, y: bottom)), line(corner, Position(x: left, y: top)),
    ]
    return SVGElement(
      "g", ["id": "axes"],
      [
        SVGElement(
          "g", ["stroke": Colors.axis, "stroke-width": SVGElement.number(2 * scale)], lines)
      ] + numbers + names)
  }

  /// The middle between y and p - y.
  var mirror: SVGElement {
    let y = top + side - (Double(prime) + 1) / 2 * unit
    return SVGElement(
      "line",
      [
        "id": "mirror", "x1": SVGElement.number(left), "y1": SVGElement.number(y),
        "x2": SVGElement.number(left + side), "y2": SVGElement.number(y), "stroke": Colors.axis,
        "stroke-width": SVGElement.number(scale),
        "stroke-dasharray": "\(SVGElement.number(6 * scale)) \(SVGElement.number(6 * scale))",
      ])
  }

  /// From number to number on the axes: at most about twenty.
  private var step: Int {
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].first { 22 * $0 >= prime } ?? prime
  }

  private func line(_ start: Position, _ end: Position) -> SVGElement {
    SVGElement(
      "line",
      [
        "x1": SVGElement.number(start.x), "y1": SVGElement.number(start.y),
        "x2": SVGElement.number(end.x), "y2": SVGElement.number(end.y),
      ])
  }

  private func text(
    _ text: String, x: Double, y: Double, size: Double, anchor: String, weight: String = "normal"
  ) -> SVGElement {
    SVGElement(
      "text",
      [
        "x": SVGElement.number(x), "y": SVGElement.number(y), "fill": Colors.text,
        "text-anchor": anchor, "font-weight": weight,
        "font-size": SVGElement.number(size * scale),
      ], text: text)
  }

  /// A text with raised exponents and true minus signs.
  static func typeset(_ text: String) -> String {
    text.replacing("^2", with: "²").replacing("^3", with: "³").replacing("-", with: "−")
  }
}

// MARK: - Straight lines

extension CurveSVGFrame {
  /// The pieces of a line that leaves the plane at one side and enters it at the other.
  func strokes(of addition: CurveAddition) -> [(start: Position, end: Position)] {
    guard let (dx, dy) = addition.direction, let start = addition.places.first else { return [] }
    let p = Double(prime)
    // After p steps from place to place the line is back where it began; these are the times at
    // which it crosses the border, half a unit before 0.
    func crossings(_ speed: Int, from start: Int) -> [Double] {
      guard speed != 0 else { return [] }
      let times = (1...abs(speed)).map { turn -> Double in
        let distance =
          speed > 0
          ? Double(turn) * p - 0.5 - Double(start)
          : Double(start) + 0.5 + Double(turn - 1) * p
        return distance / Double(abs(speed))
      }
      return times.filter { $0 > 0 && $0 < p }
    }
    let times =
      [0] + (crossings(dx, from: start.x) + crossings(dy, from: start.y)).sorted() + [p]
    return zip(times, times.dropFirst()).compactMap { from, to in
      guard to - from > 1e-9 else { return nil }
      // The copy of the plane in which this piece lies.
      let middle = (from + to) / 2
      let right = ((Double(start.x) + Double(dx) * middle + 0.5) / p).rounded(.down)
      let up = ((Double(start.y) + Double(dy) * middle + 0.5) / p).rounded(.down)
      func position(_ time: Double) -> Position {
        Position(
          x: left + (Double(start.x) + Double(dx) * time - right * p + 0.5) * unit,
          y: top + side - (Double(start.y) + Double(dy) * time - up * p + 0.5) * unit)
      }
      return (position(from), position(to))
    }
  }
}
