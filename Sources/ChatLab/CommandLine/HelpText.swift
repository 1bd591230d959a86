import Rendering

/// The help of a command, in the layout of swift-argument-parser, made from its declarations.
struct HelpText {
  private let path: [any Command]
  private let globals: [any Declared]
  private let columns: Int

  /// Where the explanations begin, as in swift-argument-parser.
  private static let explanationColumn = 26

  /// Prepares the help of the last command of a path, fitted to a width.
  init(path: [any Command], globals: [any Declared], columns: Int) {
    self.path = path
    self.globals = globals
    self.columns = columns
  }

  private var command: any Command { path[path.count - 1] }
  private var title: String { path.map(\.name).joined(separator: " ") }

  /// The text, ending in a newline.
  var text: String {
    let arguments = command.parameters.map(\.declaration).filter { $0.kind == .argument }
    let sections: [[String]] = [
      overview,
      paragraph("USAGE: \(usage)", indent: 7),
      section("ARGUMENTS", arguments.map { (label($0), explanation($0)) }),
      section("OPTIONS", options),
      section("SUBCOMMANDS", command.subcommands.map { ($0.name, $0.abstract) }),
      command.subcommands.isEmpty ? [] : ["  See '\(seeAlso)' for detailed help."],
    ]
    return sections.filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var overview: [String] {
    let paragraphs = command.discussion.split(separator: "\n\n").map { block in
      // An indented block is a table or an example, and stays as it is.
      block.hasPrefix("  ")
        ? block.split(separator: "\n").map(String.init) : paragraph(String(block), indent: 0)
    }
    return paragraphs.reduce(paragraph("OVERVIEW: \(command.abstract)", indent: 0)) {
      $0 + [""] + $1
    }
  }

  private var usage: String {
    var words = [title]
    for parameter in command.parameters.map(\.declaration) {
      let once = parameter.kind == .argument ? parameter.spelling : label(parameter)
      let repeated = parameter.isRepeated ? once + " ..." : once
      words.append(parameter.isRequired ? repeated : "[\(repeated)]")
    }
    if !command.subcommands.isEmpty { words.append("<subcommand>") }
    return words.joined(separator: "\u{1F}")
  }

  private var seeAlso: String {
    ([path[0].name, "help"] + path.dropFirst().map(\.name) + ["<subcommand>"])
      .joined(separator: " ")
  }

  private var options: [(label: String, explanation: String)] {
    let own = command.parameters.map(\.declaration).filter { $0.kind != .argument }
    var rows = (own + globals.map(\.declaration)).map { (label($0), explanation($0)) }
    if path.count == 1 { rows.append(("--version", "Show the version.")) }
    rows.append(("-h, --help", "Show help information."))
    return rows
  }

  private func label(_ parameter: Declaration) -> String {
    parameter.kind == .option
      ? "\(parameter.spelling) \(parameter.values)" : parameter.spelling
  }

  private func explanation(_ parameter: Declaration) -> String {
    var facts: [String] = []
    if !parameter.choices.isEmpty {
      facts.append("values: \(parameter.choices.joined(separator: ", "))")
    }
    if let text = parameter.defaultText { facts.append("default: \(text)") }
    return facts.isEmpty ? parameter.help : "\(parameter.help) (\(facts.joined(separator: "; ")))"
  }
}

// MARK: - Layout

extension HelpText {
  /// A heading and its rows: a label, and an explanation beside it, or below it where the label
  /// is long.
  private func section(
    _ heading: String, _ rows: [(label: String, explanation: String)]
  ) -> [String] {
    guard !rows.isEmpty else { return [] }
    let indent = HelpText.explanationColumn
    let margin = String(repeating: " ", count: indent)
    return ["\(heading):"]
      + rows.flatMap { label, explanation in
        let lines = wrap(explanation, to: columns - indent)
        let head = "  \(label)"
        let width = displayWidth(of: head)
        guard width < indent else { return [head] + lines.map { margin + $0 } }
        let first = head + String(repeating: " ", count: indent - width) + (lines.first ?? "")
        return [first] + lines.dropFirst().map { margin + $0 }
      }
  }

  /// A paragraph whose lines after the first are indented.
  private func paragraph(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let lines = wrap(text, to: columns, indent: indent)
    return lines.prefix(1) + lines.dropFirst().map { margin + $0 }
  }

  /// Breaks a text between its words; a word that is too long stands alone.
  ///
  /// In a text with unit separators (U+001F), these take the place of the spaces.
  private func wrap(_ text: String, to width: Int, indent: Int = 0) -> [String] {
    let hasUnits = text.contains("\u{1F}")
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { hasUnits ? $0 == "\u{1F}" : $0.isWhitespace }) {
      let available = lines.isEmpty ? width : width - indent
      if line.isEmpty {
        line = String(word)
      } else if displayWidth(of: line) + 1 + displayWidth(of: word) <= available {
        line += " \(word)"
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
