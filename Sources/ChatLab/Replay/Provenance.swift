import Rendering
import Transport

/// The trees of the values of a transcript.
struct Provenance {
  private var values: [String: JSONValue] = [:]
  private var order: [String] = []
  /// How many columns a value needs beside the branches of the tree.
  private static let leastRoom = 24
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
    let layout = TextLayout(columns: columns)
    func remark(_ text: String) -> [String] {
      layout.wrap(escapingControls(text), first: first, next: rest + "  ")
    }
    guard let value = values[identifier] else { return remark("\(identifier): not there") }
    let name = value["name"]?.string ?? identifier
    guard !shown.contains(identifier) else { return remark("\(name): see above") }
    // A file can nest as deeply as it likes; the width is the end of the tree.
    guard rest.count + Self.leastRoom <= columns else {
      return remark("\(name): ask for \(identifier) itself")
    }
    shown.insert(identifier)
    let children = children(of: value)
    let margin = rest + (children.isEmpty ? "  " : "│ ")
    var lines = layout.wrap(
      escapingControls("\(name): \(description(of: value))"), first: first, next: margin)
    if let hex = value["hex"]?.string, !hex.isEmpty {
      let digits = escapingControls(hex)
      let room = columns - margin.count
      lines.append(margin + (digits.count > room ? "\(digits.prefix(room - 1))…" : digits))
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
}
