/// Escape codes around parts of a line, or none.
struct TextStyle: Sendable {
  let usesColor: Bool

  func heading(_ line: String) -> String { wrap(line, "1;36") }
  func aside(_ line: String) -> String { wrap(line, "2") }
  func good(_ line: String) -> String { wrap(line, "32") }
  func bad(_ line: String) -> String { wrap(line, "31") }
  func strong(_ line: String) -> String { wrap(line, "1") }
  func path(_ line: String) -> String { wrap(line, "33") }

  /// Sets the name at the beginning of a line, after four spaces, apart.
  func name(_ line: String, length: Int) -> String {
    guard usesColor, line.count >= 4 + length else { return line }
    let name = line.dropFirst(4).prefix(length)
    return "    " + wrap(String(name), "1") + line.dropFirst(4 + length)
  }

  private func wrap(_ line: String, _ code: String) -> String {
    usesColor && !line.isEmpty ? "\u{1B}[\(code)m\(line)\u{1B}[0m" : line
  }
}
