import Handshakes
import Terms
import Testing
import Transcripts

/// Who can know what in the rooms, hearing every wire.
@Suite struct RoomsKnowledgeTests {
  /// A run and what its observers can know.
  private struct Run {
    let transcript: Transcript
    let report: KnowledgeReport

    init(_ lab: any RoomsLab.Type, _ mode: Mode, through middle: Middle = .relay) {
      let (outcome, demonstration) = RoomsTests.outcome(lab, mode, through: middle)
      transcript = outcome.transcript
      report = KnowledgeReport(
        lab.observers(of: demonstration).map {
          (name: $0.name, actors: $0.actors, wires: $0.wires)
        }, in: outcome.transcript.universe)
    }

    /// Who can know each of the terms of a name, in the order in which they were made.
    func knowers(of name: String) -> [[String]] {
      var seen: Set<ObjectIdentifier> = []
      return transcript.stages.flatMap(\.values)
        .filter { term in
          guard term.name == name, seen.insert(ObjectIdentifier(term)).inserted else {
            return false
          }
          if case .received = term.origin { return false }
          return true
        }
        .map { report.knowers(of: $0) }
    }

    /// The texts that somebody typed, with those who can know them.
    var lines: [(text: String, knowers: [String])] {
      transcript.stages.flatMap(\.values).compactMap { term in
        guard case .given(_, .typed) = term.origin, term.name.hasSuffix(".text") else {
          return nil
        }
        return (String(decoding: term.bytes, as: UTF8.self), report.knowers(of: term))
      }
    }
  }

  private let all = ["alice", "bob", "carol", "dave"]

  /// F8: whoever was ever in the room can read all that was ever said in it.
  @Test(arguments: [KeyHub.self, RegisteredRooms.self] as [any RoomsLab.Type])
  func theOriginalKeepsOneKey(lab: any RoomsLab.Type) {
    let run = Run(lab, .original)
    for knowers in run.knowers(of: "alice.room_key") { #expect(knowers == all) }
    #expect(run.lines.count == 7)
    for line in run.lines { #expect(line.knowers == all) }
  }

  /// A leaver cannot read on, a joiner cannot read back, and nobody else can read at all.
  @Test(arguments: [KeyHub.self, RegisteredRooms.self] as [any RoomsLab.Type])
  func inHardenedEachEpochIsForItsMembers(lab: any RoomsLab.Type) {
    let run = Run(lab, .hardened)
    let members = [
      "alice.epoch_1_key": ["alice"], "alice.epoch_2_key": ["alice", "bob"],
      "alice.epoch_3_key": ["alice", "bob", "carol"], "bob.epoch_4_key": ["bob", "carol"],
      "bob.epoch_5_key": ["bob", "carol", "dave"], "carol.epoch_6_key": ["carol", "dave"],
      "dave.epoch_7_key": ["dave"],
    ]
    for (name, expected) in members {
      let found = run.knowers(of: name)
      #expect(!found.isEmpty)
      for knowers in found { #expect(knowers == expected, "\(name)") }
    }
    let lines = run.lines
    #expect(lines.map(\.knowers).prefix(4).allSatisfy { $0 == ["alice", "bob", "carol"] })
    #expect(lines[4].knowers == ["bob", "carol"])
    #expect(lines[5].knowers == ["bob", "carol", "dave"])
    #expect(lines[6].knowers == ["bob", "carol", "dave"])
  }

  @Test(arguments: RoomsHall.all)
  func privateKeysAndSecretsStayWithTheirOwners(lab: any RoomsLab.Type, mode: Mode) {
    let run = Run(lab, mode)
    for user in all {
      for name in ["private_key", "password", "login_k", "request_k", "key_file"] {
        for knowers in run.knowers(of: "\(user).\(name)") { #expect(knowers == [user]) }
      }
    }
    for knowers in run.knowers(of: "server.private_key") { #expect(knowers == ["server"]) }
    for user in ["bob", "carol"] {
      let secrets = run.knowers(of: "\(user).shared_secret")
      #expect(!secrets.isEmpty)
      for knowers in secrets {
        #expect(knowers.contains(user))
        #expect(knowers.count == 2)
      }
    }
  }

  /// What both sides compute has one normal form after an honest run.
  @Test(arguments: RoomsHall.all)
  func bothSidesOfAnExchangeShareItsKeys(lab: any RoomsLab.Type, mode: Mode) {
    let run = Run(lab, mode)
    let universe = run.transcript.universe
    let names = ["bob.shared_secret", "bob.kek"]
    for name in names {
      let terms = run.transcript.stages.flatMap(\.values).filter { $0.name == name }
      let forms = Set(terms.map { universe.form(of: $0) })
      // Each exchange has two ends; bob joins once, and answers alice once.
      #expect(terms.count == 2 * forms.count)
    }
  }

  /// F1: the server in the middle reads everything in `original`.
  @Test(arguments: [KeyHub.self, RegisteredRooms.self] as [any RoomsLab.Type])
  func malloryReadsTheOriginal(lab: any RoomsLab.Type) {
    let run = Run(lab, .original, through: .mallory)
    #expect(run.lines.count == 7)
    for line in run.lines { #expect(line.knowers.contains("mallory")) }
    for line in run.lines { #expect(!line.knowers.contains("a listener")) }
    let secrets = run.transcript.stages.flatMap(\.values).filter {
      $0.name == "bob.shared_secret"
    }
    let universe = run.transcript.universe
    #expect(Set(secrets.map { universe.form(of: $0) }).count == 2)
  }

  @Test(arguments: [KeyHub.self, RegisteredRooms.self] as [any RoomsLab.Type])
  func inHardenedMalloryIsFoundOut(lab: any RoomsLab.Type) {
    let (outcome, _) = RoomsTests.outcome(lab, .hardened, through: .mallory)
    for (user, peer) in [("alice", "bob"), ("bob", "alice")] {
      let claim = "\(peer).fingerprint = \(peer).expected_fingerprint; the key is not \(peer)'s"
      #expect(outcome.endings[Actor(user)] == .failed(.verification(claim)))
    }
    #expect(outcome.deliveries.isEmpty)
  }
}
