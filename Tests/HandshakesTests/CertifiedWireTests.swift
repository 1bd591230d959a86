import Handshakes
import Terms
import Testing
import Transcripts

/// What happens to the direct connection of certified-peers: changes, other orders, pieces.
@Suite struct CertifiedWireTests {
  @Test(arguments: Mode.allCases)
  func everyMessageArrivesOctetByOctet(mode: Mode) throws {
    let moments = try HeldMeeting.moments(mode)
    #expect(moments.count == (mode == .original ? 9 : 12))
    for moment in moments {
      var whole = moment.meeting
      whole.deliver(whole.inFlight[moment.receiver].removeFirst(), to: moment.receiver)
      var pieces = moment.meeting
      for octet in pieces.inFlight[moment.receiver].removeFirst() {
        pieces.deliver([octet], to: moment.receiver)
      }
      #expect(pieces.inFlight == whole.inFlight)
      #expect(pieces.seen.map(\.deliveries) == whole.seen.map(\.deliveries))
      #expect(pieces.seen.map(\.ending) == whole.seen.map(\.ending))
    }
  }

  /// Each program counts the seconds by itself, so a user can be behind the server.
  @Test(arguments: Mode.allCases, [[0, 1], [1, 0], [30, 3600]] as [[Int64]])
  func aUserWhoseClockIsBehindTakesNewCertificates(mode: Mode, seconds: [Int64]) throws {
    var meeting = try HeldMeeting(LabSettings(mode: mode, size: .toy), behind: seconds)
    meeting.run()
    meeting.say("hello from alice", 0)
    meeting.run()
    #expect(meeting.seen.allSatisfy { $0.ending == nil })
    #expect(meeting.seen[1].deliveries.map(\.isVerified) == [true])
  }

  @Test func aClockThatIsFurtherBehindStopsTheUser() throws {
    var meeting = try HeldMeeting(
      LabSettings(mode: .hardened, size: .toy), behind: [0, 3601])
    meeting.run()
    let reason = try #require(meeting.seen[1].ending?.reason)
    #expect(reason.contains("but holds from"))
  }

  /// A bit of each field of each message: in hardened nobody is shown anything that was not said,
  /// and somebody notices.
  @Test func hardenedNoticesEveryFlippedField() throws {
    var count = 0
    for moment in try HeldMeeting.moments(.hardened) {
      for field in moment.meeting.fields(of: moment.message) {
        for octet in Set([0, field.length / 2, max(0, field.length - 1)]) where field.length > 0 {
          var meeting = moment.meeting
          meeting.inFlight[moment.receiver][0][field.offset + octet] ^= 1
          meeting.run()
          meeting.say("said after all", 0)
          meeting.say("said after all", 1)
          meeting.run()
          for user in 0...1 { meeting.give(.tick(seconds: 60), to: user) }
          for user in 0...1 { meeting.cut(user) }
          let place = "\(moment.name).\(field.name)"
          let said: Set<String> = ["hello from alice", "from bob", "said after all"]
          let shown = meeting.seen.flatMap(\.deliveries).map {
            String(decoding: $0.text, as: UTF8.self)
          }
          #expect(Set(shown).isSubset(of: said), "\(place)")
          // Who has said goodbye does not wait for ever for the rest of the answer to it.
          let isLastWord = moment.name == "bye" && moment.receiver == 0 && field.name == "length"
          let isNoticed = meeting.seen.contains { $0.ending?.reason != nil }
          #expect(isNoticed || isLastWord, "\(place)")
          count += 1
        }
      }
    }
    #expect(count > 130)
  }

  /// The original shows a changed line with a mark, or stops at its padding: F4.
  @Test func originalShowsAChangedLine() throws {
    let moment = try #require(
      try HeldMeeting.moments(.original).first { $0.name == "chat" && $0.receiver == 1 })
    let mac = try #require(
      moment.meeting.fields(of: moment.message).first { $0.name == "mac" })
    var meeting = moment.meeting
    meeting.inFlight[1][0][mac.offset] ^= 1
    meeting.run()
    #expect(meeting.seen[1].deliveries.map(\.isVerified) == [false])
    #expect(meeting.seen[1].ending == nil)
  }

  /// F17: one's own line, sent back, is a line of the other one.
  @Test func originalTakesItsOwnLineForTheOthers() throws {
    let moment = try #require(
      try HeldMeeting.moments(.original).first { $0.name == "chat" && $0.receiver == 1 })
    var meeting = moment.meeting
    meeting.deliver(moment.message, to: 0)
    #expect(meeting.seen[0].deliveries.map(\.isVerified) == [true])
    #expect(meeting.seen[0].deliveries.map(\.sender) == [Actor("bob")])
  }

  @Test func hardenedRefusesItsOwnLine() throws {
    let moment = try #require(
      try HeldMeeting.moments(.hardened).first { $0.name == "chat" && $0.receiver == 1 })
    var meeting = moment.meeting
    meeting.deliver(moment.message, to: 0)
    #expect(meeting.seen[0].deliveries.isEmpty)
    guard case .failed(.verification) = meeting.seen[0].ending else {
      Issue.record("alice ended with \(String(describing: meeting.seen[0].ending))")
      return
    }
  }

  /// Every message in every state: but for the one that is awaited, each is refused, and shows
  /// nothing.
  @Test(arguments: Mode.allCases)
  func everyMessageInEveryState(mode: Mode) throws {
    let moments = try HeldMeeting.moments(mode)
    for state in moments {
      for other in moments where other.receiver == state.receiver {
        // What is awaited, and lines of the chat while there is one, are for other tests.
        let isChat = ["chat", "bye"].contains(other.name) && ["chat", "bye"].contains(state.name)
        guard other.name != state.name, !isChat else { continue }
        var meeting = state.meeting
        let before = meeting.seen[state.receiver].deliveries.count
        meeting.deliver(other.message, to: state.receiver)
        let seen = meeting.seen[state.receiver]
        #expect(seen.deliveries.count == before, "\(other.name) in \(state.name)")
        // A replayed nonce is refused, and a caller who does not greet is sent away.
        let isRefused = seen.notices.contains {
          $0.hasPrefix("refused") || $0.contains("was sent away")
        }
        #expect(seen.ending?.reason != nil || isRefused, "\(other.name) before \(state.name)")
      }
    }
  }

  /// The record of nonces outlives the program in hardened, and does not in original.
  @Test(arguments: Mode.allCases)
  func aNonceIsRefusedAfterARestart(mode: Mode) throws {
    let settings = LabSettings(mode: mode, size: .toy)
    var first = try HeldMeeting(settings)
    first.run()
    let files = first.seen[0].files
    #expect((files["nonces"] != nil) == (mode == .hardened))
    // The same seed: bob's nonce comes once more.
    var second = try HeldMeeting(settings, files: [files, [:]])
    second.run()
    let ending = second.seen[0].ending
    #expect(
      ending
        == (mode == .hardened
          ? .failed(.verification("bob.nonce was never seen before")) : nil))
  }

  @Test(arguments: Mode.allCases)
  func aWrongPasswordOrADamagedHomeIsOneLine(mode: Mode) throws {
    let settings = LabSettings(mode: mode, size: .toy)
    var first = try HeldMeeting(settings)
    first.run()
    let files = first.seen[0].files
    for (name, contents) in files where name != "nonces" {
      var damaged = files
      damaged[name] = Array(contents.prefix(contents.count / 2))
      let meeting = try? HeldMeeting(settings, files: [damaged, [:]])
      guard case .failed(.configuration(let reason))? = meeting?.seen[0].ending else {
        // The original has no trust anchor, and looks at no such file.
        #expect(mode == .original && name == "ca.pem", "\(name)")
        continue
      }
      #expect(reason.hasPrefix(name), "\(reason)")
    }
    var configuration = UserConfiguration(name: "alice", settings: settings)
    configuration.password = Array("wrong".utf8)
    configuration.files = files
    var user = try CertifiedPeers.user(configuration, drawingFrom: .seed("x"))
    let endings = user.handle(.start).compactMap { output in
      if case .ended(let ending) = output { ending } else { nil }
    }
    #expect(
      endings
        == [.failed(.configuration("key.pem: wrong password, or the file is damaged"))])
  }
}
