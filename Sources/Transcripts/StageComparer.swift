import Bytes
import Terms

/// Finds what is different between two stages that stand for each other.
struct StageComparer {
  private typealias Difference = RunComparison.Difference

  private let first: ComparedRun
  private let second: ComparedRun
  private let coverage: (first: FieldCoverage, second: FieldCoverage)

  init(_ first: ComparedRun, _ second: ComparedRun) {
    self.first = first
    self.second = second
    coverage = (FieldCoverage(first), FieldCoverage(second))
  }

  func differences(_ a: Stage?, _ b: Stage?) -> [RunComparison.Difference] {
    values(a, b) + messages(a, b) + checks(a, b) + weaknesses(a, b)
  }

  // MARK: Values

  private func values(_ a: Stage?, _ b: Stage?) -> [Difference] {
    let left = (a?.values ?? []).map { (role: first.role(of: $0.name), term: $0) }
    let right = (b?.values ?? []).map { (role: second.role(of: $0.name), term: $0) }
    var found: [Difference] = []
    for (role, term) in left {
      guard let other = right.first(where: { $0.role == role })?.term else {
        if a != nil, b != nil { found.append(addition(term, isSecond: false)) }
        continue
      }
      if generic(term, first) != generic(other, second) {
        found.append(
          Difference(
            subject: .value, name: term.name, first: made(term), second: made(other),
            meaning: ""))
      }
      if let change = knowledge(term, other) { found.append(change) }
    }
    if a != nil, b != nil {
      for (role, term) in right where !left.contains(where: { $0.role == role }) {
        found.append(addition(term, isSecond: true))
      }
    }
    return found
  }

  /// How a value is made; a constant by what it is.
  private func made(_ term: Term) -> String {
    guard case .constant = term.origin, term.bytes.count <= 32 else { return term.formula }
    return "constant \(Hex.encode(term.bytes))"
  }

  private func addition(_ term: Term, isSecond: Bool) -> Difference {
    Difference(
      subject: .addition, name: term.name, first: isSecond ? "" : term.formula,
      second: isSecond ? term.formula : "", meaning: "")
  }

  /// How a value is made, whoever the users are.
  private func generic(_ term: Term, _ run: ComparedRun) -> String {
    guard let operation = term.operation else {
      switch term.origin {
      case .drawn(let draw): return "drawn \(draw.kind)"
      case .given(_, let source): return "given \(source.rawValue)"
      case .constant: return "constant \(term.bytes)"
      default: return "received"
      }
    }
    let places = operation.operands.map { "\($0.label) \(run.role(of: $0.term.name))" }
    let parameters = operation.parameters.map { "\($0.label) \($0.value)" }
    return ([operation.name] + places + parameters).joined(separator: ", ")
  }

  private func knowledge(_ a: Term, _ b: Term) -> Difference? {
    let (inFirst, inSecond) = (first.outsiders(knowing: a), second.outsiders(knowing: b))
    guard inFirst.isEmpty != inSecond.isEmpty else { return nil }
    let (side, knowers) = inFirst.isEmpty ? ("B", inSecond) : ("A", inFirst)
    return Difference(
      subject: .knowledge, name: a.name, first: inFirst.joined(separator: ", "),
      second: inSecond.joined(separator: ", "),
      meaning: "in \(side) \(knowers.joined(separator: " and ")) can know it,"
        + " in \(side == "A" ? "B" : "A") nobody but users")
  }

  // MARK: Messages

  private func messages(_ a: Stage?, _ b: Stage?) -> [Difference] {
    guard let a, let b else { return [] }
    var found: [Difference] = []
    for (one, other) in zip(a.messages, b.messages) where one.direction == other.direction {
      let (left, right) = (one.message, other.message)
      let names = (left.contents.map(\.name), right.contents.map(\.name))
      if names.0 != names.1 {
        let removed = names.0.filter { !names.1.contains($0) }
        let added = names.1.filter { !names.0.contains($0) }
        found.append(
          Difference(
            subject: .message,
            name: left.name == right.name ? left.name : "\(left.name), \(right.name)",
            first: names.0.joined(separator: " · "), second: names.1.joined(separator: " · "),
            meaning: [
              added.isEmpty ? nil : "only B sends \(added.joined(separator: ", "))",
              removed.isEmpty ? nil : "only A sends \(removed.joined(separator: ", "))",
            ].compactMap { $0 }.joined(separator: "; ")))
      }
      if one.direction == .received { found += covered(left, right) }
    }
    return found
  }

  /// The fields of a message that arrived for which something vouches in one run alone.
  private func covered(_ a: Message, _ b: Message) -> [Difference] {
    var fields: [String: [String]] = [:]
    var codes: [String: Set<String>] = [:]
    for field in a.contents {
      guard let other = b.contents.first(where: { $0.name == field.name }),
        !coverage.first.isCode(field), !coverage.second.isCode(other)
      else { continue }
      let names = (coverage.first.codes(covering: field), coverage.second.codes(covering: other))
      guard names.0.isEmpty != names.1.isEmpty else { continue }
      let open = names.0.isEmpty ? "A" : "B"
      fields[open, default: []].append(field.name)
      codes[open, default: []].formUnion(names.0 + names.1)
    }
    return ["A", "B"].compactMap { open in
      guard let names = fields[open] else { return nil }
      let codes = (codes[open] ?? []).sorted().joined(separator: ", ")
      return Difference(
        subject: .coverage, name: "\(a.name): \(names.joined(separator: ", "))",
        first: open == "A" ? "" : codes, second: open == "A" ? codes : "",
        meaning: "in \(open) nothing vouches for that: whoever is on the wire changes it"
          + " unnoticed; in \(open == "A" ? "B" : "A") a change shows (\(codes))")
    }
  }

  // MARK: Checks and weaknesses

  private func checks(_ a: Stage?, _ b: Stage?) -> [Difference] {
    guard a?.checks.count != b?.checks.count, a != nil || b != nil else { return [] }
    let isSecond = (b?.checks.count ?? 0) > (a?.checks.count ?? 0)
    let checks = (isSecond ? b?.checks : a?.checks) ?? []
    return checks.map { check in
      Difference(
        subject: .check, name: "", first: isSecond ? "" : check.claim,
        second: isSecond ? check.claim : "",
        meaning: "\(isSecond ? "A" : "B") goes on without this check")
    }
  }

  /// The weaknesses that show in one stage and not in the other, and those that it closes.
  private func weaknesses(_ a: Stage?, _ b: Stage?) -> [Difference] {
    func list(
      _ ids: [String], _ run: ComparedRun, _ text: (Weakness) -> (first: String, second: String),
      _ meaning: (Weakness) -> String
    ) -> [Difference] {
      run.weaknesses.filter { ids.contains($0.id) }.map { weakness in
        let (first, second) = text(weakness)
        return Difference(
          subject: .weakness, name: weakness.id, first: first, second: second,
          meaning: meaning(weakness))
      }
    }
    let shown = (Set(a?.weaknesses ?? []), Set(b?.weaknesses ?? []))
    return list(
      Array(shown.0.subtracting(shown.1)), first, { ($0.summary, "") }, { Self.meaning($0, "A") })
      + list(
        Array(shown.1.subtracting(shown.0)), second, { ("", $0.summary) },
        { Self.meaning($0, "B") })
      + list(
        (b?.closes ?? []).filter { !shown.0.contains($0) && !(a?.closes.contains($0) ?? false) },
        second, { ("", $0.summary) }, { _ in "" })
      + list(
        (a?.closes ?? []).filter { !shown.1.contains($0) && !(b?.closes.contains($0) ?? false) },
        first, { ($0.summary, "") }, { _ in "" })
  }

  private static func meaning(_ weakness: Weakness, _ run: String) -> String {
    switch weakness.kind {
    case .exploit: "an attack works on \(run)"
    case .property: "it shows in who can know what in \(run)"
    case .atRest: "whoever gets the files of \(run) gains by it"
    }
  }
}
