/// The plane of a curve in characters: how many elements of the field each of them stands for, and
/// what it shows.
struct CurveRaster {
  typealias Place = CurvePicture.Place

  /// How the elements of the field are put into characters.
  enum Scale: Equatable {
    /// Each place has so many characters for itself, in one line.
    case separate(width: Int)
    /// A character has two places, one above the other.
    case halves
    /// A character has two by four dots, and a dot stands for so many elements each way.
    case dots(elements: Int)
  }

  /// What a character shows, for its colour.
  enum Role { case empty, line, point, multiple, letter }

  /// Some characters of a line, which look alike.
  struct Piece: Equatable {
    var text: String
    let role: Role
  }

  let scale: Scale
  private let prime: Int
  private let marks: [Place: Piece]
  private let patterns: [Place: UInt32]

  /// Fits a picture into so many columns, in the largest scale that does; the picture must fit.
  init(_ picture: CurvePicture, columns: Int) {
    prime = picture.prime
    marks = Self.marks(of: picture)
    let scales = Self.scales(for: picture)
    let fitting = scales.first { Self.columns(prime: picture.prime, scale: $0) <= columns }
    precondition(
      fitting != nil || !picture.hasMarks, "a picture with marks needs \(columns) columns")
    scale = fitting ?? .dots(elements: (picture.prime + 2 * columns - 1) / (2 * columns))
    if case .dots(let elements) = scale {
      patterns = Self.patterns(of: picture.points, elements: elements)
    } else {
      patterns = [:]
    }
  }

  /// The least number of columns that a picture needs.
  static func leastColumns(for picture: CurvePicture) -> Int {
    guard picture.hasMarks, let last = scales(for: picture).last else { return 1 }
    return columns(prime: picture.prime, scale: last)
  }

  /// The scales that show every point by itself, the largest first.
  private static func scales(for picture: CurvePicture) -> [Scale] {
    guard picture.hasMarks else { return [.separate(width: 2), .halves, .dots(elements: 1)] }
    let width = "\(max(1, picture.multiples.count))".count
    // Numbers of two digits could not be told apart without a space between them.
    return [.separate(width: width + 1)] + (width == 1 ? [.separate(width: 1)] : [])
  }

  private static func columns(prime: Int, scale: Scale) -> Int {
    switch scale {
    case .separate(let width): prime * width
    case .halves: prime
    case .dots(let elements): (prime + 2 * elements - 1) / (2 * elements)
    }
  }

  /// How many elements of the field there are from one line to the next.
  var elementsPerRow: Int {
    switch scale {
    case .separate: 1
    case .halves: 2
    case .dots(let elements): 4 * elements
    }
  }

  /// The number of lines.
  var rows: Int { (prime + elementsPerRow - 1) / elementsPerRow }

  /// The number of characters in a line.
  var columns: Int { Self.columns(prime: prime, scale: scale) }

  /// The column in which an x-coordinate is shown.
  func column(of x: Int) -> Int {
    switch scale {
    case .separate(let width): x * width + width - 1
    case .halves: x
    case .dots(let elements): x / (2 * elements)
    }
  }

  /// The characters of a line, the lowest being 0.
  func pieces(row: Int) -> [Piece] {
    var pieces: [Piece] = []
    for piece in cells(row: row) {
      if let last = pieces.last, last.role == piece.role {
        pieces[pieces.count - 1].text += piece.text
      } else {
        pieces.append(piece)
      }
    }
    return pieces
  }
}

// MARK: - What stands where

extension CurveRaster {
  private static func marks(of picture: CurvePicture) -> [Place: Piece] {
    var marks: [Place: Piece] = [:]
    for place in picture.addition?.places ?? [] { marks[place] = Piece(text: "×", role: .line) }
    for place in picture.points { marks[place] = Piece(text: "●", role: .point) }
    for (index, place) in picture.multiples.enumerated() {
      marks[place] = Piece(text: "\(index + 1)", role: .multiple)
    }
    for (place, letters) in picture.addition?.letters ?? [:] {
      marks[place] = Piece(text: letters[0], role: .letter)
    }
    return marks
  }

  private func cells(row: Int) -> [Piece] {
    switch scale {
    case .separate(let width):
      return (0..<prime).flatMap { x in
        let mark = marks[Place(x: x, y: row)] ?? Piece(text: "·", role: .empty)
        let space = String(repeating: " ", count: width - mark.text.count)
        return [Piece(text: space, role: .empty), mark]
      }
    case .halves:
      return (0..<prime).map { x in
        let (lower, upper) = (isPoint(x, 2 * row), isPoint(x, 2 * row + 1))
        let text = upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ")
        return Piece(text: text, role: lower || upper ? .point : .empty)
      }
    case .dots:
      return (0..<columns).map { column in
        guard let pattern = patterns[Place(x: column, y: row)],
          let character = Unicode.Scalar(0x2800 + pattern)
        else {
          return Piece(text: " ", role: .empty)
        }
        return Piece(text: String(Character(character)), role: .point)
      }
    }
  }

  private func isPoint(_ x: Int, _ y: Int) -> Bool { marks[Place(x: x, y: y)] != nil }

  /// The dots of each character that has some, by its column and row, as the low bits of its code
  /// (Unicode, Braille Patterns).
  private static func patterns(of points: [Place], elements: Int) -> [Place: UInt32] {
    // The bits of the left and the right dots, from the lowest pair up.
    let bits: [[UInt32]] = [[0x40, 0x80], [0x04, 0x20], [0x02, 0x10], [0x01, 0x08]]
    var patterns: [Place: UInt32] = [:]
    for point in points {
      let (right, up) = (point.x / elements, point.y / elements)
      patterns[Place(x: right / 2, y: up / 4), default: 0] |= bits[up % 4][right % 2]
    }
    return patterns
  }
}

extension CurvePicture {
  /// True when some points are to be told from others.
  var hasMarks: Bool { !multiples.isEmpty || addition != nil }
}
