import Terms

/// Two runs beside each other, and what each difference means for an attacker.
///
/// Everything is read off the terms of both runs: how a value is made, what vouches for a field,
/// who can know a value, what a key depends on.
public struct RunComparison: Sendable {
  /// A stage of each run, or of one alone, with what is different.
  public struct Step: Sendable {
    /// Who takes the step; several where it is the same for them.
    public internal(set) var actors: [Actor]
    /// The numbers of the stages in the first run; several where it says the same again.
    public internal(set) var firstNumbers: [Int]
    /// The numbers of the stages in the second run.
    public internal(set) var secondNumbers: [Int]
    /// The stage of the first run.
    public let first: Stage?
    /// The stage of the second run.
    public let second: Stage?
    /// What is different.
    public let differences: [Difference]
  }

  /// One thing that is different.
  public struct Difference: Sendable, Hashable {
    /// What the difference is about.
    public enum Subject: String, Sendable {
      /// How a value is made.
      case value
      /// A value that one of the runs alone has.
      case addition
      /// The fields of a message.
      case message
      /// What vouches for the fields of a message.
      case coverage
      /// Who can know a value.
      case knowledge
      /// A check that one of the runs alone makes.
      case check
      /// A weakness that one of the runs alone shows.
      case weakness
      /// What a key depends on.
      case key
    }

    /// What it is about.
    public let subject: Subject
    /// The name of the value, message or weakness.
    public let name: String
    /// How it is in the first run; empty if it is not there.
    public let first: String
    /// How it is in the second run; empty if it is not there.
    public let second: String
    /// What that means for an attacker; empty if nothing follows from this alone.
    public let meaning: String
  }

  /// The stages in which something is different, in the order of the first run.
  public let steps: [Step]
  /// What is different over the whole runs.
  public let summary: [Difference]

  /// Compares two runs.
  public init(_ first: ComparedRun, _ second: ComparedRun) {
    let comparer = StageComparer(first, second)
    var steps: [Step] = []
    var seen: [String: Int] = [:]
    for pair in StageAlignment(first, second).pairs {
      let differences = comparer.differences(pair.first?.stage, pair.second?.stage)
      if differences.isEmpty, pair.first != nil, pair.second != nil { continue }
      let numbers = (pair.first.map { [$0.number] } ?? [], pair.second.map { [$0.number] } ?? [])
      guard let actor = (pair.first ?? pair.second)?.stage.actor else { continue }
      // What differs for one user as it did for the other, or in the line before, is said once.
      let users = pair.first == nil ? second.users : first.users
      let generic = Self.generic(pair, differences, of: actor.name, among: users)
      if let same = seen[generic] {
        steps[same].firstNumbers += numbers.0
        steps[same].secondNumbers += numbers.1
        if !steps[same].actors.contains(actor) { steps[same].actors.append(actor) }
      } else {
        seen[generic] = steps.count
        steps.append(
          Step(
            actors: [actor], firstNumbers: numbers.0, secondNumbers: numbers.1,
            first: pair.first?.stage,
            second: pair.second?.stage, differences: differences))
      }
    }
    self.steps = steps
    summary = RunSummary(first, second).differences
  }

  /// A step as text that is the same for every user who takes it, and for every line of a chat.
  private static func generic(
    _ pair: StageAlignment.Pair, _ differences: [Difference], of actor: String,
    among users: [String]
  ) -> String {
    let stage = (pair.first ?? pair.second)?.stage
    var text = [
      stage?.heading.rawValue ?? "", pair.first == nil ? "B" : "", pair.second == nil ? "A" : "",
    ]
    for difference in differences {
      // A sequence number in a check is another one each time.
      let isCheck = difference.subject == .check
      let sides = [difference.first, difference.second].map { side in
        isCheck ? side.filter { !"0123456789".contains($0) } : side
      }
      text += [difference.subject.rawValue, difference.name, difference.meaning] + sides
    }
    if differences.isEmpty { text.append(stage?.title ?? "") }
    var joined = text.joined(separator: "\n")
    for user in users {
      joined = Self.replacing(user, by: user == actor ? "⟨own⟩" : "⟨other⟩", in: joined)
    }
    return joined
  }

  /// Puts a word in the place of a name, where it stands as a word.
  private static func replacing(_ name: String, by word: String, in text: String) -> String {
    var result = ""
    var rest = Substring(text)
    func isNameCharacter(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" } ?? false
    }
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound]
      let isWord =
        !isNameCharacter((before.last ?? result.last))
        && !isNameCharacter(rest[range.upperBound...].first)
      result += before + (isWord ? word : name)
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
