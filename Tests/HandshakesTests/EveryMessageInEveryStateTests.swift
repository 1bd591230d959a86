import Handshakes
import Terms
import Testing
import Transcripts

/// In each state of the handshake one message of the other user is legal.
@Suite struct EveryMessageInEveryStateTests {
  private typealias Layouts = NonceRelay.Layouts

  /// What a user waits for when the message of that name is on its way.
  private static func state(awaiting name: String, _ mode: Mode) -> String {
    switch name {
    case "registered": "registering"
    case "paired": "waiting for the other one"
    case "public-key": mode == .original ? "a public key is awaited" : "the public keys are awaited"
    case "nonce": "a nonce is awaited"
    case "key": "a key is awaited"
    case "signature": "a signature is awaited"
    case "finished": "finished is awaited"
    default: "the session is up"
    }
  }

  /// The types that are legal at that time; the relay may refuse or stop at any time, and say that the
  /// other one is gone once there is another one.
  private static func legalTypes(awaiting name: String) -> Set<UInt8> {
    let expected: Set<UInt8> =
      switch name {
      case "registered": [Layouts.registered.type]
      case "paired": [Layouts.paired.type]
      case "public-key": [Layouts.publicKey.type, Layouts.gone.type]
      case "nonce": [Layouts.nonce.type, Layouts.gone.type]
      case "key": [Layouts.sealedKey.type, Layouts.gone.type]
      case "signature": [Layouts.signature.type, Layouts.gone.type]
      case "finished": [Layouts.finished.type, Layouts.gone.type]
      default: [Layouts.chat.type, Layouts.bye.type, Layouts.gone.type]
      }
    return expected.union(ServerWords.all.map(\.type))
  }

  /// What a message of a type is called in an error.
  private static func name(of type: UInt8, _ mode: Mode) -> String {
    (Layouts.withRelay + Layouts.betweenUsers(mode)).first { $0.type == type }?.name
      ?? "of type \(type)"
  }

  @Test(arguments: [
    (
      Mode.original,
      ["registered", "paired", "public-key", "nonce", "key", "chat", "bye"]
    ),
    (
      .hardened,
      [
        "registered", "paired", "public-key", "nonce", "key", "signature", "finished", "chat",
        "bye",
      ]
    ),
  ])
  func eachUserGetsTheMessagesInOneOrder(mode: Mode, names: [String]) {
    for user in 0...1 {
      let got = HeldPair.moments(mode).filter { $0.receiver == user }.map(\.name)
      #expect(got == names)
    }
  }

  @Test(arguments: Mode.allCases)
  func everyOtherTypeFailsNamingMessageAndState(mode: Mode) {
    for moment in HeldPair.moments(mode) {
      let legal = Self.legalTypes(awaiting: moment.name)
      for type in UInt8.min...UInt8.max {
        var pair = moment.pair
        pair.give(Frame(type: type, body: []).encoded, to: moment.receiver)
        let expected = Ending.failed(
          .unexpected(
            message: Self.name(of: type, mode), while: Self.state(awaiting: moment.name, mode)))
        #expect(
          (pair.seen[moment.receiver].ending == expected) == !legal.contains(type),
          "type \(type) instead of \(moment.name)")
      }
    }
  }

  @Test(arguments: Mode.allCases)
  func theLegalMessageOfEachStateIsAccepted(mode: Mode) {
    for moment in HeldPair.moments(mode) {
      var pair = moment.pair
      pair.deliverNext(to: moment.receiver)
      let ending = pair.seen[moment.receiver].ending
      let isLast = moment.name == "bye"
      #expect(ending == (isLast ? .goodbye(from: Actor("alice")) : nil), "\(moment.name)")
    }
  }

  @Test(arguments: Mode.allCases)
  func afterAFailureNothingComesOut(mode: Mode) {
    for moment in HeldPair.moments(mode) {
      var pair = moment.pair
      let link = HeldPair.link(moment.receiver)
      let failure = pair.give([99, 0, 0, 0], to: moment.receiver)
      #expect(failure.contains { if case .close(link) = $0 { true } else { false } })
      let inputs: [Input] = [
        .received(moment.message, on: link), .received([99, 0, 0, 0], on: link), .start,
        .opened(link), .submit(.say([65])), .submit(.peerFingerprint([])), .submit(.verified),
        .submit(.help), .submit(.quit), .submit(.endOfInput), .tick(seconds: 10_000),
        .closed(link),
      ]
      for input in inputs {
        #expect(pair.give(input, to: moment.receiver).isEmpty, "\(input) after \(moment.name)")
      }
    }
  }

  @Test func beforeTheStartNothingIsHeard() {
    var peer = NonceRelay.Peer(
      UserConfiguration(
        name: "alice", settings: LabSettings(mode: .hardened, size: .toy), wanted: ""),
      fingerprints: .leaveToUser, on: HeldPair.link(0), drawingFrom: .seed("never used"))
    #expect(peer.handle(.received([16, 0, 0, 0], on: HeldPair.link(0))).isEmpty)
  }

  @Test func whileFingerprintsAreComparedMessagesWait() {
    let settings = LabSettings(mode: .hardened, size: .toy)
    var pair = HeldPair(settings, fingerprints: .compareOutOfBand)
    pair.run()
    for user in 0...1 {
      #expect(pair.seen[user].fingerprint?.count == 32)
      #expect(pair.seen[user].ending == nil)
      #expect(pair.give([99, 0, 0, 0], to: user).isEmpty)
    }
    pair.readFingerprints()
    for user in 0...1 {
      #expect(
        pair.seen[user].ending
          == .failed(.unexpected(message: "of type 99", while: "a nonce is awaited")))
    }
  }

  @Test(arguments: Mode.allCases)
  func theRelaysWordsAreHeardInEveryStateOfAPair(mode: Mode) {
    let reason = "message malformed"
    let refused = HeldPair.relaySays(ServerWords.refused, [Array(reason.utf8)])
    let stopping = HeldPair.relaySays(ServerWords.stopping, [])
    let gone = HeldPair.relaySays(Layouts.gone, [])
    for moment in HeldPair.moments(mode) {
      var pair = moment.pair
      pair.give(refused, to: moment.receiver)
      #expect(
        pair.seen[moment.receiver].ending == .failed(.refused(reason)), "before \(moment.name)")
      // Who has said goodbye does not mind how the other one, or the relay, ends.
      let hasLeft = moment.name == "bye" && moment.receiver == 0
      pair = moment.pair
      pair.give(stopping, to: moment.receiver)
      #expect(
        pair.seen[moment.receiver].ending
          == (hasLeft ? .goodbye(from: Actor("alice")) : .serverGone), "before \(moment.name)")
      guard !["registered", "paired"].contains(moment.name) else { continue }
      pair = moment.pair
      pair.give(gone, to: moment.receiver)
      #expect(
        pair.seen[moment.receiver].ending
          == (hasLeft
            ? .goodbye(from: Actor("alice"))
            : .peerLeft(Actor(HeldPair.names[1 - moment.receiver]))))
    }
  }

  /// The relay answers a registration in half a minute, a peer in a minute; for somebody to talk
  /// to, and in a session, one may wait as long as it takes.
  @Test(arguments: Mode.allCases)
  func silenceWhereAnAnswerIsDueEndsTheRun(mode: Mode) {
    for moment in HeldPair.moments(mode) {
      let user = moment.receiver
      let limit: Int? =
        switch moment.name {
        case "registered": 30
        case "paired", "chat": nil
        case "bye": user == 0 ? 60 : nil
        default: 60
        }
      var pair = moment.pair
      pair.give(.tick(seconds: (limit ?? 100_000) - 1), to: user)
      #expect(pair.seen[user].ending == nil, "\(moment.name)")
      guard let limit else { continue }
      pair.give(.tick(seconds: limit), to: user)
      #expect(
        pair.seen[user].ending
          == (moment.name == "bye"
            ? .goodbye(from: Actor("alice")) : .failed(.silence(seconds: limit))))
    }
  }
}
