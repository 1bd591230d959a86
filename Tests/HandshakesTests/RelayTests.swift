import Handshakes
import Terms
import Testing
import Transcripts

/// The relay as a state machine: whom it pairs, what it passes on, whom it refuses.
@Suite struct RelayTests {
  private typealias Layouts = NonceRelay.Layouts

  private static let settings = LabSettings(mode: .original, size: .toy)

  // MARK: Pairing

  @Test func whoWantsEachOtherByNameIsPaired() {
    var hall = Hall(Self.settings)
    let (alice, bob) = (hall.enter("alice", wanting: "bob"), hall.enter("bob", wanting: "alice"))
    #expect(hall.partner(of: alice) == "bob" && hall.partner(of: bob) == "alice")
    #expect(hall.role(of: alice) == 0 && hall.role(of: bob) == 1)
    #expect(hall.number(of: alice) == 0 && hall.number(of: bob) == 1)
  }

  @Test func whoIsWantedByNumberIsPaired() {
    var hall = Hall(Self.settings)
    let alice = hall.enter("alice", wanting: "1")
    let bob = hall.enter("bob", wanting: "0")
    #expect(hall.partner(of: alice) == "bob" && hall.partner(of: bob) == "alice")
  }

  @Test func whoWantsAnybodyGetsTheLongestWaitingWhoWantsThem() {
    var hall = Hall(Self.settings)
    let picky = hall.enter("picky", wanting: "nobody-here")
    let first = hall.enter("first", wanting: "")
    let second = hall.enter("second", wanting: "third")
    let third = hall.enter("third", wanting: "")
    #expect(hall.partner(of: picky) == nil)
    // Second wants third alone, so first waited longer and is taken first.
    #expect(hall.partner(of: first) == "third" && hall.partner(of: third) == "first")
    #expect(hall.partner(of: second) == nil)
  }

  @Test func whoIsNotWantedBackWaits() {
    var hall = Hall(Self.settings)
    let alice = hall.enter("alice", wanting: "bob")
    let bob = hall.enter("bob", wanting: "carol")
    #expect(hall.partner(of: alice) == nil && hall.partner(of: bob) == nil)
    let carol = hall.enter("carol", wanting: "bob")
    #expect(hall.partner(of: bob) == "carol" && hall.partner(of: carol) == "bob")
    #expect(hall.partner(of: alice) == nil)
  }

  @Test func aNameGoesBeforeANumber() {
    var hall = Hall(Self.settings)
    let alice = hall.enter("alice", wanting: "2")
    let two = hall.enter("2", wanting: "")
    #expect(hall.partner(of: alice) == "2" && hall.partner(of: two) == "alice")
  }

  @Test func whoWantsThemselvesWaits() {
    var hall = Hall(Self.settings)
    let alice = hall.enter("alice", wanting: "alice")
    let byNumber = hall.enter("bob", wanting: "1")
    #expect(hall.partner(of: alice) == nil && hall.partner(of: byNumber) == nil)
    #expect(!hall.isClosed(alice))
  }

  @Test func fiftyPairsTalkAtOnceAndHearOnlyEachOther() {
    var hall = Hall(Self.settings)
    let firsts = (0..<50).map { hall.enter("first\($0)", wanting: "second\($0)") }
    let seconds = (0..<50).map { hall.enter("second\($0)", wanting: "first\($0)") }
    for pair in 0..<50 {
      #expect(hall.partner(of: firsts[pair]) == "second\(pair)")
      #expect(hall.partner(of: seconds[pair]) == "first\(pair)")
    }
    for link in firsts + seconds { hall.heard[link] = [] }
    // Every frame is another one, and they are sent across each other.
    for pair in 0..<50 {
      hall.send(Hall.nonce(UInt8(pair)), from: firsts[pair])
      hall.send(Hall.nonce(UInt8(100 + pair)), from: seconds[49 - pair])
    }
    for pair in 0..<50 {
      #expect(hall.heard[seconds[pair]] == [Hall.nonce(UInt8(pair))])
      #expect(hall.heard[firsts[pair]] == [Hall.nonce(UInt8(100 + 49 - pair))])
    }
  }

  // MARK: Refusals at the door

  @Test func aNameIsTakenOnceWhileItsOwnerIsThere() {
    var hall = Hall(Self.settings)
    let first = hall.enter("alice", wanting: "bob")
    let second = hall.enter("alice", wanting: "bob")
    #expect(
      hall.refusal(of: second) == "register name must be another one: alice is here already")
    #expect(hall.isClosed(second) && !hall.isClosed(first))
    hall.leave(first)
    let third = hall.enter("alice", wanting: "bob")
    #expect(hall.refusal(of: third) == nil)
    #expect(hall.number(of: third) == 1)
  }

  @Test(arguments: [
    "a b", "a/b", "é", "\u{1B}[2J", "\u{202E}ecila", "alice\n", "a\0", "..", "a.b", "\u{FEFF}x",
    "名",
  ])
  func aNameOfOtherCharactersIsRefused(name: String) {
    for (own, wanted) in [(name, ""), ("alice", name)] {
      var hall = Hall(Self.settings)
      let link = hall.enter(own, wanting: wanted)
      #expect(hall.isClosed(link))
      let field = own == name ? "register name" : "register wanted"
      #expect(hall.refusal(of: link)?.hasPrefix(field) == true)
      // What is told to the terminal holds none of the octets.
      #expect(hall.refusal(of: link)?.allSatisfy { $0.isASCII } == true)
    }
  }

  @Test func aNameOfNoUTF8IsRefused() {
    var hall = Hall(Self.settings)
    let link = hall.connect()
    hall.send(Hall.registration(name: [0xFF, 0xC0, 0x80]), from: link)
    #expect(hall.isClosed(link))
  }

  @Test func anotherVersionLabModeOrSizeIsRefusedNamingBoth() {
    let cases: [(version: UInt8, lab: String, mode: UInt8, size: UInt8, reason: String)] = [
      (2, NonceRelay.name, 0, 1, "register version must be 1"),
      (1, "key-hub", 0, 1, "the server runs lab nonce-relay, this user asks for another one"),
      (1, NonceRelay.name, 1, 1, "the server runs mode original, this user asks for hardened"),
      (1, NonceRelay.name, 9, 1, "the server runs mode original, this user asks for unknown"),
      (1, NonceRelay.name, 0, 0, "the server runs size toy, this user asks for real"),
    ]
    for (version, lab, mode, size, reason) in cases {
      var hall = Hall(Self.settings)
      let link = hall.connect()
      hall.send(
        Hall.registration(version: version, lab: lab, mode: mode, size: size), from: link)
      #expect(hall.refusal(of: link) == reason)
      #expect(hall.isClosed(link))
    }
  }

  @Test func whoDoesNotRegisterInTenSecondsIsRefused() {
    var hall = Hall(Self.settings)
    hall.tick(5)
    let silent = hall.connect()
    let half = hall.connect()
    hall.send(Array(Hall.registration(name: Array("half".utf8)).dropLast()), from: half)
    let alice = hall.enter("alice", wanting: "bob")
    hall.tick(14)
    #expect(!hall.isClosed(silent) && !hall.isClosed(half))
    hall.tick(15)
    for link in [silent, half] {
      #expect(hall.refusal(of: link) == "no registration within 10 seconds")
      #expect(hall.isClosed(link))
    }
    // Who has registered may wait as long as it takes.
    hall.tick(100_000)
    #expect(!hall.isClosed(alice))
  }

  // MARK: Refusals inside

  @Test func whatIsSentBeforePairingIsRefused() {
    var hall = Hall(Self.settings)
    let stranger = hall.connect()
    hall.send(Hall.nonce(1), from: stranger)
    #expect(
      hall.refusal(of: stranger)
        == "message of type 17 is not expected while a registration is awaited")
    let alice = hall.enter("alice", wanting: "bob")
    hall.send(Hall.nonce(1), from: alice)
    #expect(
      hall.refusal(of: alice) == "message nonce is not expected while nobody is paired")
    #expect(hall.isClosed(alice))
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 19, 99, 255] as [UInt8])
  func whatNoUserMaySendRefusesTheSenderOnly(type: UInt8) {
    var (hall, alice, bob) = Hall.withAPair(Self.settings)
    hall.heard[bob] = []
    hall.send(Frame(type: type, body: []).encoded, from: alice)
    #expect(hall.refusal(of: alice)?.hasPrefix("message ") == true)
    #expect(hall.refusal(of: alice)?.hasSuffix("is not expected while paired") == true)
    #expect(hall.isClosed(alice))
    // Bob hears nothing of it but that alice is gone, and his place is free.
    #expect(hall.heard[bob] == [HeldPair.relaySays(Layouts.gone, [])])
    #expect(hall.isClosed(bob))
  }

  @Test(arguments: [
    // A field is cut off; a vector has a length that its field does not allow; a body is too long;
    // a length above the limit stands behind a good message.
    Frame(type: 17, body: [0, 22]).encoded, Frame(type: 17, body: [0, 1, 0x31]).encoded,
    Frame(type: 22, body: [1]).encoded, Frame(type: 22, body: []).encoded + [17, 0xFF, 0xFF, 0xFF],
  ])
  func aMalformedFrameRefusesTheSenderOnly(frame: [UInt8]) {
    var (hall, alice, bob) = Hall.withAPair(Self.settings)
    let carol = hall.enter("carol", wanting: "dave")
    hall.send(frame, from: alice)
    #expect(hall.isClosed(alice))
    #expect(hall.refusal(of: alice) != nil)
    #expect(hall.refusal(of: bob) == nil)
    #expect(hall.heard[bob]?.last == HeldPair.relaySays(Layouts.gone, []))
    #expect(!hall.isClosed(carol))
  }

  @Test func whoBeginsAMessageAndDoesNotGoOnIsRefused() {
    var (hall, alice, bob) = Hall.withAPair(Self.settings)
    hall.tick(5)
    // A whole message and a half, then a dribble that does not help.
    hall.send(Hall.nonce(1) + Hall.nonce(2).prefix(20), from: alice)
    #expect(hall.heard[bob]?.last == Hall.nonce(1))
    for octet in 20..<30 {
      hall.send([Hall.nonce(2)[octet]], from: alice)
      hall.tick(octet)
    }
    hall.tick(34)
    #expect(!hall.isClosed(alice))
    hall.tick(35)
    #expect(hall.refusal(of: alice) == "half a message, and no more for 30 seconds")
    #expect(hall.isClosed(alice) && hall.refusal(of: bob) == nil)
  }

  @Test func whoFinishesEachMessageMayBeSlow() {
    var (hall, alice, bob) = Hall.withAPair(Self.settings)
    for ordinal in 1...5 {
      hall.tick(50 * ordinal)
      hall.send(Array(Hall.nonce(1).prefix(20)), from: alice)
      hall.tick(50 * ordinal + 29)
      hall.send(Array(Hall.nonce(1).dropFirst(20)), from: alice)
      #expect(hall.heard[bob]?.count == 2 + ordinal)
    }
    hall.tick(100_000)
    #expect(!hall.isClosed(alice))
  }

  @Test func aRelayThatStopsTellsEverybody() {
    var (hall, alice, bob) = Hall.withAPair(Self.settings)
    let stranger = hall.connect()
    hall.stop()
    for link in [alice, bob, stranger] {
      #expect(hall.heard[link]?.last == HeldPair.relaySays(ServerWords.stopping, []))
    }
    #expect(hall.closed == [alice, bob, stranger])
    hall.send(Hall.nonce(1), from: alice)
    #expect(hall.heard[bob]?.last == HeldPair.relaySays(ServerWords.stopping, []))
  }

  @Test func whenOneIsGoneTheOtherIsToldAndBothNamesAreFree() {
    var (hall, alice, bob) = Hall.withAPair(Self.settings)
    let carol = hall.enter("carol", wanting: "")
    hall.leave(alice)
    #expect(hall.heard[bob]?.last == HeldPair.relaySays(Layouts.gone, []))
    #expect(hall.isClosed(bob))
    #expect(!hall.isClosed(carol) && hall.partner(of: carol) == nil)
    // What bob still sends reaches nobody.
    let before = hall.heard
    hall.send(Hall.nonce(3), from: bob)
    #expect(hall.heard == before)
    let again = hall.enter("alice", wanting: "carol")
    #expect(hall.partner(of: again) == "carol")
  }

  // MARK: What it says

  @Test func whatIsPassedOnIsShownWithEveryField() throws {
    var (hall, alice, bob) = Hall.withAPair(Self.settings)
    hall.stages = []
    hall.send(Hall.nonce(7), from: alice)
    let stage = try #require(hall.stages.first)
    #expect(hall.stages.count == 1)
    #expect(stage.messages.map(\.direction) == [.received, .sent])
    #expect(stage.messages.allSatisfy { $0.message.bytes == Hall.nonce(7) })
    #expect(stage.values.map(\.bytes) == stage.messages[0].message.contents.map(\.term.bytes))
    #expect(hall.heard[bob]?.last == Hall.nonce(7))
  }

  /// Equal inputs give equal outputs, whatever order a dictionary has.
  @Test func manyAreRefusedInTheOrderInWhichTheyCame() {
    var hall = Hall(Self.settings)
    let links = (0..<20).map { _ in hall.connect() }
    hall.closed = []
    hall.tick(10)
    #expect(hall.closed == links)
  }

  @Test func aRelaySurvivesGarbage() {
    var choice = SeededChoice("garbage for the relay")
    for _ in 0..<100 {
      var (hall, alice, bob) = Hall.withAPair(Self.settings)
      let stranger = hall.connect()
      for _ in 0..<10 {
        let link = choice.one(of: [alice, bob, stranger])
        switch choice.number(below: 4) {
        case 0: hall.send(choice.octets(choice.number(below: 60)), from: link)
        case 1: hall.send(choice.spoilt(Hall.registration()), from: link)
        case 2: hall.send(choice.spoilt(Hall.nonce(9)), from: link)
        default:
          hall.send(
            Frame(type: choice.octets(1)[0] % 32, body: choice.octets(choice.number(below: 60)))
              .encoded, from: link)
        }
      }
      hall.tick(10)
      #expect(hall.isClosed(stranger) || hall.number(of: stranger) != nil)
    }
  }
}
