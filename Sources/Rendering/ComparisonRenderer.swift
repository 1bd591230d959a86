import Transcripts

/// The comparison of two runs as text for a terminal, or as JSON.
public struct ComparisonRenderer: Sendable {
  private typealias Difference = RunComparison.Difference

  private let layout: TextLayout
  private let style: TextStyle

  /// The format of the JSON and its version.
  public static let schema = "chat-lab.diff/1"

  /// Creates a renderer for a width in columns; `usesColor` allows escape codes.
  public init(columns: Int = 80, usesColor: Bool = false) {
    layout = TextLayout(columns: columns)
    style = TextStyle(usesColor: usesColor)
  }

  // MARK: Text

  /// The lines of a comparison; `names` are those of the two runs.
  public func lines(
    _ comparison: RunComparison, names: (first: String, second: String),
    settings: (first: [Transcript.Setting], second: [Transcript.Setting])
  ) -> [String] {
    var lines: [String] = []
    for (side, name, told) in [
      ("A", names.first, settings.first), ("B", names.second, settings.second),
    ] {
      let words = ["lab", "mode", "size", "through", "as"].compactMap { word in
        told.first { $0.name == word }?.value
      }
      lines += layout.wrap(
        escapingControls("\(name): \(words.joined(separator: ", "))"), first: "\(side)  ",
        next: "   ")
    }
    lines.append("")
    for step in comparison.steps { lines += self.lines(step) }
    lines.append(style.heading("FOR AN ATTACKER, over the whole runs"))
    if comparison.summary.isEmpty { lines.append("    nothing is different") }
    for difference in comparison.summary {
      lines += [""] + layout.wrap("\(difference.name): \(difference.meaning)", indent: 4)
      lines += sides(difference, indent: 6)
    }
    return lines
  }

  private func lines(_ step: RunComparison.Step) -> [String] {
    let stage = step.first ?? step.second
    let numbers = [("A", step.firstNumbers), ("B", step.secondNumbers)]
      .filter { !$0.1.isEmpty }
      .map { side, all in "\(side) \(all.map(String.init).joined(separator: ", "))" }
      .joined(separator: "  ")
    let heading = stage?.heading.rawValue ?? ""
    var lines = layout.spread(
      "\(numbers)  \(heading)", step.actors.map(\.name).joined(separator: ", "))
    lines[0] = style.heading(lines[0])
    switch (step.first, step.second) {
    case (let first?, let second?) where first.title == second.title:
      lines += layout.wrap(escapingControls(first.title), indent: 4)
    default:
      for (side, stage) in [("A", step.first), ("B", step.second)] {
        let title = stage.map { escapingControls($0.title) } ?? "no such step"
        lines += layout.wrap(title, first: "    \(side)  ", next: "       ")
      }
    }
    let differences = step.differences
    lines += additions(differences)
    for difference in differences where difference.subject != .addition {
      lines += self.lines(difference)
    }
    return lines + [""]
  }

  /// The values that one run alone has, by their names.
  private func additions(_ differences: [Difference]) -> [String] {
    let added = differences.filter { $0.subject == .addition }
    return [
      ("only in A", added.filter { $0.second.isEmpty }),
      ("only in B", added.filter { $0.first.isEmpty }),
    ].flatMap { label, values in
      note(label, values.map(\.name).joined(separator: " "))
    }
  }

  private func lines(_ difference: Difference) -> [String] {
    switch difference.subject {
    case .addition: return []
    case .value:
      return note("value", difference.name) + sides(difference, indent: 14)
    case .message:
      return note("fields", difference.name) + sides(difference, indent: 14)
        + meaning(difference)
    case .knowledge:
      return note("knows", "\(difference.name): \(difference.meaning)").map(style.bad)
    case .coverage:
      return note("open", "\(difference.name); \(difference.meaning)").map(style.bad)
    case .check:
      let (side, claim) =
        difference.first.isEmpty ? ("B", difference.second) : ("A", difference.first)
      return note("check", "only \(side): \(claim)") + meaning(difference)
    case .weakness where difference.meaning.isEmpty:
      let (side, text) =
        difference.first.isEmpty ? ("B", difference.second) : ("A", difference.first)
      return note("closes", "\(side)  \(difference.name)  \(text)").map(style.good)
    case .weakness:
      let (side, text) =
        difference.first.isEmpty ? ("B", difference.second) : ("A", difference.first)
      return note("weak", "\(side)  \(difference.name)  \(text) (\(difference.meaning))")
        .map(style.bad)
    case .key:
      return note("key", difference.name) + sides(difference, indent: 14) + meaning(difference)
    }
  }

  private func note(_ label: String, _ text: String) -> [String] {
    let padded = label + String(repeating: " ", count: max(1, 10 - label.count))
    return layout.wrap(
      escapingControls(text), first: "    \(padded)", next: String(repeating: " ", count: 14))
  }

  private func meaning(_ difference: Difference) -> [String] {
    layout.wrap(escapingControls(difference.meaning), indent: 14)
  }

  private func sides(_ difference: Difference, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return [("A", difference.first), ("B", difference.second)].flatMap { side, text in
      layout.wrap(
        escapingControls(text.isEmpty ? "nothing" : text), first: "\(margin)\(side)  ",
        next: "\(margin)   ")
    }
  }

  // MARK: JSON

  /// The comparison as one line of JSON.
  public func json(
    _ comparison: RunComparison, names: (first: String, second: String)
  ) -> String {
    JSONText.object([
      ("schema", .string(Self.schema)), ("a", .string(names.first)),
      ("b", .string(names.second)),
      ("steps", .array(comparison.steps.map(json))),
      ("summary", .array(comparison.summary.map(json))),
    ]).text
  }

  private func json(_ step: RunComparison.Step) -> JSONText {
    .object([
      ("heading", .string((step.first ?? step.second)?.heading.rawValue ?? "")),
      ("a", .array(step.firstNumbers.map(JSONText.number))),
      ("b", .array(step.secondNumbers.map(JSONText.number))),
      ("titleA", .string(step.first?.title ?? "")),
      ("titleB", .string(step.second?.title ?? "")),
      ("differences", .array(step.differences.map(json))),
    ])
  }

  private func json(_ difference: Difference) -> JSONText {
    .object([
      ("subject", .string(difference.subject.rawValue)), ("name", .string(difference.name)),
      ("a", .string(difference.first)), ("b", .string(difference.second)),
      ("meaning", .string(difference.meaning)),
    ])
  }
}
