import Bytes
import Handshakes
import Terms
import Testing
import Transcripts

/// Honest runs and key swaps of nonce-relay, in both modes and sizes.
@Suite struct NonceRelayTests {
  static let allSettings = Mode.allCases.flatMap { mode in
    Size.allCases.map { LabSettings(mode: mode, size: $0) }
  }

  private func run(
    _ settings: LabSettings, _ middle: Middle = .relay
  ) -> (Outcome, Demonstration) {
    var demonstration = NonceRelay.demonstration(settings)
    demonstration.source = .seed("tests")
    demonstration.middle = middle
    return (NonceRelay.demonstrate(demonstration, told: []), demonstration)
  }

  /// The keys with which each user reads the other's lines.
  private func sessionKeys(_ outcome: Outcome, _ settings: LabSettings) -> [Term] {
    let name = settings.mode == .original ? "symmetric_key" : "encryption_key"
    return outcome.transcript.stages
      .filter { $0.heading == .keyGeneration && ["alice", "bob"].contains($0.actor.name) }
      .flatMap(\.values).filter { $0.name.hasSuffix(".\(name)") }
  }

  @Test(arguments: allSettings)
  func linesArriveVerifiedAndBothSayGoodbye(settings: LabSettings) {
    let (outcome, demonstration) = run(settings)
    for user in ["alice", "bob"] {
      let heard = outcome.deliveries[Actor(user), default: []]
      #expect(
        heard.map { String(decoding: $0.text, as: UTF8.self) }
          == demonstration.lines.filter { $0.speaker != user }.map(\.text))
      #expect(heard.allSatisfy { $0.isVerified })
      #expect(outcome.endings[Actor(user)] == .goodbye(from: Actor("alice")))
    }
  }

  @Test(arguments: allSettings)
  func keysOfBothSidesHaveOneNormalFormAfterAnHonestRun(settings: LabSettings) {
    let (outcome, _) = run(settings)
    let universe = outcome.transcript.universe
    for owner in ["alice", "bob"] {
      let keys = sessionKeys(outcome, settings).filter { $0.name.hasPrefix(owner) }
      #expect(keys.count == 2)
      #expect(Set(keys.map(universe.form(of:))).count == 1)
      #expect(Set(keys.map(\.bytes)).count == 1)
    }
  }

  @Test(arguments: Size.allCases)
  func keysHaveTwoNormalFormsAfterAKeySwap(size: Size) {
    let settings = LabSettings(mode: .original, size: size)
    let (outcome, _) = run(settings, .mallory)
    let universe = outcome.transcript.universe
    let keys = sessionKeys(outcome, settings).filter { $0.name.hasPrefix("alice") }
    #expect(keys.count == 2)
    #expect(Set(keys.map(universe.form(of:))).count == 2)
  }

  @Test(arguments: [
    (Mode.original, Middle.relay, 1, 2), (.original, .mallory, 2, 2),
    (.hardened, .relay, 1, 8), (.hardened, .mallory, 0, 0),
  ])
  func aReportCountsTheNormalFormsOfTheKeys(
    mode: Mode, middle: Middle, normalForms: Int, keys: Int
  ) {
    let (outcome, demonstration) = run(LabSettings(mode: mode, size: .toy), middle)
    let observers = NonceRelay.observers(of: demonstration).map {
      (name: $0.name, actors: $0.actors, wires: $0.wires)
    }
    let report = KnowledgeReport(observers, in: outcome.transcript.universe)
    let shared = report.sharedKeys(in: outcome.transcript, users: demonstration.users)
    #expect(shared.count == keys)
    #expect(shared.allSatisfy { $0.normalForms == normalForms })
  }

  @Test(arguments: allSettings)
  func whoKnowsTheSessionKeysOfAnHonestRun(settings: LabSettings) {
    let (outcome, demonstration) = run(settings)
    let universe = outcome.transcript.universe
    let isOpen = settings == LabSettings(mode: .original, size: .toy)
    for observer in NonceRelay.observers(of: demonstration) {
      let knowledge = Knowledge(of: observer.actors, seeing: observer.wires, in: universe)
      let isUser = demonstration.users.contains(observer.name)
      for key in sessionKeys(outcome, settings) {
        #expect(knowledge.knows(key) == (isUser || isOpen), "\(observer.name) \(key.name)")
      }
      let texts = universe.terms.filter { $0.name.hasSuffix(".text") }
      #expect(texts.allSatisfy { knowledge.knows($0) } == (isUser || isOpen), "\(observer.name)")
    }
  }

  @Test(arguments: Size.allCases)
  func malloryReadsEveryLineOfTheOriginal(size: Size) throws {
    let settings = LabSettings(mode: .original, size: size)
    let (outcome, demonstration) = run(settings, .mallory)
    let universe = outcome.transcript.universe
    let mallory = try #require(
      NonceRelay.observers(of: demonstration).first { $0.name == "mallory" })
    let knowledge = Knowledge(of: mallory.actors, seeing: mallory.wires, in: universe)
    let keys = sessionKeys(outcome, settings)
    #expect(keys.count == 4)
    #expect(keys.allSatisfy { knowledge.knows($0) })
    // The users notice nothing.
    #expect(outcome.deliveries[Actor("alice")]?.map(\.isVerified) == [true, true])
    #expect(outcome.deliveries[Actor("bob")]?.map(\.isVerified) == [true])
  }

  @Test(arguments: Size.allCases)
  func malloryIsFoundOutAtTheFingerprints(size: Size) {
    let settings = LabSettings(mode: .hardened, size: size)
    let (outcome, demonstration) = run(settings, .mallory)
    #expect(outcome.deliveries.isEmpty)
    guard case .failed(.verification(let claim)) = outcome.endings[Actor("alice")] else {
      Issue.record("alice ended with \(String(describing: outcome.endings[Actor("alice")]))")
      return
    }
    #expect(claim.contains("fingerprint"))
    #expect(
      outcome.transcript.stages.contains {
        $0.actor.name == "alice" && $0.title.contains("fingerprint")
          && $0.checks.contains { !$0.holds }
      })
    let universe = outcome.transcript.universe
    for observer in NonceRelay.observers(of: demonstration)
    where !demonstration.users.contains(observer.name) {
      let knowledge = Knowledge(of: observer.actors, seeing: observer.wires, in: universe)
      let secrets = universe.terms.filter {
        ["alice.d", "bob.d", "alice.symmetric_key", "bob.symmetric_key"].contains($0.name)
      }
      #expect(!secrets.contains { knowledge.knows($0) })
    }
  }

  @Test func equalSeedsGiveEqualRuns() {
    let settings = LabSettings(mode: .hardened, size: .toy)
    let first = run(settings).0.transcript.terms.map(\.bytes)
    #expect(first == run(settings).0.transcript.terms.map(\.bytes))
  }
}
