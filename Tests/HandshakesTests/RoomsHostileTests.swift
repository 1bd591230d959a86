import Bytes
import Handshakes
import Rendering
import Terms
import Testing
import Transcripts

/// Octets in whatever pieces, messages out of their turn, and octets that are no message.
@Suite struct RoomsHostileTests {
  // MARK: Pieces

  /// Everything that was shown in a run, as text.
  private func shown(_ mode: Mode, pieces: Int?) -> [[String]] {
    var hall = RoomsHall(RegisteredRooms.self, mode)
    hall.pieceLength = pieces
    for (index, name) in ["alice", "bob", "carol"].enumerated() {
      hall.come(name, creates: index == 0)
      hall.run()
    }
    for text in ["one", "", "three"] { hall.say(text, 1) }
    hall.run()
    hall.quit(0)
    hall.run()
    hall.say("after the hub", 2)
    hall.run()
    return (hall.seen.map(\.stages) + [hall.serverStages]).map { stages in
      var renderer = JSONLinesRenderer()
      return stages.map { renderer.line($0) }
    }
  }

  @Test(arguments: [Mode.original, .hardened])
  func piecesOfAnySizeGiveTheSameRun(mode: Mode) {
    let whole = shown(mode, pieces: nil)
    #expect(whole.allSatisfy { $0.count > 15 })
    #expect(shown(mode, pieces: 1) == whole)
    #expect(shown(mode, pieces: 7) == whole)
  }

  // MARK: Every message in every state

  /// The states of a member and of the server before each message of an honest run, each with every
  /// kind of message: it is legal, or ends the party with an error that says so.
  @Test(arguments: [Mode.original, .hardened])
  func everyMessageInEveryState(mode: Mode) {
    let moments = RoomsFlippedTests.moments(mode)
    #expect(moments.count > 35)
    var refused = 0
    for moment in moments {
      for other in moments where other.layout.type != moment.layout.type {
        var hall = moment.hall
        hall.replaceNext(moment.index, isUp: moment.isUp, by: other.message)
        let before = hall.seen[moment.index].stages.count
        hall.deliver(moment.index, isUp: moment.isUp)
        if moment.isUp {
          if hall.closed.contains(moment.index) { refused += 1 }
        } else if case .failed(let error)? = hall.seen[moment.index].ending {
          #expect(!error.description.isEmpty)
          refused += 1
        } else {
          // Legal, or about an epoch that is over; nothing else happens in silence.
          #expect(hall.seen[moment.index].stages.count >= before)
        }
        hall.run()
        let all = RoomsFlippedTests.lines
        for seen in hall.seen where mode == .hardened {
          #expect(seen.lines.allSatisfy { line in all.contains { line.hasSuffix($0) } })
        }
      }
    }
    #expect(refused > 1000)
  }

  // MARK: Cut off, too long

  @Test(arguments: [Mode.original, .hardened])
  func aLengthAboveTheLimitIsRefusedBeforeAnythingFollows(mode: Mode) {
    for moment in RoomsFlippedTests.moments(mode) {
      var hall = moment.hall
      hall.replaceNext(
        moment.index, isUp: moment.isUp, by: [moment.message[0], 0x01, 0x00, 0x01])
      hall.deliver(moment.index, isUp: moment.isUp)
      if moment.isUp {
        #expect(hall.closed.contains(moment.index))
      } else {
        guard case .failed(.frame)? = hall.seen[moment.index].ending else {
          Issue.record("\(moment.name) is awaited")
          continue
        }
      }
    }
  }

  @Test func whoDoesNotLogInOrSendsHalfAMessageIsDropped() {
    var hall = RoomsHall.room(KeyHub.self, .hardened, of: ["alice", "bob"])
    hall.come("slow")
    hall.deliver(2, isUp: true)
    hall.wait(31)
    hall.run()
    #expect(
      hall.serverStages.contains {
        $0.title == "the server refuses slow: no registration within 30 seconds"
      })
    #expect(hall.seen[0].ending == nil)
  }

  /// A member who does not answer the hub is dropped, and the others go on.
  @Test func whoDoesNotAgreeOnAKeyIsDropped() {
    var hall = RoomsHall.room(KeyHub.self, .hardened)
    hall.come("dave")
    // Carol hears nothing any more.
    while let (index, isUp) = hall.waiting.first(where: { $0.isUp || $0.index != 2 }) {
      hall.deliver(index, isUp: isUp)
    }
    hall.say("when carol is gone", 0)
    hall.wait(31)
    while let (index, isUp) = hall.waiting.first(where: { $0.isUp || $0.index != 2 }) {
      hall.deliver(index, isUp: isUp)
    }
    #expect(hall.seen[1].lines == ["alice: when carol is gone"])
    #expect(hall.seen[3].lines == ["alice: when carol is gone"])
  }

  // MARK: Garbage

  @Test(arguments: [Mode.original, .hardened])
  func garbageIsAnErrorAndNeverATrap(mode: Mode) {
    var choice = SeededChoice("garbage in rooms \(mode)")
    let moments = RoomsFlippedTests.moments(mode)
    let types = Rooms.Layouts(mode).all.map(\.type)
    var failures = 0
    for _ in 0..<600 {
      let moment = choice.one(of: moments)
      var hall = moment.hall
      let garbage: [UInt8]
      switch choice.number(below: 4) {
      case 0: garbage = choice.octets(1 + choice.number(below: 200))
      case 1:
        garbage =
          Frame(
            type: choice.one(of: types), body: choice.octets(choice.number(below: 200))
          ).encoded
      case 2:
        garbage =
          Frame(
            type: moment.message[0], body: choice.spoilt(Array(moment.message.dropFirst(4)))
          ).encoded
      default: garbage = choice.spoilt(moment.message)
      }
      hall.replaceNext(moment.index, isUp: moment.isUp, by: garbage)
      hall.run()
      hall.say("still here", choice.number(below: hall.names.count))
      hall.run()
      if hall.closed.contains(moment.index) || hall.seen[moment.index].ending != nil {
        failures += 1
      }
    }
    #expect(failures > 300)
  }

  // MARK: Goodbye of the server

  @Test(arguments: RoomsHall.all)
  func aServerThatStopsSaysSo(lab: any RoomsLab.Type, mode: Mode) {
    var hall = RoomsHall.room(lab, mode)
    hall.quit(2)
    hall.serverTakes(.submit(.quit))
    hall.run()
    #expect(hall.seen[0].ending == .serverGone)
    #expect(hall.seen[1].ending == .serverGone)
    #expect(hall.seen[2].ending == .goodbye(from: Actor("carol")))
  }
}
