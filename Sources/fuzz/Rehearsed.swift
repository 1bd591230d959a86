import ChatLab

/// A command line that was run, with claims that hold whatever stood in it and in its files.
enum Rehearsed {
  /// Claims that a command line ends with one of some statuses, and with one line if it fails.
  static func check(_ words: [String], statuses: [Int32]) throws {
    let result = Program.rehearse(words)
    try Claim.that(statuses.contains(result.status), "status \(result.status)")
    guard result.status != 0 else { return }
    let said = String(decoding: result.diagnostics, as: UTF8.self)
    try Claim.isPlain(said, lines: true)
    let lines = said.split(separator: "\n", omittingEmptySubsequences: false)
    try Claim.that(
      lines.count == 2 && lines[0].hasPrefix("error: ") && lines[1].isEmpty,
      "a failure has one line: \(said.prefix(200))")
  }

  /// The same for a command whose product is text for a terminal.
  static func checkText(_ words: [String], statuses: [Int32]) throws {
    try check(words, statuses: statuses)
    try Claim.isPlain(String(decoding: Program.rehearse(words).output, as: UTF8.self), lines: true)
  }
}
