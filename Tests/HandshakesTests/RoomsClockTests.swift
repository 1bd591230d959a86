import Handshakes
import Testing
import Transcripts

/// Members whose clocks are not the server's: each program counts the seconds by itself.
@Suite struct RoomsClockTests {
  private static let noon: Int64 = 1_893_499_200

  /// A room in which alice, bob and carol each have their own clock.
  private func room(
    _ lab: any RoomsLab.Type, _ mode: Mode, behind seconds: [Int64]
  ) -> RoomsHall {
    var hall = RoomsHall(lab, mode, clock: Self.noon)
    for (index, name) in ["alice", "bob", "carol"].enumerated() {
      hall.come(name, creates: index == 0, clock: Self.noon - seconds[index])
      hall.run()
    }
    return hall
  }

  @Test(arguments: RoomsHall.all, [Int64(1), 30, 3600])
  func aMemberWhoseClockIsBehindTakesNewCertificates(
    run: (lab: any RoomsLab.Type, mode: Mode), seconds: Int64
  ) {
    var hall = room(run.lab, run.mode, behind: [0, seconds, 1])
    hall.say("hello", 0)
    hall.run()
    #expect(hall.seen.map { $0.ending == nil } == [true, true, true])
    #expect(hall.seen[1].lines == ["alice: hello"])
    #expect(hall.seen[2].lines == ["alice: hello"])
  }

  @Test(arguments: [KeyHub.self, RegisteredRooms.self] as [any RoomsLab.Type])
  func aClockThatIsFurtherOffStopsTheMember(lab: any RoomsLab.Type) {
    for seconds: Int64 in [3601, -31_622_400] {
      let hall = room(lab, .hardened, behind: [0, seconds, 0])
      #expect(
        hall.seen[1].ending?.reason == "not verified: the certificate holds today",
        "\(seconds) s behind")
      #expect(hall.seen[0].ending == nil)
    }
  }
}
