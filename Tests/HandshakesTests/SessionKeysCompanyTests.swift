import Handshakes
import Terms
import Testing
import Transcripts

/// Coming, going and talking in session-keys, with people who are there and people who are not.
@Suite struct SessionKeysCompanyTests {
  private func company(_ mode: Mode, _ users: [String] = ["alice", "bob", "carol"]) -> Company {
    var company = Company(mode, users: users)
    company.startAll()
    return company
  }

  @Test(arguments: Mode.allCases)
  func comingAndGoingIsSaid(mode: Mode) {
    var company = company(mode)
    #expect(company.seen[0].notices.first == "nobody else is here yet")
    #expect(company.seen[0].notices.contains("bob has joined"))
    #expect(company.seen[2].notices.first == "here: alice, bob")
    for user in 0...2 {
      let others = company.names.filter { $0 != company.names[user] }
      #expect(Set(company.seen[user].established) == Set(others))
    }
    company.give(.submit(.quit), to: 1)
    company.run()
    let said = mode == .hardened ? ["bob said goodbye", "bob has left"] : ["bob has left"]
    for user in [0, 2] { #expect(company.seen[user].notices.suffix(said.count) == said[...]) }
    company.giveServer(.closed(company.link(2, end: 1)))
    company.run()
    #expect(company.seen[0].notices.last == "carol is gone without a goodbye")
    #expect(company.seen[0].ending == nil)
  }

  @Test(arguments: Mode.allCases)
  func aReceiverIsAskedForAfterEachLine(mode: Mode) {
    var company = company(mode)
    company.give(.submit(.say(Array("hi".utf8))), to: 0)
    #expect(company.seen[0].prompts == ["To: "])
    company.give(.submit(.help), to: 0)
    company.give(.submit(.say(Array(" bob ".utf8))), to: 0)
    #expect(company.seen[0].prompts == ["To: ", nil])
    company.run()
    #expect(company.texts(1) == ["hi"])
    #expect(company.texts(2).isEmpty)
    company.say("", 0, to: "carol")
    company.run()
    #expect(company.texts(2) == [""])
  }

  @Test(arguments: Mode.allCases)
  func whoeverIsNotThereIsSaidAndTheSenderStays(mode: Mode) {
    var company = company(mode)
    for (receiver, notice) in [
      ("zoro", "not sent: zoro is not here"), ("alice", "not sent: alice is your own name"),
      ("", "not sent: nobody was named, expected 1 to 32 of A-Z a-z 0-9 _ -"),
      ("b b", "not sent: 'b b' is no name, expected 1 to 32 of A-Z a-z 0-9 _ -"),
    ] {
      company.say("hi", 0, to: receiver)
      #expect(company.seen[0].notices.last == notice)
    }
    company.give(.submit(.say([0xff])), to: 0)
    #expect(company.seen[0].notices.last == "not sent: a message is UTF-8 text")
    company.give(.submit(.say([UInt8](repeating: 65, count: 16385))), to: 0)
    #expect(company.seen[0].notices.last == "not sent: 16385 bytes, a message has at most 16384")
    // Who has gone while a line was on its way: the server says so.
    company.giveServer(.closed(company.link(1, end: 1)))
    company.say("too late", 0, to: "bob")
    company.run()
    #expect(
      company.seen[0].notices.contains("bob is not here: a message was not delivered"))
    company.say("still here", 0, to: "carol")
    company.run()
    #expect(company.texts(2) == ["still here"])
  }

  @Test(arguments: Mode.allCases)
  func theLongestLineArrives(mode: Mode) {
    var company = company(mode, ["alice", "bob"])
    // Each octet becomes six in JSON.
    let text = String(repeating: "\u{1}", count: ChatCommand.longestText)
    company.say(text, 0, to: "bob")
    company.run()
    #expect(company.texts(1) == [text])
  }

  @Test(arguments: Mode.allCases)
  func linesThatAreTypedTooEarlyWait(mode: Mode) {
    var company = Company(mode)
    company.start(0)
    company.run()
    company.start(1)
    company.say("early", 1, to: "alice")
    company.give(.submit(.endOfInput), to: 1)
    company.run()
    #expect(company.texts(0) == ["early"])
    #expect(company.seen[1].ending == .goodbye(from: Actor("bob")))
  }

  @Test(arguments: Mode.allCases)
  func aNameThatIsTakenIsWaitedFor(mode: Mode) {
    let second = Link(wire: "second", end: 1)
    let registration = registration("alice", mode)
    var heard: [[UInt8]] = []
    var server = SessionKeysLab.Server(LabSettings(mode: mode, size: .toy))
    func give(_ input: Input) {
      for case .send(let bytes, let link) in server.handle(input) where link == second {
        heard.append(bytes)
      }
    }
    let first = Link(wire: "first", end: 1)
    for link in [first, second] {
      give(.opened(link))
      give(.received(registration, on: link))
    }
    #expect(heard.map { $0[0] } == [SessionKeysLab.Layouts.occupied.type])
    // The one who waits is not thrown out for it.
    give(.tick(seconds: 1000))
    give(.closed(first))
    #expect(
      heard.map { $0[0] }
        == [SessionKeysLab.Layouts.occupied.type, SessionKeysLab.Layouts.welcome.type])
  }

  @Test func theUserOfATakenNameSaysSo() {
    var company = Company(.hardened)
    company.start(0)
    company.inFlight[0] = [Frame(type: SessionKeysLab.Layouts.occupied.type, body: []).encoded]
    company.run()
    #expect(
      company.seen[0].notices == ["alice is here already: waiting until the name is free"])
    #expect(company.seen[0].ending == nil)
    company.give(.tick(seconds: 10_000), to: 0)
    #expect(company.seen[0].ending == nil)
    company.give(.submit(.endOfInput), to: 0)
    #expect(company.seen[0].ending == .failed(.refused("alice is here already")))
  }

  /// F3: in the original anybody can send in anybody's name; in hardened the server looks.
  @Test(arguments: Mode.allCases)
  func aMessageInAnothersName(mode: Mode) throws {
    let moment = try #require(Company.moments(mode).first { $0.name == "chat" })
    var company = company(mode)
    company.say("pay 100", 0, to: "bob")
    let line = company.inFlight[1][0]
    company.run()
    // Carol sends what she has recorded on alice's wire.
    company.giveServer(line, from: 2)
    company.run()
    #expect(moment.message[0] == line[0])
    #expect(company.texts(1) == (mode == .original ? ["pay 100", "pay 100"] : ["pay 100"]))
    let refusal = HandshakeError.refused("chat from must be carol")
    #expect(company.seen[2].ending == (mode == .original ? nil : .failed(refusal)))
  }

  @Test(arguments: Mode.allCases)
  func whoIsGoneIsNotThere(mode: Mode) {
    var company = company(mode, ["alice", "bob"])
    company.giveServer(.closed(company.link(1, end: 1)))
    company.run()
    #expect(company.seen[0].notices.last == "bob is gone without a goodbye")
    company.say("anybody?", 0, to: "bob")
    #expect(company.seen[0].notices.last == "not sent: bob is not here")
  }

  @Test func silenceBreaksThePairAndTheUserStays() {
    var company = Company(.hardened)
    company.start(0)
    company.run()
    company.start(1)
    // Bob never hears of alice's nonce.
    company.deliverNext(to: 0)
    company.inFlight[1] = []
    company.give(.tick(seconds: 60), to: 0)
    #expect(
      company.seen[0].notices.last == "no session with bob: nothing received for 60 seconds")
    #expect(company.seen[0].ending == nil)
    company.say("hi", 0, to: "bob")
    #expect(
      company.seen[0].notices.last
        == "not sent: no session with bob: nothing received for 60 seconds")
  }

  @Test(arguments: Mode.allCases)
  func theServerStops(mode: Mode) {
    var company = company(mode)
    company.giveServer(.submit(.quit))
    company.run()
    for user in 0...2 { #expect(company.seen[user].ending == .serverGone) }
  }

  @Test(arguments: [
    ("alice", UInt8(1), UInt8(1), "the server runs mode original, this user asks for hardened"),
    ("alice", 0, 0, "the server runs size toy, this user asks for real"),
    ("a b", 0, 1, "register name must be 1 to 32 of A-Z a-z 0-9 _ -"),
    ("server", 0, 1, "register name must be another one: server is no user's name"),
    ("everybody", 0, 1, "register name must be another one: everybody is no user's name"),
  ])
  func whoCannotComeInIsToldWhy(name: String, mode: UInt8, size: UInt8, reason: String) throws {
    var server = SessionKeysLab.Server(LabSettings(mode: .original, size: .toy))
    let link = Link(wire: "w", end: 1)
    _ = server.handle(.opened(link))
    let message = registration(name, mode == 0 ? .original : .hardened, size: size)
    let sent = server.handle(.received(message, on: link)).compactMap { output in
      if case .send(let bytes, _) = output { bytes } else { nil }
    }
    let bytes = try #require(sent.first)
    let read = try ServerWords.refused.read(
      bytes, id: MessageID(wire: "w", sendingEnd: 1, ordinal: 0), from: Actor("server"),
      to: Actor("client"))
    #expect(String(decoding: read["reason"].bytes, as: UTF8.self) == reason)
  }

  /// The server of the original does not look at `from`, so anybody may write anything there.
  @Test("A message of nobody is refused, and whoever gets it stays", arguments: Mode.allCases)
  func messagesOfNobody(mode: Mode) {
    var company = company(mode)
    let layout =
      mode == .original
      ? SessionKeysLab.Layouts.chat
      : .init(
        "chat", type: 20, fields: SessionKeysLab.Layouts.sequencedChat.fields)
    for from in ["a b", "server", "\u{1b}[2J"] {
      let message = HeldPair.relaySays(
        layout,
        [Array(from.utf8), Array("alice".utf8)]
          + (mode == .hardened ? [[UInt8](repeating: 0, count: 8)] : [])
          + [
            [UInt8](repeating: 1, count: 16), [UInt8](repeating: 2, count: 16),
            [UInt8](repeating: 3, count: 32),
          ])
      company.give(.received(message, on: company.link(0)), to: 0)
      #expect(
        company.seen[0].notices.last?.hasPrefix("refused a message of nobody: from must be ")
          == true)
    }
    #expect(company.seen[0].ending == nil)
  }

  @Test("Nobody can make a user remember more others than a server admits")
  func crowd() {
    var company = company(.original)
    let (key, signature) = ([UInt8](repeating: 1, count: 64), [UInt8](repeating: 2, count: 64))
    for number in 0..<1100 {
      let message = HeldPair.relaySays(
        SessionKeysLab.Layouts.publicKey, [Array("u\(number)".utf8), key, signature])
      company.give(.received(message, on: company.link(0)), to: 0)
    }
    #expect(company.seen[0].notices.contains("no session with u1099: too many others are here"))
    #expect(company.seen[0].ending == nil)
  }

  private func registration(_ name: String, _ mode: Mode, size: UInt8 = 1) -> [UInt8] {
    HeldPair.relaySays(
      SessionKeysLab.Layouts.register,
      [
        [1], Array(SessionKeysLab.name.utf8), [mode == .original ? 0 : 1], [size],
        Array(name.utf8),
      ])
  }
}
