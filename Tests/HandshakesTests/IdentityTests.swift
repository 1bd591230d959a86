import Bytes
import Handshakes
import Terms
import Testing
import Transcripts

/// Whose key it is: fingerprints, one's own key coming back, keys that are none, other modes.
@Suite struct IdentityTests {
  private typealias Layouts = NonceRelay.Layouts

  private static let hardened = LabSettings(mode: .hardened, size: .toy)

  /// Two users whose public keys are on their way.
  private static func keysOnTheirWay(_ mode: Mode) -> HeldPair {
    var pair = HeldPair(LabSettings(mode: mode, size: .toy))
    for user in 0...1 {
      for _ in 0...1 { pair.deliverNext(to: user) }
    }
    return pair
  }

  /// Both users' fingerprints, as the same seed gives them in every run here.
  private static let fingerprints: [[UInt8]] = {
    var pair = HeldPair(hardened, fingerprints: .compareOutOfBand)
    pair.run()
    return pair.seen.compactMap(\.fingerprint)
  }()

  /// A message with some fields replaced.
  private func replacing(
    _ fields: [String: [UInt8]], in message: [UInt8], of pair: HeldPair
  ) throws -> [UInt8] {
    let layout = try #require(pair.layout(of: message))
    let contents = pair.fields(of: message).filter { field in
      layout.fields.contains { $0.name == field.name }
    }
    return HeldPair.relaySays(layout, contents.map { fields[$0.name] ?? $0.term.bytes })
  }

  private func contents(of message: [UInt8], in pair: HeldPair) -> [String: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: pair.fields(of: message).map { ($0.name, $0.term.bytes) })
  }

  // MARK: Fingerprints

  @Test func onlyTheExpectedFingerprintIsAccepted() {
    let policies: [FingerprintPolicy] = [
      .expect(Self.fingerprints[1]), .expect(Self.fingerprints[0]), .expect([]),
      .expect(Array(Self.fingerprints[1].dropLast())), .expect(Self.fingerprints[1] + [0]),
    ]
    for (index, policy) in policies.enumerated() {
      var pair = HeldPair([Self.hardened, Self.hardened], [policy, .leaveToUser])
      pair.run()
      if index == 0 {
        // What one side was told says nothing to the other.
        #expect(pair.seen[0].established == [true] && pair.seen[1].established == [false])
        continue
      }
      #expect(
        pair.seen[0].ending
          == .failed(
            .verification(
              "bob.fingerprint = bob.expected_fingerprint; the key is not bob's")))
      #expect(pair.seen[1].ending == .peerLeft(Actor("alice")))
      #expect(pair.seen.allSatisfy { $0.established.isEmpty })
    }
  }

  @Test func fingerprintsReadOutVerifyBothSides() {
    var pair = HeldPair(Self.hardened, fingerprints: .compareOutOfBand)
    pair.run()
    #expect(pair.seen.allSatisfy { $0.established.isEmpty })
    pair.readFingerprints()
    pair.run()
    #expect(pair.seen.map(\.established) == [[true], [true]])
  }

  @Test func aFingerprintHeardWrongEndsTheRun() {
    for heard in [[], Self.fingerprints[0]] {
      var pair = HeldPair(Self.hardened, fingerprints: .compareOutOfBand)
      pair.run()
      pair.give(.submit(.peerFingerprint(heard)), to: 0)
      #expect(
        pair.seen[0].ending
          == .failed(
            .verification(
              "bob.fingerprint = bob.expected_fingerprint; the key is not bob's")))
    }
  }

  @Test func leftToTheUserASessionIsUnverifiedUntilTheUserSaysSo() {
    var pair = HeldPair.established(.hardened)
    #expect(pair.seen.map(\.established) == [[false], [false]])
    pair.give(.submit(.verified), to: 1)
    #expect(pair.seen.map(\.established) == [[false], [false, true]])
  }

  @Test func originalHasNothingThatAUserCouldVerify() {
    var pair = HeldPair.established(.original)
    pair.give(.submit(.verified), to: 0)
    #expect(pair.seen[0].established == [false])
    #expect(pair.seen[0].ending == nil)
  }

  @Test(arguments: Mode.allCases)
  func aFingerprintThatNobodyAskedForIsRefused(mode: Mode) {
    var pair = Self.keysOnTheirWay(mode)
    pair.give(.submit(.peerFingerprint(Self.fingerprints[0])), to: 0)
    guard case .failed(.unexpected(message: "fingerprint", while: _)) = pair.seen[0].ending else {
      Issue.record("alice ended with \(String(describing: pair.seen[0].ending))")
      return
    }
  }

  // MARK: Whom the relay brings

  @Test(arguments: [
    ("", true), ("bob", true), ("7", true), ("bo", false), ("bobby", false), ("alice", false),
    ("07", false), ("1", false), ("Bob", false),
  ])
  func onlyWhoeverWasAskedForIsTalkedTo(wanted: String, isRight: Bool) {
    var peer = NonceRelay.Peer(
      UserConfiguration(
        name: "alice", settings: LabSettings(mode: .original, size: .toy), wanted: wanted),
      fingerprints: .leaveToUser, on: HeldPair.link(0), drawingFrom: .seed("wanted"))
    _ = peer.handle(.start)
    _ = peer.handle(
      .received(HeldPair.relaySays(Layouts.registered, [[0, 0, 0, 0]]), on: HeldPair.link(0)))
    let outputs = peer.handle(
      .received(
        HeldPair.relaySays(Layouts.paired, [[0], [0, 0, 0, 7], Array("bob".utf8)]),
        on: HeldPair.link(0)))
    let endings = outputs.compactMap { if case .ended(let ending) = $0 { ending } else { nil } }
    let error = HandshakeError.field(
      "paired peer name", expected: "\(wanted), the one asked for")
    #expect(endings == (isRight ? [] : [.failed(error)]))
  }

  @Test func aFingerprintIsShownToBothInOneOrder() {
    var pair = Self.keysOnTheirWay(.hardened)
    let shown = (0...1).map { user in
      pair.give(pair.inFlight[user].removeFirst(), to: user).compactMap { output in
        if case .fingerprints(let fingerprints) = output { fingerprints } else { nil }
      }
    }
    #expect(shown[0] == shown[1])
    #expect(shown[0].first?.map(\.owner) == HeldPair.names.map { Actor($0) })
    #expect(shown[0].first?.map(\.hash) == Self.fingerprints)
  }

  // MARK: One's own key

  @Test(arguments: 0...1)
  func onesOwnKeyComingBackIsRefused(user: Int) {
    var pair = Self.keysOnTheirWay(.hardened)
    pair.give(pair.sent[user][0], to: user)
    #expect(pair.seen[user].ending == .failed(.ownKey))
  }

  @Test(arguments: [("n", "n"), ("encryption_n", "encryption_n")])
  func oneOwnKeyAmongTheOthersIsRefused(own: String, place: String) throws {
    var pair = Self.keysOnTheirWay(.hardened)
    let mine = contents(of: pair.sent[0][0], in: pair)
    let modulus = try #require(mine[own])
    pair.give(try replacing([place: modulus], in: pair.inFlight[0][0], of: pair), to: 0)
    #expect(pair.seen[0].ending == .failed(.ownKey))
  }

  /// Zeros in front make other octets of the same number.
  @Test(arguments: Mode.allCases)
  func numbersOfAKeyHaveOneForm(mode: Mode) throws {
    let pair = Self.keysOnTheirWay(mode)
    for owner in 0...1 {
      let message = pair.sent[owner][0]
      let numbers = contents(of: message, in: pair).filter {
        ["n", "e", "encryption_n", "encryption_e"].contains($0.key)
      }
      for (name, bytes) in numbers {
        var copy = pair
        copy.give(try replacing([name: [0] + bytes], in: message, of: pair), to: 0)
        guard case .failed(.field(let field, expected: _)) = copy.seen[0].ending else {
          Issue.record("\(mode) \(name): \(String(describing: copy.seen[0].ending))")
          continue
        }
        #expect(field.hasSuffix(name.suffix(1)))
      }
    }
  }

  /// F4 and F5: alice alone in front of a mirror, and her screen says that bob is there.
  @Test func originalTakesItsOwnReflectionForTheOtherOne() {
    var pair = Self.keysOnTheirWay(.original)
    var reflected = 0
    func reflect() {
      while reflected < pair.sent[0].count {
        reflected += 1
        pair.give(pair.sent[0][reflected - 1], to: 0)
      }
    }
    reflect()
    pair.say("is anybody there?", 0)
    reflect()
    #expect(pair.seen[0].established == [false])
    #expect(pair.seen[0].deliveries.map(\.sender) == [Actor("bob")])
    #expect(pair.seen[0].deliveries.map(\.isVerified) == [true])
  }

  @Test func hardenedRefusesItsOwnNonce() {
    let moment = HeldPair.moments(.hardened).first { $0.name == "nonce" && $0.receiver == 0 }
    guard var pair = moment?.pair else {
      Issue.record("no nonce")
      return
    }
    pair.give(pair.sent[0][1], to: 0)
    #expect(
      pair.seen[0].ending
        == .failed(.field("bob's nonce", expected: "other than this side's")))
  }

  // MARK: Other modes and sizes

  @Test func twoModesRefuseEachOtherNamingBoth() {
    let settings = Mode.allCases.map { LabSettings(mode: $0, size: .toy) }
    for first in 0...1 {
      var pair = HeldPair(
        [settings[first], settings[1 - first]], [.leaveToUser, .leaveToUser])
      for user in 0...1 {
        for _ in 0...1 { pair.deliverNext(to: user) }
      }
      for user in 0...1 {
        let (own, other) = user == first ? ("original", "hardened") : ("hardened", "original")
        var copy = pair
        copy.deliverNext(to: user)
        #expect(
          copy.seen[user].ending == .failed(.mismatch(of: "mode", own: own, other: other)))
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func anotherOrUnknownSizeIsRefusedNamingBoth(mode: Mode) throws {
    let pair = Self.keysOnTheirWay(mode)
    for (octet, name) in [(UInt8(0), "real"), (2, "unknown"), (255, "unknown")] {
      var copy = pair
      copy.give(try replacing(["size": [octet]], in: pair.inFlight[0][0], of: pair), to: 0)
      #expect(
        copy.seen[0].ending == .failed(.mismatch(of: "size", own: "toy", other: name)))
    }
  }

  // MARK: Keys that are none

  @Test(arguments: Mode.allCases, ["n", "e"])
  func numbersThatAreNoKeyAreRefusedNamingTheField(mode: Mode, name: String) throws {
    let pair = Self.keysOnTheirWay(mode)
    let width = try #require(contents(of: pair.inFlight[0][0], in: pair)[name]).count
    var wrong: [[UInt8]] = [[0], [1], [2], [UInt8](repeating: 0, count: width)]
    wrong.append([UInt8](repeating: 0xFF, count: 1024))
    // Even, and of the right width.
    wrong.append([0x80] + [UInt8](repeating: 0, count: max(width - 1, 1)))
    for bytes in wrong {
      var copy = pair
      copy.give(try replacing([name: bytes], in: pair.inFlight[0][0], of: pair), to: 0)
      guard case .failed(.field(let field, expected: _)) = copy.seen[0].ending else {
        Issue.record("\(name) \(bytes.count): \(String(describing: copy.seen[0].ending))")
        continue
      }
      #expect(field.hasPrefix("bob's") && field.hasSuffix(name))
    }
  }
}
