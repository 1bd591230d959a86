/// Finds what a mistyped word was meant to be.
enum Spelling {
  /// Returns `; did you mean 'X'?` for the nearest of some words, or nothing when none is near.
  static func suggestion(for word: String, among words: [String]) -> String {
    nearest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// Returns the nearest of some words: one that begins with the word, or else one at most a
  /// third of its length away; the first of several that are equally near.
  static func nearest(to word: String, among words: [String]) -> String? {
    guard word.count <= 64 else { return nil }
    let ranked = words.map { candidate in
      let isBeginning = word.count >= 2 && candidate.lowercased().hasPrefix(word.lowercased())
      return (
        candidate: candidate,
        distance: isBeginning ? 0 : distance(word.lowercased(), candidate.lowercased())
      )
    }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    let allowed = max(1, (max(word.count, best.candidate.count) + 2) / 3)
    return best.distance <= allowed ? best.candidate : nil
  }

  /// Returns the Damerau–Levenshtein distance of two words in its restricted form (optimal
  /// string alignment): insertions, deletions, substitutions, and exchanged neighbours.
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left)
    let b = Array(right)
    // Rows i - 2, i - 1 and i of the table of distances between the first i and j characters.
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let substituted = last[j] + (a[i] == b[j] ? 0 : 1)
        var best = min(substituted, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
