import Handshakes
import Terms
import Testing
import Transcripts

/// Lines of a session that are sent again, moved, dropped or changed on the wire.
@Suite struct ChatOrderTests {
  /// A session in which three lines of alice are on their way to bob.
  private func threeLinesOnTheirWay(_ mode: Mode) -> HeldPair {
    var pair = HeldPair.established(mode)
    for text in ["one", "two", "three"] { pair.say(text, 0) }
    return pair
  }

  /// What bob has been shown.
  private func heard(_ pair: HeldPair) -> [String] {
    pair.seen[1].deliveries.map {
      String(decoding: $0.text, as: UTF8.self) + ($0.isVerified ? "" : " (NOT verified)")
    }
  }

  /// In which order the lines arrive, how many of them bob hears, and the number he waits for
  /// when he stops.
  static let disorders: [(order: [Int], heard: Int, expected: UInt64)] = [
    ([0, 0, 1, 2], 1, 1), ([0, 1, 0], 2, 2), ([1, 0, 2], 0, 0), ([0, 2], 1, 1), ([2], 0, 0),
    ([0, 1, 1], 2, 2),
  ]

  @Test(arguments: disorders)
  func hardenedStopsAtTheFirstLineOutOfItsTurn(order: [Int], count: Int, expected: UInt64) {
    var pair = threeLinesOnTheirWay(.hardened)
    pair.inFlight[1] = order.map { pair.inFlight[1][$0] }
    pair.run()
    #expect(heard(pair) == Array(["one", "two", "three"].prefix(count)))
    #expect(pair.seen[1].ending == .failed(.sequence(expected: expected)))
    #expect(pair.seen[0].ending == .peerLeft(Actor("bob")))
  }

  @Test(arguments: disorders)
  func originalTakesEveryOrderForGenuine(order: [Int], count: Int, expected: UInt64) {
    var pair = threeLinesOnTheirWay(.original)
    pair.inFlight[1] = order.map { pair.inFlight[1][$0] }
    pair.run()
    #expect(heard(pair) == order.map { ["one", "two", "three"][$0] })
    #expect(pair.seen[1].ending == nil)
  }

  @Test func droppingTheLastLineShowsAtTheGoodbyeOfHardenedOnly() {
    for mode in Mode.allCases {
      var pair = HeldPair.established(mode)
      pair.say("the last line", 0)
      pair.inFlight[1] = []
      pair.give(.submit(.quit), to: 0)
      pair.run()
      #expect(
        pair.seen[1].ending
          == (mode == .original
            ? .goodbye(from: Actor("alice")) : .failed(.sequence(expected: 0))))
    }
  }

  @Test func anybodyCanSayGoodbyeInOriginal() {
    let goodbye = HeldPair.relaySays(NonceRelay.Layouts.bye, [])
    for mode in Mode.allCases {
      var pair = HeldPair.established(mode)
      pair.give(goodbye, to: 1)
      if mode == .original {
        #expect(pair.seen[1].ending == .goodbye(from: Actor("alice")))
      } else {
        guard case .failed(.malformed) = pair.seen[1].ending else {
          Issue.record("an empty goodbye is taken in hardened")
          continue
        }
      }
    }
  }

  @Test func aLineThatComesBackIsNotTakenForTheOtherOnes() {
    for mode in Mode.allCases {
      var pair = HeldPair.established(mode)
      pair.say("whose line is it", 0)
      pair.give(pair.inFlight[1][0], to: 0)
      switch mode {
      case .original:
        // Each direction has a key of its own: the wrong one gives wrong text.
        #expect(pair.seen[0].deliveries.map(\.isVerified) == [false])
        #expect(pair.seen[0].ending == nil)
      case .hardened:
        #expect(pair.seen[0].deliveries.isEmpty)
        #expect(
          pair.seen[0].ending == .failed(.verification("bob.computed_mac = bob.mac")))
      }
    }
  }

  @Test func originalShowsALineThatDoesNotVerify() throws {
    var pair = HeldPair.established(.original)
    pair.say("pay bob 100", 0)
    let iv = try #require(pair.fields(of: pair.inFlight[1][0]).first { $0.name == "iv" })
    // The code fails, but "1" has become "9" before anybody looks at it.
    pair.inFlight[1][0][iv.offset + 8] ^= 0x08
    pair.run()
    #expect(heard(pair) == ["pay bob 900 (NOT verified)"])
  }

  @Test func originalTakesZerosAtTheEndOfALineForPadding() {
    var pair = HeldPair.established(.original)
    pair.give(.submit(.say([0x61, 0, 0])), to: 0)
    pair.run()
    #expect(heard(pair) == ["a (NOT verified)"])
    pair = HeldPair.established(.hardened)
    pair.give(.submit(.say([0x61, 0, 0])), to: 0)
    pair.run()
    #expect(pair.seen[1].deliveries.map(\.text) == [[0x61, 0, 0]])
  }

  @Test(arguments: Mode.allCases, [0, 1, 15, 16, 17, 4096, 16_384])
  func linesOfEveryLengthArriveWhole(mode: Mode, count: Int) {
    var pair = HeldPair.established(mode)
    let text = [UInt8](repeating: 0x61, count: count)
    pair.give(.submit(.say(text)), to: 1)
    pair.run()
    #expect(pair.seen[0].deliveries.map(\.text) == [text])
    #expect(pair.seen[0].deliveries.map(\.isVerified) == [true])
  }

  @Test(arguments: Mode.allCases)
  func aLineThatIsTooLongIsNotSent(mode: Mode) {
    var pair = HeldPair.established(mode)
    let outputs = pair.give(
      .submit(.say([UInt8](repeating: 0x61, count: ChatCommand.longestText + 1))), to: 0)
    #expect(outputs.count == 1)
    guard case .notice(let text) = outputs.first else {
      Issue.record("no notice")
      return
    }
    #expect(text == "not sent: 16385 bytes, a message has at most 16384")
    #expect(pair.inFlight[1].isEmpty && pair.seen[0].ending == nil)
  }

  @Test(arguments: Mode.allCases)
  func whatIsTypedBeforeTheSessionWaitsForIt(mode: Mode) {
    var pair = HeldPair(LabSettings(mode: mode, size: .toy))
    pair.say("early", 0)
    pair.give(.submit(.endOfInput), to: 0)
    pair.run()
    #expect(heard(pair) == ["early"])
    for user in 0...1 { #expect(pair.seen[user].ending == .goodbye(from: Actor("alice"))) }
  }
}
