import PublicKey
import Testing

@testable import Rendering

@Suite("Toy curves as text plots")
struct CurveTextPlotTests {
  /// The places of a curve by trying all pairs of numbers in its equation.
  static func places<Curve: WeierstrassCurve>(of curve: Curve.Type) -> Set<CurvePicture.Place> {
    let p = CurvePicture.small(curve.prime)
    let a = CurvePicture.small(curve.coefficients.a)
    let b = CurvePicture.small(curve.coefficients.b)
    var roots: [Int: [Int]] = [:]
    for y in 0..<p { roots[y * y % p, default: []].append(y) }
    var places: Set<CurvePicture.Place> = []
    for x in 0..<p {
      for y in roots[(x * x * x + a * x + b) % p] ?? [] {
        places.insert(CurvePicture.Place(x: x, y: y))
      }
    }
    return places
  }

  /// What a plot shows: the dots or halves that are set, by their column and row from the bottom.
  private static func marks(_ lines: [String], picture: CurvePicture) -> [(x: Int, y: Int)] {
    let margin = "\(picture.prime - 1)".count + 3
    let plane = lines.drop { !$0.hasPrefix("y ") }.prefix { !$0.contains("└") }
    var marks: [(x: Int, y: Int)] = []
    for (row, line) in plane.reversed().enumerated() {
      for (column, character) in Array(line).dropFirst(margin).enumerated() {
        switch character {
        case " ", "·": break
        case "●": marks.append((column, row))
        case "▄": marks.append((column, 2 * row))
        case "▀": marks.append((column, 2 * row + 1))
        case "█": marks += [(column, 2 * row), (column, 2 * row + 1)]
        default: marks += dots(character).map { (2 * column + $0.right, 4 * row + $0.up) }
        }
      }
    }
    return marks
  }

  /// The dots of a character for the blind, which Unicode numbers 1 to 8 in this order.
  private static func dots(_ character: Character) -> [(right: Int, up: Int)] {
    guard let scalar = character.unicodeScalars.first, (0x2800...0x28ff).contains(scalar.value)
    else {
      Issue.record("'\(character)' in the plane")
      return []
    }
    let places = [(0, 3), (0, 2), (0, 1), (1, 3), (1, 2), (1, 1), (0, 0), (1, 0)]
    return places.enumerated().filter { (scalar.value - 0x2800) >> UInt32($0.offset) & 1 == 1 }
      .map { (right: $0.element.0, up: $0.element.1) }
  }

  @Test(
    "Every point exactly once: with places of their own, in halves, and as dots",
    arguments: [
      (Toy17.self, 80, "●"), (Toy43.self, 80, "▄"), (Toy43.self, 120, "●"), (Toy61.self, 80, "▄"),
      (Toy67.self, 80, "▀"), (Toy67.self, 160, "●"), (Toy127.self, 80, "⠄"),
      (Toy127.self, 140, "▄"), (Toy257.self, 140, "⠄"), (Toy257.self, 500, "▄"),
    ] as [(any WeierstrassCurve.Type, Int, Character)])
  func everyPoint(curve: any WeierstrassCurve.Type, columns: Int, sign: Character) throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let picture = try CurvePicture(of: curve)
      let lines = CurveTextPlot(columns: columns).lines(picture)
      #expect(lines.contains { $0.contains(sign) })
      let marks = Self.marks(lines, picture: picture)
      let width = sign == "●" ? 2 : 1
      for (x, _) in marks where width == 2 { #expect(x % 2 == 1) }
      let found = marks.map { CurvePicture.Place(x: $0.x / width, y: $0.y) }
      let expected = Self.places(of: curve)
      #expect(found.count == expected.count && Set(found) == expected)
    }
    try check(curve)
  }

  @Test(
    "Where a dot stands for several places, it is set if one of them is a point",
    arguments: [(Toy257.self, 80, 2), (Toy1009.self, 80, 8), (Toy1009.self, 40, 17)]
      as [(any WeierstrassCurve.Type, Int, Int)])
  func sharedDots(curve: any WeierstrassCurve.Type, columns: Int, most: Int) throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let picture = try CurvePicture(of: curve)
      let lines = CurveTextPlot(columns: columns).lines(picture)
      let caption = lines.joined(separator: " ").replacing("   ", with: " ")
      let size = try #require(
        (2...most).first { caption.contains("A dot stands for \($0) × \($0) places") })
      let found = Self.marks(lines, picture: picture)
        .map { CurvePicture.Place(x: $0.x, y: $0.y) }
      let expected = Self.places(of: curve).map {
        CurvePicture.Place(x: $0.x / size, y: $0.y / size)
      }
      #expect(found.count == Set(found).count && Set(found) == Set(expected))
    }
    try check(curve)
  }

  @Test("No line is wider than asked, whatever is marked", arguments: NamedCurve.toys)
  func width(curve: any WeierstrassCurve.Type) throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let plain = try CurvePicture(of: curve)
      for columns in [40, 57, 80, 81, 200, 500] {
        #expect(CurveTextPlot.leastColumns(for: plain) <= columns)
        for line in CurveTextPlot(columns: columns).lines(plain) {
          #expect(displayWidth(of: line) <= columns)
        }
      }
      for multiples in [0, 1, 9, 10] {
        let marked = try CurvePicture(
          of: curve, multiples: multiples, adding: (Curve.basePoint, Curve.basePoint))
        let least = CurveTextPlot.leastColumns(for: marked)
        // No command asks for more than 500 columns.
        for columns in [least, least + 1, least + 100] where columns <= 500 {
          for line in CurveTextPlot(columns: columns).lines(marked) {
            #expect(displayWidth(of: line) <= columns)
          }
        }
      }
    }
    try check(curve)
  }

  @Test("The textbook's curve as it stands on a screen of 80 by 24")
  func textbook() throws {
    let picture = try CurvePicture(
      of: Toy17.self, adding: (.coordinates(x: 5, y: 1), .coordinates(x: 10, y: 6)))
    #expect(
      CurveTextPlot().lines(picture).joined(separator: "\n") == """
        toy-17: 18 points and O                            y^2 = x^3 + 2 x + 2 modulo 17
        y 16┤ · · · R · ● · · · ● · · · · · · ·
          15┤ · · × · · · · · · · · · · · · · ·
          14┤ · × · · · · ● · · · · · · · · · ·
          13┤ × · · · · · · · · · · · · · · · ●
          12┤ · · · · · · · · · · · · · · · · ×
          11┤ ● · · · · · · ● · · ● · · · · × ·
          10┤ · · · · · · · · · · · · · ● × · ·
           9┤ · · · · · · · · · · · · · × · · ·
           8┤ · · · · · · · · · · · · × · · · ·
           7┤ · · · · · · · · · · · × · ● · · ·
           6┤ ● · · · · · · ● · · Q · · · · · ·
           5┤ · · · · · · · · · × · · · · · · ·
           4┤ · · · · · · · · × · · · · · · · ●
           3┤ · · · · · · ● × · · · · · · · · ·
           2┤ · · · · · · × · · · · · · · · · ·
           1┤ · · · S · P · · · ● · · · · · · ·
           0┤ · · · · × · · · · · · · · · · · ·
            └─┬───┬───┬───┬───┬───┬───┬───┬───┬
              0   2   4   6   8  10  12  14  16  x
          P = (5, 1), Q = (10, 6).
          × The line y = x + 13 meets the curve again in R = (3, 16).
          S = P + Q is the opposite of R: (3, 1).
        """)
  }

  @Test("Each multiple has its number, and the other points their sign")
  func multiples() throws {
    let picture = try CurvePicture(of: Toy17.self, multiples: 12)
    let lines = CurveTextPlot().lines(picture)
    for (index, point) in Toy17.multiplesOfBase.enumerated().dropFirst() {
      let place = try #require(CurvePicture.place(of: point))
      let line = Array(lines[17 - place.y])
      let cell = String(line[(5 + 3 * place.x)..<(8 + 3 * place.x)]).drop { $0 == " " }
      #expect(cell == (index <= 12 ? "\(index)" : "●"))
    }
    #expect(lines.last == "  O, the point at infinity, has no place here.")
    #expect(lines.contains("  A number k marks the multiple k G; G = (5, 1)."))
  }

  @Test("What the captions say of tangents, opposite points and the zero")
  func captions() throws {
    func sentences(_ p: AffinePoint, _ q: AffinePoint) throws -> [String] {
      try CurveAddition(of: p, q, on: Toy17.self).sentences()
    }
    let multiples = Toy17.multiplesOfBase
    #expect(
      try sentences(multiples[5], multiples[5]) == [
        "P = Q = (9, 16).", "The tangent y = 5 x + 5 meets the curve again in R = (7, 6).",
        "S = P + Q is the opposite of R: (7, 11).",
      ])
    #expect(
      try sentences(multiples[3], multiples[16]) == [
        "P = (10, 6), Q = (10, 11).",
        "The line x = 10 has no other point of the curve, and meets it at infinity.",
        "S = P + Q = O, the point at infinity.",
      ])
    #expect(
      try sentences(multiples[1], multiples[17])[1]
        == "The line y = 13 x + 4 touches the curve in R = P.")
    #expect(
      try sentences(.infinity, multiples[1]) == [
        "P = O, Q = (5, 1).", "The line x = 5 meets the curve again in R = (5, 16).",
        "S = P + Q is the opposite of R: (5, 1).",
      ])
    #expect(
      try sentences(.infinity, .infinity) == [
        "P = Q = O.", "S = P + Q = O, as O is the zero of the addition.",
      ])
  }

  @Test("Escape codes only when asked for, and then around the same text")
  func color() throws {
    let picture = try CurvePicture(
      of: Toy17.self, multiples: 3, adding: (Toy17.basePoint, Toy17.basePoint))
    let plain = CurveTextPlot().lines(picture)
    #expect(!plain.joined().contains("\u{1B}"))
    let colored = CurveTextPlot(usesColor: true).lines(picture)
    #expect(colored.joined().contains("\u{1B}["))
    #expect(colored.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") } == plain)
  }
}
