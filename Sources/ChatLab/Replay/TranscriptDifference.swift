import Transport

/// The first place where a transcript is not what its run gives again.
struct TranscriptDifference {
  /// One line: the stage, the field, what the file says, and what the run gives.
  let text: String

  /// Compares two lists of lines; nil if they are equal to the byte.
  init?(recorded: [String], rebuilt: [String]) {
    for index in 0..<max(recorded.count, rebuilt.count) {
      guard index < rebuilt.count else {
        text = "stage \(index): the file has it, the run does not"
        return
      }
      guard index < recorded.count else {
        text = "stage \(index): the run has it, the file does not"
        return
      }
      // Octets, as strings count as equal when they only look alike (U+00FC, and u with U+0308).
      guard Array(recorded[index].utf8) != Array(rebuilt[index].utf8) else { continue }
      guard let old = JSONValue(line: recorded[index]), let new = JSONValue(line: rebuilt[index])
      else {
        text = "stage \(index): not JSON"
        return
      }
      let difference = Self.first(old, new, at: [])
      text = "stage \(index), \(difference ?? "written in another way than a transcript is")"
      return
    }
    return nil
  }

  /// The path to the first difference of two values, with both sides.
  private static func first(_ old: JSONValue, _ new: JSONValue, at path: [String]) -> String? {
    switch (old, new) {
    case (.object(let oldMembers), .object(let newMembers)):
      // Numbers, identifiers and names first: they tell where one is.
      let others = Set(oldMembers.keys).union(newMembers.keys).subtracting(leading).sorted()
      for name in leading + others where oldMembers[name] != newMembers[name] {
        guard let left = oldMembers[name] else { return "\(place(path + [name])): missing" }
        guard let right = newMembers[name] else { return "\(place(path + [name])): not expected" }
        if let difference = first(left, right, at: path + [name]) { return difference }
      }
      return nil
    case (.array(let oldElements), .array(let newElements)):
      for index in 0..<min(oldElements.count, newElements.count) {
        let label = newElements[index]["name"]?.string ?? "\(index)"
        if let difference = first(oldElements[index], newElements[index], at: path + [label]) {
          return difference
        }
      }
      guard oldElements.count != newElements.count else { return nil }
      return "\(place(path)): \(oldElements.count) recorded, \(newElements.count) rebuilt"
    default:
      guard old != new else { return nil }
      return "\(place(path)): recorded \(excerpt(old, new)), rebuilt \(excerpt(new, old))"
    }
  }

  /// The members that are compared before all others.
  private static let leading = ["stage", "id", "name"]

  private static func place(_ path: [String]) -> String { path.joined(separator: " / ") }

  /// A value around the place where it differs from another one.
  private static func excerpt(_ value: JSONValue, _ other: JSONValue) -> String {
    guard let text = value.string, let otherText = other.string, text.count > 44 else {
      return value.summary
    }
    let common = zip(text, otherText).prefix { $0 == $1 }.count
    let start = max(0, common - 8)
    return "\(start > 0 ? "…" : "")\(text.dropFirst(start).prefix(36))…"
  }
}
