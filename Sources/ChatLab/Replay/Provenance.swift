import Rendering

/// The trees of the values of a transcript.
struct Provenance {
  private var values: [String: JSONValue] = [:]
  private var order: [String] = []
  /// The value behind a field of a message, from the side that sent it.
  private var sent: [String: String] = [:]
  /// The stage in which a value first appears.
  private var stages: [String: Int] = [:]

  /// Collects the values and messages of a transcript.
  init(_ transcript: TranscriptFile) {
    for stage in transcript.stages {
      for value in stage["values"]?.elements ?? [] {
        guard let identifier = value["id"]?.string else { continue }
        if values[identifier] == nil { order.append(identifier) }
        values[identifier] = value
        stages[identifier] = stage["stage"]?.integer
      }
      for message in stage["messages"]?.elements ?? []
      where message["direction"]?.string == "sent" {
        for field in message["fields"]?.elements ?? [] {
          guard let identifier = message["id"]?.string, let name = field["name"]?.string else {
            continue
          }
          sent["\(identifier).\(name)"] = field["value"]?.string
        }
      }
    }
  }

  /// The names of all values, each once.
  var names: [String] { Array(Set(values.values.compactMap { $0["name"]?.string })).sorted() }

  /// The ids of the values with a name, or of the one with that id.
  func identifiers(named name: String) -> [String] {
    if values[name] != nil { return [name] }
    return order.filter { values[$0]?["name"]?.string == name }
  }

  /// The tree of a value, the value itself first.
  func tree(of identifier: String, columns: Int) -> [String] {
    var shown: Set<String> = []
    return lines(identifier, first: "", rest: "", &shown, columns)
  }

  private func lines(
    _ identifier: String, first: String, rest: String, _ shown: inout Set<String>, _ columns: Int
  ) -> [String] {
    guard let value = values[identifier] else { return ["\(first)\(identifier): not there"] }
    let name = value["name"]?.string ?? identifier
    let isRepeated = !shown.insert(identifier).inserted
    let children = isRepeated ? [] : self.children(of: value)
    let how = isRepeated ? "see above" : description(of: value)
    var lines = wrap(
      escapingControls("\(name): \(how)"), first, rest + (children.isEmpty ? "  " : "│ "), columns)
    if !isRepeated, let hex = value["hex"]?.string {
      let room = max(8, columns - rest.count - 2)
      let digits = hex.count > room ? "\(hex.prefix(room - 1))…" : hex
      if !digits.isEmpty { lines.append("\(rest)\(children.isEmpty ? "  " : "│ ")\(digits)") }
    }
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      lines += self.lines(
        child, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "),
        &shown, columns)
    }
    return lines
  }

  private func children(of value: JSONValue) -> [String] {
    if let message = value["message"]?.string, let field = value["field"]?.string {
      return sent["\(message).\(field)"].map { [$0] } ?? []
    }
    return (value["operands"]?.elements ?? []).compactMap(\.string)
  }

  private func description(of value: JSONValue) -> String {
    func text(_ name: String) -> String { value[name]?.string ?? "?" }
    let identifier = text("id")
    let stage = stages[identifier].map { ", stage \($0)" } ?? ""
    switch value["origin"]?.string {
    case "drawn":
      let source = text("source")
      return "\(text("from")), drawn by \(text("by")) from \(source)\(stage)"
    case "given": return "\(text("as")), \(text("by"))\(stage)"
    case "constant": return "constant"
    case "received": return "received in \(text("message")), field \(text("field"))\(stage)"
    case "hidden": return "a secret of \(text("of"))"
    default: return "\(text("formula")) [\(text("citation"))]\(stage)"
    }
  }

  /// Breaks a line between words, with the branches of the tree in front.
  private func wrap(_ text: String, _ first: String, _ rest: String, _ columns: Int) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, displayWidth(of: line) + 1 + displayWidth(of: word) > columns {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
