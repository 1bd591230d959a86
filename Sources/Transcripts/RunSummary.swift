import Terms

/// What is different over two whole runs.
struct RunSummary {
  private typealias Difference = RunComparison.Difference

  private let first: ComparedRun
  private let second: ComparedRun

  init(_ first: ComparedRun, _ second: ComparedRun) {
    self.first = first
    self.second = second
  }

  var differences: [RunComparison.Difference] { secrets + keys + weaknesses }

  /// What outsiders learn of what users drew or typed and did not send openly.
  private var secrets: [Difference] {
    let names = (first.outsiders + second.outsiders).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    return names.compactMap { name in
      let learnt = [first, second].map { run -> String? in
        guard run.outsiders.contains(name) else { return nil }
        let secrets = run.knowledge.secrets(learntBy: name).map(\.secret.name)
        var seen: Set<String> = []
        return secrets.filter { seen.insert($0).inserted }.joined(separator: " ")
      }
      guard learnt[0] != learnt[1] else { return nil }
      func text(_ secrets: String?) -> String {
        guard let secrets else { return "does not take part" }
        return secrets.isEmpty ? "no secret of another" : secrets
      }
      return Difference(
        subject: .knowledge, name: name, first: text(learnt[0]), second: text(learnt[1]),
        meaning: "what \(name) learns of what others drew or typed")
    }
  }

  /// What the keys of the users are made from in the end.
  private var keys: [Difference] {
    let made = [first, second].map(sources)
    guard made[0] != made[1] else { return [] }
    return [
      Difference(
        subject: .key, name: "session keys", first: made[0].joined(separator: " "),
        second: made[1].joined(separator: " "),
        meaning: "who repeats or fixes all of these values gets the same keys again")
    ]
  }

  /// The values that the keys of the first user are built from, once the laws of the functions
  /// have been applied: what was drawn or given, by whomever.
  private func sources(_ run: ComparedRun) -> [String] {
    let shared = Set(
      run.knowledge.sharedKeys(in: run.transcript, users: run.users).map(\.name))
    var found: [String] = []
    for stage in run.transcript.stages where stage.actor.name == run.users.first {
      for term in stage.values where shared.contains(term.name) {
        for atom in run.universe.forms.atoms(of: run.universe.form(of: term)) {
          guard let name = run.universe.terms(with: atom).first?.name, !found.contains(name)
          else { continue }
          found.append(name)
        }
      }
    }
    return found
  }

  /// The weaknesses that show in one run and not in the other.
  private var weaknesses: [Difference] {
    func shown(_ run: ComparedRun) -> Set<String> {
      Set(run.transcript.stages.flatMap(\.weaknesses))
    }
    let (inFirst, inSecond) = (shown(first), shown(second))
    // Ids of two labs are not comparable.
    guard first.weaknesses == second.weaknesses, inFirst != inSecond else { return [] }
    func list(_ ids: Set<String>) -> String {
      let ordered = first.weaknesses.map(\.id).filter(ids.contains)
      return ordered.isEmpty ? "none" : ordered.joined(separator: " ")
    }
    return [
      Difference(
        subject: .weakness, name: "weaknesses", first: list(inFirst), second: list(inSecond),
        meaning: "only in A: \(list(inFirst.subtracting(inSecond)));"
          + " only in B: \(list(inSecond.subtracting(inFirst)))")
    ]
  }
}
