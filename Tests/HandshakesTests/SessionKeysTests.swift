import Bytes
import Handshakes
import Hashing
import Rendering
import Terms
import Testing
import Transcripts

/// Whole runs of session-keys: what is fixed, who shares what, who can know what.
@Suite struct SessionKeysTests {
  private static func demonstration(
    _ mode: Mode, _ middle: Middle = .relay, seed: String = "golden"
  ) -> Demonstration {
    var demonstration = SessionKeysLab.demonstration(LabSettings(mode: mode, size: .toy))
    demonstration.source = .seed(seed)
    demonstration.middle = middle
    return demonstration
  }

  private static func outcome(_ demonstration: Demonstration) -> Outcome {
    SessionKeysLab.demonstrate(
      demonstration,
      told: [Transcript.Setting("mode", demonstration.settings.mode.rawValue)])
  }

  private static func report(
    _ demonstration: Demonstration, _ outcome: Outcome
  ) -> KnowledgeReport {
    KnowledgeReport(
      SessionKeysLab.observers(of: demonstration).map {
        (name: $0.name, actors: $0.actors, wires: $0.wires)
      }, in: outcome.transcript.universe)
  }

  private static func lines(_ demonstration: Demonstration) -> [String] {
    let outcome = outcome(demonstration)
    var renderer = JSONLinesRenderer()
    return outcome.transcript.stages.map { renderer.line($0) } + [
      renderer.line(report(demonstration, outcome), of: outcome.transcript),
      renderer.line(CostReport(outcome.transcript)),
    ]
  }

  /// When a protocol, a formula or a text changes on purpose, these digests change with it: look at
  /// what changed, as `GoldenTranscriptTests` says, and put the new ones here.
  @Test(arguments: [
    (
      Mode.original, Middle.relay,
      "225d9b92d69fcad02929f41f7e53ef6e54517d2254c8ef1113e0d053408e9163"
    ), (.hardened, .relay, "0bcb9a284700c1a724170bd1166119e9096dc088cfb0178f3922e7c583b407f8"),
    (.original, .mallory, "c56a59b4c9098e8afd0c5b9b87e4aef000fe3c0a395cf477f5b4c8eb7776c90c"),
    (.hardened, .mallory, "cafe49f566617b7c8d8007cf940cbcd1ae6994041ca390a96330f01243c39282"),
  ])
  func aSeededRunHasAFixedTranscript(mode: Mode, middle: Middle, digest: String) {
    let lines = Self.lines(Self.demonstration(mode, middle))
    #expect(lines.count > 50)
    #expect(
      Hex.encode(SHA256.hash(Array(lines.map { $0 + "\n" }.joined().utf8))) == digest)
    #expect(lines == Self.lines(Self.demonstration(mode, middle)))
  }

  @Test(arguments: Mode.allCases)
  func eachLineReachesItsReceiverAlone(mode: Mode) {
    let outcome = Self.outcome(Self.demonstration(mode))
    func heard(_ name: String) -> [String] {
      outcome.deliveries[Actor(name), default: []].map {
        "\($0.sender): \(String(decoding: $0.text, as: UTF8.self)) \($0.isVerified)"
      }
    }
    #expect(heard("alice") == ["carol: it is a secret true"])
    #expect(heard("bob") == ["alice: pay 100 true"])
    #expect(heard("carol") == ["bob: Grüße aus Ankara true"])
    for name in ["alice", "bob", "carol"] {
      #expect(outcome.endings[Actor(name)] == .goodbye(from: Actor(name)))
    }
  }

  @Test(arguments: Mode.allCases)
  func eachTwoShareTheirKeysAndNobodyElseHasThem(mode: Mode) {
    let demonstration = Self.demonstration(mode)
    let outcome = Self.outcome(demonstration)
    let report = Self.report(demonstration, outcome)
    let shared = report.sharedKeys(in: outcome.transcript, users: demonstration.users)
    // Two keys for each of three pairs; in hardened three for each direction.
    #expect(shared.count == (mode == .original ? 6 : 18))
    for key in shared {
      #expect(key.normalForms == 1, "\(key.name)")
      #expect(key.holders.count == 2)
      #expect(key.holders.allSatisfy { key.name.contains($0) }, "\(key.name)")
    }
    for term in outcome.transcript.terms where term.name.hasSuffix(".text") {
      let pair = Set(term.name.split(separator: ".").prefix(2).map(String.init))
      #expect(Set(report.knowers(of: term)) == pair, "\(term.name)")
    }
    for term in outcome.transcript.terms where term.name.hasSuffix("encryption_d") {
      #expect(report.knowers(of: term) == [String(term.name.prefix { $0 != "." })])
    }
  }

  @Test(arguments: Mode.allCases)
  func malloryReadsNothing(mode: Mode) {
    let demonstration = Self.demonstration(mode, .mallory)
    let outcome = Self.outcome(demonstration)
    let report = Self.report(demonstration, outcome)
    #expect(report.secrets(learntBy: "mallory").map(\.secret.name) == [])
    #expect(!report.secrets(learntBy: "bob").isEmpty)
  }

  @Test func inTheOriginalMalloryChangesRepeatsAndRevives() {
    let outcome = Self.outcome(Self.demonstration(.original, .mallory))
    let bob = outcome.deliveries[Actor("bob"), default: []]
    #expect(bob.map { String(decoding: $0.text, as: UTF8.self) } == ["pay 900"])
    let carol = outcome.deliveries[Actor("carol"), default: []]
    #expect(
      carol.map { String(decoding: $0.text, as: UTF8.self) }
        == ["Grüße aus Ankara", "Grüße aus Ankara"])
    #expect((bob + carol).allSatisfy { $0.isVerified })
    for name in ["alice", "bob", "carol"] {
      #expect(outcome.endings[Actor(name)] == .goodbye(from: Actor(name)))
    }
    // Bob seals keys for somebody who has left.
    let titles = outcome.transcript.stages.map(\.title)
    let revival = titles.firstIndex(of: "mallory lets alice come back, with the key of before")
    let sealing = titles.lastIndex(of: "bob makes keys for the talk with alice, and seals them")
    #expect(revival != nil && sealing != nil && revival ?? 0 < sealing ?? 0)
  }

  @Test func inHardenedMalloryIsRefused() {
    let outcome = Self.outcome(Self.demonstration(.hardened, .mallory))
    #expect(outcome.deliveries[Actor("bob")] == nil)
    #expect(outcome.deliveries[Actor("carol")]?.count == 1)
    guard case .failed(.verification) = outcome.endings[Actor("bob")],
      case .failed(.sequence(expected: 1)) = outcome.endings[Actor("carol")]
    else {
      Issue.record("\(outcome.endings)")
      return
    }
    let failed = outcome.transcript.stages.flatMap(\.checks).filter { !$0.holds }.map(\.claim)
    #expect(
      failed == [
        "carol.alice.signature is carol's RSASSA-PSS signature over carol.alice.signed_text",
        "alice.bob.computed_mac = alice.bob.mac", "bob.carol.sequence ≥ 1",
        "bob.carol.signature is bob's RSASSA-PSS signature over bob.carol.signed_text",
      ])
  }

  @Test(arguments: Mode.allCases)
  func stagesNameOnlyWeaknessesOfTheLab(mode: Mode) {
    let outcome = Self.outcome(Self.demonstration(mode))
    let shown = Set(
      outcome.transcript.stages.flatMap { mode == .original ? $0.weaknesses : $0.closes })
    #expect(shown == Set(SessionKeysLab.weaknesses.map(\.id)))
    let others = outcome.transcript.stages.flatMap {
      mode == .original ? $0.closes : $0.weaknesses
    }
    #expect(others.isEmpty)
  }
}
