import Terms

/// A run that is held against another one: what happened, and what everybody can know.
public struct ComparedRun: Sendable {
  /// What happened.
  public let transcript: Transcript
  /// The users, in the order in which their values stand for each other in two runs.
  public let users: [String]
  /// What the ids of weaknesses stand for.
  public let weaknesses: [Weakness]
  /// Who is no user and can look at wires.
  public let outsiders: [String]

  let knowledge: KnowledgeReport
  let universe: TermUniverse

  /// Reads a run.
  ///
  /// - Parameters:
  ///   - transcript: What happened.
  ///   - users: The names of the users.
  ///   - observers: Whose knowledge counts: who, acting as whom, seeing which wires.
  ///   - weaknesses: What is wrong with the lab's original form.
  public init(
    _ transcript: Transcript, users: [String],
    observers: [(name: String, actors: [Actor], wires: Set<String>)], weaknesses: [Weakness]
  ) {
    self.transcript = transcript
    self.users = users
    self.weaknesses = weaknesses
    outsiders = observers.map(\.name).filter { !users.contains($0) }
    universe = transcript.universe
    knowledge = KnowledgeReport(observers, in: universe)
  }

  /// What a value is called whoever the users are: `0.nonce` for the nonce of the first one.
  func role(of name: String) -> String {
    for (index, user) in users.enumerated() where name.hasPrefix("\(user).") {
      return "\(index)\(name.dropFirst(user.count))"
    }
    return name
  }

  /// Who an actor is whatever the name: the place of a user; everybody else is no user.
  func role(of actor: Actor) -> Int? { users.firstIndex(of: actor.name) }

  /// The outsiders who can know a term.
  func outsiders(knowing term: Term) -> [String] {
    knowledge.knowers(of: term).filter(outsiders.contains)
  }

  /// The stages in which somebody does more than pass on what came.
  var stages: [(number: Int, stage: Stage)] {
    transcript.stages.enumerated().compactMap { index, stage in
      let received = stage.messages.first { $0.direction == .received }?.message.bytes
      let isPassedOn = stage.messages.contains {
        $0.direction == .sent && $0.message.bytes == received
      }
      return isPassedOn ? nil : (index + 1, stage)
    }
  }
}
