import Bytes
import Handshakes
import Hashing
import Rendering
import Terms
import Testing
import Transcripts

/// Whole runs of certified-peers in one process.
@Suite struct CertifiedPeersTests {
  private static func run(
    _ mode: Mode, _ size: Size = .toy, through middle: Middle = .relay, pinned: Bool = false
  ) -> (outcome: Outcome, demonstration: Demonstration) {
    var demonstration = CertifiedPeers.demonstration(LabSettings(mode: mode, size: size))
    demonstration.source = .seed("certified")
    demonstration.middle = middle
    demonstration.pinsKeys = pinned
    return (CertifiedPeers.demonstrate(demonstration, told: []), demonstration)
  }

  private func knowledge(
    of name: String, in run: (outcome: Outcome, demonstration: Demonstration)
  ) throws -> (Knowledge, TermUniverse) {
    let universe = run.outcome.transcript.universe
    let observer = try #require(
      CertifiedPeers.observers(of: run.demonstration).first { $0.name == name })
    return (Knowledge(of: observer.actors, seeing: observer.wires, in: universe), universe)
  }

  private func secrets(_ universe: TermUniverse) -> [Term] {
    let names: Set<String> = [
      "alice.d", "bob.d", "server.d", "alice.master_secret", "alice.text", "bob.text",
      "encryption_key", "mac_key", "alice.encryption_key", "bob.mac_key", "alice.password",
    ]
    return universe.terms.filter { names.contains($0.name) }
  }

  @Test(arguments: Mode.allCases, Size.allCases)
  func anHonestRunEndsWithAGoodbye(mode: Mode, size: Size) {
    let outcome = Self.run(mode, size).outcome
    for user in ["alice", "bob"] {
      #expect(outcome.endings[Actor(user)] == .goodbye(from: Actor("alice")))
    }
    // The original takes the line that was played again for a new one.
    let replayed = mode == .original ? ["hello bob"] : []
    #expect(
      outcome.deliveries[Actor("bob")]?.map { String(decoding: $0.text, as: UTF8.self) }
        == ["hello bob", "hello bob, are you there?"] + replayed)
    #expect(outcome.deliveries[Actor("bob")]?.allSatisfy(\.isVerified) == true)
    #expect(outcome.deliveries[Actor("alice")]?.count == 1)
  }

  @Test(arguments: Mode.allCases)
  func aReplayedNonceIsRefusedBeforeTheClass(mode: Mode) throws {
    let stages = Self.run(mode).outcome.transcript.stages
    let refusal = try #require(
      stages.first { $0.title == "alice refuses a nonce that it has seen" })
    #expect(refusal.heading == .replayProtection && refusal.checks.map(\.holds) == [false])
    let order = stages.filter { $0.title == "bob checks the sequence number" }
    #expect(order.filter { !$0.checks.allSatisfy(\.holds) }.count == (mode == .hardened ? 1 : 0))
  }

  @Test func everyWeaknessShowsInOriginalAndIsClosedInHardened() {
    let ids = Set(CertifiedPeers.weaknesses.map(\.id))
    #expect(ids.count == 12)
    let original = Self.run(.original).outcome.transcript.stages
    let hardened = Self.run(.hardened).outcome.transcript.stages
    #expect(Set(original.flatMap(\.weaknesses)) == ids)
    #expect(original.flatMap(\.closes).isEmpty)
    #expect(Set(hardened.flatMap(\.closes)) == ids)
    #expect(hardened.flatMap(\.weaknesses).isEmpty)
  }

  @Test(arguments: Mode.allCases)
  func bothSidesHaveTheSameNormalForms(mode: Mode) {
    let transcript = Self.run(mode).outcome.transcript
    let shared = KnowledgeReport([], in: transcript.universe)
      .sharedKeys(in: transcript, users: ["alice", "bob"])
    #expect(shared.count == (mode == .original ? 2 : 6))
    #expect(shared.allSatisfy { $0.normalForms == 1 })
    // What arrives twice is the message that was sent once.
    #expect(!transcript.sendings.isEmpty)
  }

  @Test(arguments: Mode.allCases, ["server", "a listener"])
  func nobodyElseKnowsTheSecrets(mode: Mode, observer: String) throws {
    let (knowledge, universe) = try knowledge(of: observer, in: Self.run(mode))
    let known = secrets(universe).filter { knowledge.knows($0) }.map(\.name)
    #expect(known.allSatisfy { observer == "server" && $0 == "server.d" })
  }

  @Test(arguments: Mode.allCases)
  func eachUserKnowsTheSessionAndNotTheOthersKey(mode: Mode) throws {
    for (user, other) in [("alice", "bob"), ("bob", "alice")] {
      let (knowledge, universe) = try knowledge(of: user, in: Self.run(mode))
      for term in secrets(universe) {
        let isForeign = [
          "\(other).d", "server.d", "\(other).password",
        ].contains(term.name)
        #expect(knowledge.knows(term) == !isForeign, "\(user) \(term.name)")
      }
    }
  }

  @Test func malloryReadsEverythingInOriginal() throws {
    let run = Self.run(.original, through: .mallory)
    #expect(run.outcome.endings[Actor("bob")] == .goodbye(from: Actor("alice")))
    #expect(run.outcome.deliveries[Actor("bob")]?.allSatisfy(\.isVerified) == true)
    let (knowledge, universe) = try knowledge(of: "mallory", in: run)
    let foreign: Set<String> = ["alice.d", "bob.d", "server.d", "alice.password"]
    for term in secrets(universe) {
      #expect(knowledge.knows(term) == !foreign.contains(term.name), "\(term.name)")
    }
    let transcript = run.outcome.transcript
    #expect(
      KnowledgeReport([], in: universe).sharedKeys(in: transcript, users: ["alice", "bob"])
        .allSatisfy { $0.normalForms == 2 })
  }

  @Test(arguments: Size.allCases)
  func malloryIsRefusedForTheSignatureInHardened(size: Size) throws {
    let run = Self.run(.hardened, size, through: .mallory)
    guard case .failed(.verification(let claim)) = run.outcome.endings[Actor("alice")] else {
      Issue.record("alice ended with \(String(describing: run.outcome.endings[Actor("alice")]))")
      return
    }
    #expect(claim.hasPrefix("certificate of bob: signature: "))
    #expect(run.outcome.deliveries.isEmpty)
    let (knowledge, universe) = try knowledge(of: "mallory", in: run)
    #expect(!secrets(universe).contains { knowledge.knows($0) })
  }

  @Test func aLyingCAReadsEverythingUnlessFingerprintsArePinned() throws {
    let run = Self.run(.hardened, through: .lyingCA)
    #expect(run.outcome.endings[Actor("bob")] == .goodbye(from: Actor("alice")))
    let (knowledge, universe) = try knowledge(of: "lying-ca", in: run)
    #expect(
      secrets(universe).filter { $0.name.hasSuffix(".text") }.allSatisfy { knowledge.knows($0) })
    let pinned = Self.run(.hardened, through: .lyingCA, pinned: true).outcome
    guard case .failed(.verification(let claim)) = pinned.endings[Actor("alice")] else {
      Issue.record("alice ended with \(String(describing: pinned.endings[Actor("alice")]))")
      return
    }
    #expect(claim.contains("fingerprint") && pinned.deliveries.isEmpty)
    let honest = Self.run(.hardened, pinned: true).outcome
    #expect(honest.endings[Actor("alice")] == .goodbye(from: Actor("alice")))
  }

  @Test func runsCanBeAlignedByTheirStages() {
    let titles = Mode.allCases.map { mode in
      Set(Self.run(mode).outcome.transcript.stages.map(\.title))
    }
    #expect(titles[0].intersection(titles[1]).count > 30)
  }

  /// When a protocol, a formula, a text or the format changes on purpose, these digests change with
  /// it: look at what changed, then put the new digest here.
  @Test(arguments: [
    (Mode.original, "996c075e818f1e08541ce8da08f71d2b4eba7109a4a524a1a3cfcc74e9ff3d9a"),
    (Mode.hardened, "fc3b73232128204d91bc6bc338bb7da4f28dadfb16ccb8ec95910d5bdecc72fb"),
  ])
  func aSeededRunHasAFixedTranscript(mode: Mode, digest expected: String) {
    let (outcome, demonstration) = Self.run(mode)
    let transcript = outcome.transcript
    let observers = CertifiedPeers.observers(of: demonstration).map {
      (name: $0.name, actors: $0.actors, wires: $0.wires)
    }
    var renderer = JSONLinesRenderer(sendings: transcript.sendings)
    let lines =
      [renderer.line(settings: transcript.settings)]
      + transcript.stages.map { renderer.line($0) }
      + [renderer.line(KnowledgeReport(observers, in: transcript.universe), of: transcript)]
    let digest = SHA256.hash(Array(lines.map { $0 + "\n" }.joined().utf8))
    #expect(Hex.encode(digest) == expected)
  }
}
