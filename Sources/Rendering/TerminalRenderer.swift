import Terms
import Transcripts

/// Stages as text for a terminal, a projector or a pipe.
public struct TerminalRenderer: Sendable {
  /// How much of a stage is shown.
  public enum Depth: String, Sendable, CaseIterable {
    /// What happens, the messages and the checks; no values.
    case stages
    /// Every value with its formula.
    case derivations
    /// The same, and every computation from inside.
    case rounds
  }

  let layout: TextLayout
  let style: TextStyle
  private let depth: Depth
  private let weaknesses: [String: Weakness]
  private let knowledge: KnowledgeReport?

  /// Creates a renderer.
  ///
  /// - Parameters:
  ///   - columns: The width of a line.
  ///   - usesColor: Whether escape codes may be used.
  ///   - depth: How much of a stage is shown.
  ///   - weaknesses: What the ids in the stages stand for.
  ///   - knowledge: Who can know the values, if stages are to say so.
  public init(
    columns: Int = 80, usesColor: Bool = false, depth: Depth = .derivations,
    weaknesses: [Weakness] = [], knowledge: KnowledgeReport? = nil
  ) {
    layout = TextLayout(columns: columns)
    style = TextStyle(usesColor: usesColor)
    self.depth = depth
    self.weaknesses = Dictionary(
      weaknesses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.knowledge = knowledge
  }

  /// The lines of a stage, the last one empty; `proofs` says how the checks from outside came out,
  /// by the identity of a term.
  public func lines(
    _ stage: Stage, number: Int, proofs: [ObjectIdentifier: ProofOutcome] = [:]
  ) -> [String] {
    var shown = ShownValues()
    return lines(stage, number: number, proofs: proofs, shown: &shown)
  }

  /// The lines of a stage on a screen that shows others above it: a long value that stands there
  /// already is not written out again.
  public func lines(
    _ stage: Stage, number: Int, proofs: [ObjectIdentifier: ProofOutcome],
    shown: inout ShownValues
  ) -> [String] {
    let label = number < 10 ? " \(number)" : "\(number)"
    var lines = layout.spread("\(label)  \(stage.heading.rawValue)", way(of: stage))
    lines[0] = style.heading(lines[0])
    lines += layout.wrap(escapingControls(stage.title), indent: 4)
    lines += layout.wrap(stage.explanation, indent: 4).map(style.aside)
    if depth != .stages, !stage.values.isEmpty {
      lines.append("")
      for term in stage.values {
        let earlier = shown.stage(showing: term, now: number)
        lines += value(term, proofs[ObjectIdentifier(term)], earlier: earlier)
      }
    }
    var notes: [String] = []
    for exchange in stage.messages { notes += message(exchange) }
    for check in stage.checks {
      notes += note("check", "\(check.holds ? "✓" : "✗") \(check.claim)")
        .map { check.holds ? style.good($0) : style.bad($0) }
    }
    if let knowledge { notes += canKnow(stage.values, knowledge) }
    notes += weaknessNotes("weak", stage.weaknesses).map(style.bad)
    notes += weaknessNotes("closes", stage.closes).map(style.good)
    if !notes.isEmpty { lines += [""] + notes }
    return lines + [""]
  }

  /// A labelled remark, wrapped beside its label.
  func note(_ label: String, _ text: String) -> [String] {
    let padded = label + String(repeating: " ", count: max(1, 10 - label.count))
    return layout.wrap(
      text, first: "    \(padded)", next: String(repeating: " ", count: 14))
  }

  /// The lines of a value: name and origin, formula, notation, hexadecimal digits.
  func value(_ term: Term, _ proof: ProofOutcome?, earlier: Int? = nil) -> [String] {
    var lines = layout.spread(term.name, origin(of: term), indent: 4)
    lines[0] = style.name(lines[0], length: term.name.count)
    if case .computed = term.origin {
      lines += layout.wrap("= \(term.formula)", indent: 6, hanging: 8)
    }
    let hexLines = ValueText.hexLines(term.bytes, columns: layout.columns - 6)
    if let earlier, hexLines.count > 1 {
      lines += layout.wrap(
        "\(hexLines[0].prefix(16))… \(term.bytes.count) bytes, as in stage \(earlier)", indent: 6)
    } else {
      if let plain = ValueText.plain(term) { lines += layout.wrap(plain, indent: 6) }
      lines += (hexLines.isEmpty ? ["(no bytes)"] : hexLines).map { "      \($0)" }
    }
    if let proof {
      let marks = layout.wrap(proof.marks, indent: 6)
      lines += marks.map(proof.isConfirmed ? style.good : style.bad)
    }
    if depth == .rounds, earlier == nil, case .computed(let operation) = term.origin,
      let trace = operation.trace
    {
      lines += [""] + inside(trace)
    }
    return lines
  }

  private func way(of stage: Stage) -> String {
    guard let exchange = stage.messages.first else { return stage.actor.name }
    switch exchange.direction {
    case .sent: return "\(stage.actor) → \(exchange.message.receiver)"
    case .received:
      if let sent = stage.messages.first(where: { $0.direction == .sent }) {
        return "\(exchange.message.sender) → \(stage.actor) → \(sent.message.receiver)"
      }
      return "\(stage.actor) ← \(exchange.message.sender)"
    }
  }

  private func origin(of term: Term) -> String {
    switch term.origin {
    case .drawn(let draw):
      let whence = draw.source == .system ? "" : ", from \(draw.source.rawValue)"
      return "\(draw.kind), drawn by \(draw.actor)\(whence)"
    case .given(let actor, let source): return "\(source.rawValue), \(actor)"
    case .constant: return "constant"
    case .computed(let operation): return operation.citation.description
    case .received(_, let field): return "received, field \(field)"
    case .hidden(let actor): return "a secret of \(actor)"
    }
  }

  private func message(_ exchange: Exchange) -> [String] {
    let message = exchange.message
    let names = message.fields.map(\.name).joined(separator: " · ")
    return note(
      exchange.direction.rawValue,
      "\(message.name): \(message.fields.count) fields, \(message.bytes.count) bytes: \(names)")
  }

  private func weaknessNotes(_ label: String, _ ids: [String]) -> [String] {
    ids.enumerated().flatMap { index, id in
      note(index == 0 ? label : "", "\(id)  \(weaknesses[id]?.summary ?? "")")
    }
  }
}
