import Handshakes
import Terms
import Testing
import Transcripts

/// What happens when one bit of one message is flipped on the wire, in every field.
@Suite struct EveryFieldFlippedTests {
  private typealias Notice = FlippedRun.Notice

  /// Who may notice a change of a field, and by what.
  struct Expectation: Sendable, CustomStringConvertible {
    let place: String
    let receiver: Set<FlippedRun.Notice>
    let sender: Set<FlippedRun.Notice>

    init(
      _ place: String, receiver: Set<FlippedRun.Notice> = [.left],
      sender: Set<FlippedRun.Notice> = [.left]
    ) {
      self.place = place
      self.receiver = receiver
      self.sender = sender
    }

    var description: String { place }
  }

  /// The flips of fields that carry content, computed once a mode.
  private static let contents = Dictionary(
    uniqueKeysWithValues: Mode.allCases.map { mode in
      (mode, FlippedRun.all(HeldPair.moments(mode)) { !$0.isStructure })
    })

  /// The lines of the honest run, and the one that is said after the change.
  private static let honestLines: Set<[UInt8]> = Set(
    ["hello from alice", "from bob", FlippedRun.last].map { Array($0.utf8) })

  // MARK: Hardened

  /// Numbers at the relay are for people to type: nothing depends on them.
  static let hardened = [
    Expectation("registered.id"),
    Expectation("paired.peer id"),
    // A role or name that the relay invents breaks both signatures, which cover them.
    Expectation("paired.role", receiver: [.field, .verification], sender: [.left, .verification]),
    Expectation(
      "paired.peer name", receiver: [.field, .verification], sender: [.left, .verification]),
    Expectation("public-key.mode", receiver: [.mismatch]),
    Expectation("public-key.size", receiver: [.mismatch]),
    // The transcripts differ, and each sees it at the other's signature.
    Expectation(
      "public-key.n", receiver: [.field, .verification], sender: [.left, .verification]),
    Expectation("public-key.e", receiver: [.field]),
    // The owner cannot open what was sealed for another key.
    Expectation(
      "public-key.encryption_n", receiver: [.field, .left], sender: [.left, .computation]),
    Expectation("public-key.encryption_e", receiver: [.field]),
    Expectation("nonce.nonce", receiver: [.verification], sender: [.verification]),
    Expectation("key.sealed_key", receiver: [.computation]),
    Expectation("signature.signed_nonce", receiver: [.verification]),
    Expectation("finished.finished", receiver: [.verification]),
    Expectation("chat.sequence", receiver: [.sequence]),
    Expectation("chat.iv", receiver: [.verification]),
    Expectation("chat.ciphertext", receiver: [.verification]),
    Expectation("chat.mac", receiver: [.verification]),
    Expectation("bye.sequence", receiver: [.sequence]),
    Expectation("bye.mac", receiver: [.verification]),
  ]

  @Test(arguments: hardened)
  func inHardenedEveryChangeIsNoticed(expected: Expectation) {
    let runs = Self.contents[.hardened, default: []].filter { $0.place == expected.place }
    #expect(!runs.isEmpty)
    for run in runs {
      #expect(expected.receiver.contains(run.noticedByReceiver), "\(run.noticedByReceiver)")
      #expect(expected.sender.contains(run.noticedBySender), "\(run.noticedBySender)")
      let isFound = run.noticedByReceiver != .left || run.noticedBySender != .left
      #expect(isFound == (expected.receiver != [.left] || expected.sender != [.left]))
      for user in 0...1 {
        #expect(run.pair.seen[user].deliveries.allSatisfy { $0.isVerified })
        #expect(run.pair.seen[user].deliveries.allSatisfy { Self.honestLines.contains($0.text) })
      }
      // What was changed before the session is up keeps it down on one side at least.
      if isFound, !["chat", "bye"].contains(expected.place.prefix { $0 != "." }) {
        #expect(run.pair.seen[0].established.isEmpty || run.pair.seen[1].established.isEmpty)
      }
    }
  }

  @Test func comparedFingerprintsStopAChangedSignatureKeyAtOnce() {
    let settings = LabSettings(mode: .hardened, size: .toy)
    var pair = HeldPair(settings, fingerprints: .compareOutOfBand)
    for user in 0...1 { for _ in 0...1 { pair.deliverNext(to: user) } }
    let moments = (0...1).map { HeldPair.Moment(pair: pair, receiver: $0, name: "public-key") }
    let runs = FlippedRun.all(moments) { $0.name == "n" }
    #expect(runs.count == 6)
    for run in runs where run.noticedByReceiver != .field {
      let name = HeldPair.names[1 - run.receiver]
      let claim = "\(name).fingerprint = \(name).expected_fingerprint; the key is not \(name)'s"
      #expect(run.pair.seen[run.receiver].ending == .failed(.verification(claim)))
    }
  }

  // MARK: Original

  /// A user of the original notices what happens to fail, and shows what does not verify.
  static let original = [
    Expectation("registered.id"),
    Expectation("paired.peer id"),
    // F5: who the other one is, the relay says, and nothing covers it.
    Expectation("paired.role", receiver: [.field, .left]),
    Expectation("paired.peer name", receiver: [.field, .left]),
    Expectation("public-key.mode", receiver: [.mismatch]),
    Expectation("public-key.size", receiver: [.mismatch]),
    // A changed key is noticed by accident only: its owner has signed with another one.
    Expectation("public-key.n", receiver: [.field, .computation, .verification]),
    Expectation("public-key.e", receiver: [.field, .computation, .verification]),
    Expectation("nonce.nonce", receiver: [.verification]),
    Expectation("nonce.signed_nonce", receiver: [.computation, .verification]),
    // What opens to a number above 255 is no digit; one change in forty stays below.
    Expectation("key.sealed_key", receiver: [.computation, .left]),
    // F11: noticed, and shown all the same; nobody stops.
    Expectation("chat.iv"),
    Expectation("chat.ciphertext"),
    Expectation("chat.mac"),
  ]

  @Test(arguments: original)
  func inOriginalChangesAreNoticedByAccidentOrShownWithAMark(expected: Expectation) {
    let runs = Self.contents[.original, default: []].filter { $0.place == expected.place }
    #expect(!runs.isEmpty)
    for run in runs {
      #expect(expected.receiver.contains(run.noticedByReceiver), "\(run.noticedByReceiver)")
      #expect(expected.sender.contains(run.noticedBySender), "\(run.noticedBySender)")
      // Where the receiver goes on, it has a session, and shows wrong lines with a mark.
      guard run.noticedByReceiver == .left else { continue }
      #expect(run.pair.seen[run.receiver].established == [false])
      let marked = run.pair.seen[run.receiver].deliveries.filter { !$0.isVerified }
      let isChanged = expected.place.hasPrefix("chat") || expected.place.hasPrefix("key")
      #expect(marked.count == (isChanged ? 1 : 0), "\(expected)")
    }
  }

  @Test func theOriginalBelievesTheRelayWhoTheOtherOneIs() {
    let runs = Self.contents[.original, default: []].filter {
      $0.place == "paired.peer name" && $0.noticedByReceiver == .left
    }
    #expect(!runs.isEmpty)
    for run in runs {
      let delivery = run.pair.seen[run.receiver].deliveries.last
      #expect(delivery?.sender != Actor(HeldPair.names[1 - run.receiver]))
      #expect(delivery?.isVerified == true)
    }
  }

  // MARK: Both

  @Test(arguments: [(Mode.original, original), (.hardened, hardened)])
  func everyFieldOfTheRunHasAnExpectation(mode: Mode, expectations: [Expectation]) {
    let places = Set(Self.contents[mode, default: []].map(\.place))
    #expect(places == Set(expectations.map(\.place)))
  }

  /// A changed type or length is no message of its layout, or the start of one that never ends.
  @Test(arguments: Mode.allCases)
  func changedTypesAndLengthsNeverPass(mode: Mode) {
    let notices: Set<Notice> = [.malformed, .frame, .unexpected, .refused, .silence, .left]
    let runs = FlippedRun.all(HeldPair.moments(mode), where: \.isStructure)
    #expect(runs.count > 150)
    for run in runs {
      #expect(notices.contains(run.noticedByReceiver), "\(run.place)")
      let seen = run.pair.seen[run.receiver]
      #expect(seen.deliveries.allSatisfy { $0.isVerified && Self.honestLines.contains($0.text) })
      switch run.place.prefix(while: { $0 != "." }) {
      case "chat": #expect(!seen.deliveries.contains { $0.text == Array(FlippedRun.last.utf8) })
      case "bye": break
      default: #expect(seen.established.isEmpty, "\(run.place)")
      }
    }
  }
}
