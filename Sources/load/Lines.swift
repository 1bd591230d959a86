/// The lines of one user as another one has heard them.
struct Lines {
  /// Whose lines they are.
  let speaker: String
  /// The length of each in bytes.
  let length: Int
  /// How often each of them was heard, by its number.
  private var counts: [Int] = []
  private(set) var heard = 0
  /// How many came before one that was said earlier.
  private(set) var reordered = 0
  /// How many the speaker never said.
  private(set) var altered = 0

  init(of speaker: String, length: Int) {
    self.speaker = speaker
    self.length = length
  }

  /// The line that somebody says.
  static func text(_ number: Int, of name: String, length: Int) -> String {
    let start = "\(name) \(number) "
    return start + String(repeating: "x", count: max(0, length - start.utf8.count))
  }

  /// Takes a line that was heard.
  mutating func hear(_ octets: [UInt8]) {
    let text = String(decoding: octets, as: UTF8.self)
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let number = Int(words[1]), (0..<1 << 24).contains(number),
      text == Self.text(number, of: speaker, length: length)
    else {
      altered += 1
      return
    }
    heard += 1
    if number < counts.count - 1 { reordered += 1 }
    if number >= counts.count {
      counts += Array(repeating: 0, count: number + 1 - counts.count)
    }
    counts[number] += 1
  }

  /// How many of the first lines were not heard.
  func lost(of expected: Int) -> Int {
    max(0, expected - counts.count) + counts.prefix(expected).count { $0 == 0 }
  }

  /// How many were heard more than once.
  var doubled: Int { counts.count { $0 > 1 } }
  /// How many were not heard though later ones were.
  var gaps: Int { counts.count { $0 == 0 } }
}
