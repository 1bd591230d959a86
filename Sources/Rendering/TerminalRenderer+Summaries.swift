import Terms
import Transcripts

extension TerminalRenderer {
  /// Who can know the values of a stage, one line for each circle.
  func canKnow(_ terms: [Term], _ knowledge: KnowledgeReport) -> [String] {
    knowledge.groups(of: terms).enumerated().flatMap { index, group in
      let names = group.terms.map(\.name).joined(separator: ", ")
      let knowers = group.knowers.isEmpty ? "nobody" : group.knowers.joined(separator: ", ")
      return note(index == 0 ? "can know" : "", "\(names): \(knowers)")
    }
  }

  /// Who can know what after a run, and how those who should not know come to it.
  ///
  /// - Parameters:
  ///   - transcript: The run.
  ///   - knowledge: Who was asked about.
  ///   - users: The observers who are meant to know the secrets.
  /// - Returns: The lines of the page.
  public func whoKnows(
    _ transcript: Transcript, _ knowledge: KnowledgeReport, users: [String]
  ) -> [String] {
    var lines = heading("WHO KNOWS, after the run, from what each holds and sees")
    for group in knowledge.groups(of: transcript.stages.flatMap(\.values)) {
      let knowers = group.knowers.isEmpty ? "nobody" : group.knowers.joined(separator: ", ")
      lines += layout.wrap(knowers, indent: 4).map(style.heading)
      lines += layout.wrap(group.terms.map(\.name).joined(separator: " "), indent: 6) + [""]
    }
    let keys = knowledge.sharedKeys(in: transcript, users: users)
    for (name, holders, count) in keys {
      let both = holders.joined(separator: " and ")
      let verdict =
        count == 1
        ? "one normal form, \(both) share it" : "\(count) normal forms, \(both) do not share it"
      lines += layout.wrap("\(name): \(verdict)", indent: 4, hanging: 6)
    }
    if !keys.isEmpty { lines.append("") }
    for observer in knowledge.observers where !users.contains(observer) {
      lines += secrets(knowledge, learntBy: observer)
    }
    return lines
  }

  /// The secrets of others that an observer learns, each with the step that gives it away.
  private func secrets(_ knowledge: KnowledgeReport, learntBy observer: String) -> [String] {
    let learnt = knowledge.secrets(learntBy: observer)
    guard !learnt.isEmpty else {
      return layout.wrap(
        "\(observer) learns nothing that others drew or typed and did not send openly.", indent: 4)
        + [""]
    }
    var lines = layout.wrap(
      "\(observer) learns what others drew or typed and did not send openly:", indent: 4)
    for (secret, reason) in learnt {
      let how =
        switch reason {
        case .opened(let term): "given away by \(term.name)"
        case .computed(let term): term.formula
        case .isPublic, .own, .seen: "seen"
        }
      let value = ValueText.plain(secret).map { " = \($0)" } ?? ""
      lines += layout.wrap("\(secret.name)\(value): \(how)", indent: 6, hanging: 8)
    }
    return lines + [""]
  }

  /// A secret that an observer of a message can now compute, and how.
  public func finding(
    _ secret: Term, _ reason: Knowledge.Reason, by observer: String
  ) -> [String] {
    let way =
      switch reason {
      case .opened(let from): "given away by \(from.name)"
      case .computed(let by): "computed, \(by.formula)"
      case .seen: "it crossed the wire"
      case .own, .isPublic: "its own"
      }
    let lines = note("can know", "\(observer): \(secret.name), \(way)").map(style.bad)
    guard !secret.bytes.isEmpty else { return lines }
    let plain = ValueText.plain(secret).map { layout.wrap($0, indent: 14) } ?? []
    let digits = ValueText.hexLines(secret.bytes, columns: layout.columns - 14)
    return lines + (plain + digits.map { "              \($0)" }).map(style.bad)
  }

  /// The remark that a message gives no secret to an observer.
  public func noFinding(by observer: String) -> [String] {
    note("can know", "\(observer): no more than what crosses the wire").map(style.good)
  }

  /// What each actor computed and sent.
  public func costs(_ report: CostReport) -> [String] {
    var lines = heading("COST, counted in the operations of the readable form")
    let titles = [
      ("hash", "compressions"), ("block cipher", "calls"), ("modular", "products"),
      ("bytes", "sent"), ("messages", "sent"),
    ]
    let rows = report.actors.map { entry in
      [
        entry.cost.compressions, entry.cost.blockCipherCalls, entry.cost.modularMultiplications,
        entry.bytes, entry.messages,
      ].map(String.init)
    }
    let names = report.actors.map(\.actor.name)
    let table = table(
      [[""] + titles.map(\.0), [""] + titles.map(\.1)] + zip(names, rows).map { [$0] + $1 })
    if table.allSatisfy({ displayWidth(of: $0) <= layout.columns }) {
      lines += table
    } else {
      for (name, row) in zip(names, rows) {
        let parts = zip(titles, row).map { "\($0.0) \($0.1): \($1)" }
        lines += layout.wrap(
          "\(name): \(parts.joined(separator: ", "))", indent: 4, hanging: 6)
      }
    }
    lines += [""]
    lines += layout.wrap(
      "\(report.flights) flights: runs of messages in one direction. Drawing random values, primes"
        + " among them, is not counted.", indent: 4)
    return lines + [""]
  }

  /// The title of a page, and an empty line.
  private func heading(_ text: String) -> [String] {
    layout.wrap(text, indent: 0).map(style.heading) + [""]
  }

  /// Rows in columns, the first flush left and the others flush right.
  private func table(_ rows: [[String]]) -> [String] {
    let widths = (0..<rows[0].count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }
      return "    " + cells.joined(separator: "  ")
    }
  }
}

extension TerminalRenderer {
  /// The page before the first stage: what is run, and what must be said once.
  public func introduction(_ settings: [Transcript.Setting]) -> [String] {
    var lines = layout.spread(" 0  RUN", "")
    lines[0] = style.heading(lines[0])
    for setting in settings where setting.name != "command" {
      lines += note(setting.name, escapingControls(setting.value))
    }
    lines += [""]
    lines += layout.wrap(
      "Everything is shown, secrets too: this is a lab. Use none of it elsewhere.", indent: 4)
    return lines + [""]
  }

  /// A line that begins the screen of somebody.
  public func title(_ text: String) -> [String] {
    let rule = String(repeating: "═", count: max(0, layout.columns - displayWidth(of: text) - 1))
    return [style.heading("\(text) \(rule)"), ""]
  }

  /// A titled paragraph for each line.
  public func summary(_ title: String, _ lines: [String]) -> [String] {
    heading(title) + lines.flatMap { layout.wrap($0, indent: 4, hanging: 6) } + [""]
  }
}
