import Bytes
import Handshakes
import Terms
import Testing
import Transcripts

/// The labs of rooms as their users meet them.
@Suite struct RoomsTests {
  static let sizes: [Size] = [.toy, .real]

  /// A whole run of a lab as `demo` shows it.
  static func outcome(
    _ lab: any RoomsLab.Type, _ mode: Mode, size: Size = .toy, through middle: Middle = .relay
  ) -> (outcome: Outcome, demonstration: Demonstration) {
    var demonstration = lab.demonstration(LabSettings(mode: mode, size: size))
    demonstration.source = .seed("rooms")
    demonstration.middle = middle
    return (lab.demonstrate(demonstration, told: []), demonstration)
  }

  @Test(arguments: RoomsHall.all, sizes)
  func aWholeRunEndsWithGoodbyes(run: (lab: any RoomsLab.Type, mode: Mode), size: Size) {
    let (outcome, demonstration) = Self.outcome(run.lab, run.mode, size: size)
    for user in demonstration.users {
      #expect(outcome.endings[Actor(user)] == .goodbye(from: Actor(user)))
    }
    func lines(_ user: String) -> [String] {
      (outcome.deliveries[Actor(user)] ?? []).filter { $0.sender.name != "server" }
        .map { "\($0.sender): \(String(decoding: $0.text, as: UTF8.self))" }
    }
    let all = demonstration.lines.map { "\($0.speaker): \($0.text)" }
    #expect(lines("bob") == all.filter { !$0.hasPrefix("bob") })
    #expect(lines("carol") == all.filter { !$0.hasPrefix("carol") })
    #expect(lines("alice") == [all[1], all[2]])
    #expect(lines("dave") == [all[6]])
    let delivered = outcome.deliveries.values.flatMap { $0 }
    #expect(delivered.allSatisfy { $0.isVerified == ($0.sender.name != "server") })
    // Nobody keeps a private key in the clear.
    for user in demonstration.users {
      let files = outcome.files[Actor(user)] ?? [:]
      let key = String(decoding: files["\(user)/key.pem"] ?? [], as: UTF8.self)
      #expect(key.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    }
  }

  @Test(arguments: RoomsHall.all)
  func everyWeaknessAndEveryClosingIsOneOfTheLab(lab: any RoomsLab.Type, mode: Mode) {
    let stages = Self.outcome(lab, mode).outcome.transcript.stages
    let shown = Set(stages.flatMap(\.weaknesses))
    let closed = Set(stages.flatMap(\.closes))
    let known = Set(lab.weaknesses.map(\.id))
    // F6 needs TLS; F13 is enforced in both modes.
    if mode == .original {
      #expect(shown == known.subtracting(["F6", "F13"]))
      #expect(closed.isEmpty)
    } else {
      #expect(shown.isEmpty)
      #expect(closed.isSuperset(of: known.subtracting(["F6"])))
    }
  }

  // MARK: Limits

  @Test(arguments: RoomsHall.all)
  func theEleventhIsRefused(lab: any RoomsLab.Type, mode: Mode) {
    var hall = RoomsHall.room(lab, mode, of: (0..<10).map { "user\($0)" })
    hall.come("eleventh")
    hall.run()
    #expect(
      hall.seen[10].ending == .failed(.refused("the room lounge is full: 10 members")))
    hall.say("ten of us", 9)
    hall.run()
    for index in 0..<9 { #expect(hall.seen[index].lines == ["user9: ten of us"]) }
    hall.quit(4)
    hall.run()
    let next = hall.come("twelfth")
    hall.run()
    hall.say("hello", next)
    hall.run()
    #expect(hall.seen[0].lines.last == "twelfth: hello")
  }

  @Test(arguments: [Mode.original, .hardened])
  func twentyRoomsDoNotHearEachOther(mode: Mode) {
    var hall = RoomsHall(KeyHub.self, mode)
    for room in 0..<22 {
      hall.come("host\(room)", room: "room\(room)", creates: true)
      hall.come("guest\(room)", room: "room\(room)")
    }
    hall.run()
    for room in 0..<22 { hall.say("only in \(room)", 2 * room) }
    hall.run()
    for room in 0..<22 {
      #expect(hall.seen[2 * room + 1].lines == ["host\(room): only in \(room)"])
      #expect(hall.seen[2 * room].lines.isEmpty)
    }
  }

  // MARK: The menu

  @Test(arguments: [Mode.original, .hardened])
  func theMenuCreatesListsJoinsAndQuits(mode: Mode) {
    var hall = RoomsHall(KeyHub.self, mode)
    for name in ["alice", "bob"] {
      hall.come(name, room: nil)
      hall.run()
    }
    func type(_ text: String, _ index: Int) {
      hall.say(text, index)
      hall.run()
    }
    type("3", 0)
    #expect(hall.seen[0].notices.contains("no rooms yet"))
    type("1", 0)
    type("not a name", 0)
    type("create", 0)
    type("kitchen", 0)
    type("list", 1)
    #expect(hall.seen[1].notices.contains("kitchen 1"))
    type("join nowhere", 1)
    #expect(hall.seen[1].notices.contains("there is no room nowhere"))
    type("create kitchen", 1)
    #expect(hall.seen[1].notices.contains("there is a room kitchen already"))
    type("7", 1)
    #expect(hall.seen[1].notices.contains("no such choice; 1 to 4, or :help"))
    type("2", 1)
    type("kitchen", 1)
    type("hello", 1)
    #expect(hall.seen[0].lines == ["bob: hello"])
    hall.quit(1)
    hall.run()
    #expect(hall.seen[1].ending == nil)
    type("4", 1)
    #expect(hall.seen[1].ending == .goodbye(from: Actor("bob")))
    hall.memberTakes(.submit(.endOfInput), 0)
    hall.run()
    #expect(hall.seen[0].ending == .goodbye(from: Actor("alice")))
  }

  @Test(arguments: [Mode.original, .hardened])
  func whoeverIsAloneKeepsItsLinesForTheNextOne(mode: Mode) {
    var hall = RoomsHall(KeyHub.self, mode)
    hall.come("bob")
    hall.run()
    #expect(hall.seen[0].notices == ["waiting for the room lounge"])
    hall.come("alice", creates: true)
    hall.run()
    var alone = RoomsHall(KeyHub.self, mode)
    alone.come("alice", creates: true)
    alone.say("first", 0)
    alone.memberTakes(.submit(.endOfInput), 0)
    alone.run()
    #expect(alone.seen[0].ending == nil)
    alone.come("bob")
    alone.run()
    #expect(alone.seen[1].lines == ["alice: first"])
    #expect(alone.seen[0].ending == .goodbye(from: Actor("alice")))
  }

  // MARK: Names and keys

  @Test(arguments: RoomsHall.all)
  func aNameIsRegisteredOnceExceptInTheOriginalKeyHub(lab: any RoomsLab.Type, mode: Mode) {
    var hall = RoomsHall.room(lab, mode, of: ["alice", "bob"])
    let other = hall.come("bob", seed: "another bob")
    hall.run()
    if lab == KeyHub.self, mode == .original {
      #expect(hall.seen[other].ending == nil)
      hall.say("I am bob too", other)
      hall.run()
      #expect(hall.seen[0].lines == ["bob: I am bob too"])
    } else {
      guard case .failed = hall.seen[other].ending else {
        Issue.record("another key gets in under a registered name")
        return
      }
      hall.say("I am bob", 1)
      hall.run()
      #expect(hall.seen[0].lines == ["bob: I am bob"])
    }
  }

  @Test(arguments: RoomsHall.all)
  func onlyTheOriginalKeyHubLetsAnybodyBeTheServer(lab: any RoomsLab.Type, mode: Mode) {
    var hall = RoomsHall.room(lab, mode, of: ["alice", "bob"])
    let other = hall.come("server")
    hall.run()
    #expect((hall.seen[other].ending == nil) == (mode == .original))
  }

  @Test(arguments: RoomsHall.all)
  func aKeyFileOpensAgainAndAWrongPasswordIsAskedAgain(lab: any RoomsLab.Type, mode: Mode) {
    var hall = RoomsHall(lab, mode)
    hall.come("alice", creates: true, password: "secret")
    hall.run()
    let files = hall.seen[0].files
    #expect(files["alice/key.pem"] != nil)
    hall.quit(0)
    hall.run()
    let again = hall.come("alice", creates: true, files: files, password: "wrong", seed: "later")
    hall.run()
    #expect(hall.seen[again].notices == ["wrong password for alice/key.pem"])
    hall.say("wrong too", again)
    hall.say("secret", again)
    hall.run()
    #expect(hall.seen[again].ending == nil)
    let stages = hall.seen[again].stages
    #expect(stages.first?.title == "alice opens the key file with the password")
    func fingerprint(_ index: Int) -> [UInt8]? {
      hall.seen[index].stages.first?.values.first { $0.name == "alice.fingerprint" }?.bytes
    }
    #expect(fingerprint(0) == fingerprint(again))
    let third = hall.come("alice", files: files, password: "wrong")
    hall.memberTakes(.submit(.endOfInput), third)
    #expect(
      hall.seen[third].ending
        == .failed(.configuration("alice/key.pem: no password opens it")))
  }

  @Test func aServerThatSaysNothingKeepsNobody() {
    var hall = RoomsHall.room(KeyHub.self, .hardened, of: ["alice"])
    let bob = hall.come("bob")
    hall.memberTakes(.submit(.endOfInput), bob)
    while let next = hall.waiting.first(where: { !$0.isUp || $0.index == bob }) {
      // The list of who is here never comes.
      if next.index == bob, !next.isUp,
        hall.down[bob][0].first == Rooms.Layouts(.hardened).present.type
      {
        hall.down[bob] = []
      } else {
        hall.deliver(next.index, isUp: next.isUp)
      }
    }
    #expect(hall.seen[bob].ending == nil)
    hall.wait(29)
    #expect(hall.seen[bob].ending == nil)
    hall.wait(2)
    #expect(hall.seen[bob].ending == .failed(.silence(seconds: 30)))
  }

  @Test func aChangedKeyStopsAndADemandedOneIsCompared() throws {
    var hall = RoomsHall.room(KeyHub.self, .hardened, of: ["alice", "bob"])
    let known = try #require(hall.seen[1].files["bob/known-keys"])
    let line = try #require(String(decoding: known, as: UTF8.self).split(separator: "\n").first)
    let words = line.split(separator: " ").map(String.init)
    #expect(words.count == 3)
    #expect(words[0] == "alice")
    #expect(words[2] == "seen")
    // Who saw another key of alice once.
    let other = "alice \(String(repeating: "ab", count: 32)) compared\n"
    let carol = hall.come("carol", files: ["carol/known-keys": Array(other.utf8)])
    hall.run()
    #expect(
      hall.seen[carol].ending
        == .failed(.verification("alice's key is the one known by that name")))
    let fingerprint = try Hex.decode(words[1])
    let dave = hall.come("dave", fingerprint: fingerprint)
    hall.run()
    #expect(hall.seen[dave].ending == nil)
    let emil = hall.come("emil", fingerprint: [UInt8](repeating: 1, count: 32))
    hall.run()
    #expect(
      hall.seen[emil].ending
        == .failed(.verification("alice's fingerprint is the one asked for")))
    // Whoever has nothing to say and leaves at once hears of it all the same.
    let fred = hall.come("fred", fingerprint: [UInt8](repeating: 1, count: 32))
    hall.memberTakes(.submit(.endOfInput), fred)
    hall.run()
    #expect(
      hall.seen[fred].ending
        == .failed(.verification("alice's fingerprint is the one asked for")))
    hall.memberTakes(.submit(.verified), 0)
    #expect(hall.seen[0].established.last == true)
    hall.say("still here", dave)
    hall.run()
    #expect(hall.seen[0].lines == ["dave: still here"])
  }

  @Test(arguments: RoomsHall.all)
  func theServerGoesOnWithItsFiles(lab: any RoomsLab.Type, mode: Mode) throws {
    var configuration = ServerConfiguration(settings: LabSettings(mode: mode, size: .toy))
    configuration.password = Array("server's".utf8)
    var server = try Rooms.Server(
      configuration, rules: lab.rules(configuration.settings), drawingFrom: .seed("state"))
    for case .store(let file) in server.handle(.start) {
      configuration.files[file.name] = file.contents
    }
    #expect(configuration.files.count == 2)
    var again = try Rooms.Server(
      configuration, rules: lab.rules(configuration.settings), drawingFrom: .seed("other"))
    let stages = again.handle(.start).filter { if case .stage = $0 { true } else { false } }
    #expect(stages.count == 1)
    configuration.password = Array("wrong".utf8)
    var third = try Rooms.Server(
      configuration, rules: lab.rules(configuration.settings), drawingFrom: .seed("other"))
    guard case .ended(.failed(let error))? = third.handle(.start).last else {
      Issue.record("a wrong password opens the authority's key")
      return
    }
    #expect(error.description == "authority/key.pem: wrong password")
    configuration.files["users/alice.pem"] = [1, 2, 3]
    #expect(throws: HandshakeError.self) {
      try Rooms.Server(
        configuration, rules: lab.rules(configuration.settings), drawingFrom: .seed("x"))
    }
  }
}
