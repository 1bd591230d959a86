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
  public func whoKnows(
    _ transcript: Transcript, _ knowledge: KnowledgeReport, users: [String]
  ) -> [String] {
    var lines = [style.heading("WHO KNOWS, after the run, from what each holds and sees"), ""]
    for group in knowledge.groups(of: transcript.stages.flatMap(\.values)) {
      let knowers = group.knowers.isEmpty ? "nobody" : group.knowers.joined(separator: ", ")
      lines += layout.wrap(knowers, indent: 4).map(style.heading)
      lines += layout.wrap(group.terms.map(\.name).joined(separator: " "), indent: 6) + [""]
    }
    for observer in knowledge.observers where !users.contains(observer) {
      lines += secrets(of: transcript, known: knowledge, by: observer)
    }
    return lines
  }

  /// The keys and texts that an outsider can know, each with the step that gives it away.
  private func secrets(
    of transcript: Transcript, known knowledge: KnowledgeReport, by observer: String
  ) -> [String] {
    var lines: [String] = []
    for group in knowledge.groups(of: transcript.stages.flatMap(\.values))
    where group.knowers.contains(observer) {
      for term in group.terms {
        switch knowledge.reason(for: term, of: observer) {
        case .opened(let from):
          lines += layout.wrap("\(term.name): given away by \(from.name)", indent: 6, hanging: 8)
        case .computed(let by) where !isPublic(by):
          lines += layout.wrap("\(term.name): computed, \(by.formula)", indent: 6, hanging: 8)
        default: break
        }
      }
    }
    let intro =
      lines.isEmpty
      ? "\(observer) can compute nothing beyond what crosses the wires."
      : "\(observer) can compute:"
    return layout.wrap(intro, indent: 4) + lines + [""]
  }

  /// Whether a computed value says no more than the message that it describes.
  private func isPublic(_ term: Term) -> Bool { term.operation is LengthPrefix }

  /// What each actor computed and sent.
  public func costs(_ report: CostReport) -> [String] {
    var lines = [style.heading("COST, counted in the operations of the readable form"), ""]
    lines += table([
      ["", "hash", "block cipher", "modular", "bytes", "messages"],
      ["", "compressions", "calls", "multiplications", "sent", "sent"],
    ] + report.actors.map { entry in
      [
        entry.actor.name, "\(entry.cost.compressions)", "\(entry.cost.blockCipherCalls)",
        "\(entry.cost.modularMultiplications)", "\(entry.bytes)", "\(entry.messages)",
      ]
    })
    lines += [""]
    lines += layout.wrap(
      "\(report.flights) flights: runs of messages in one direction. Drawing random values, primes"
        + " among them, is not counted.", indent: 4)
    return lines + [""]
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
    [style.heading(title), ""] + lines.flatMap { layout.wrap($0, indent: 4, hanging: 6) } + [""]
  }
}
