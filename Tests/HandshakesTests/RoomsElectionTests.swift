import Handshakes
import Terms
import Testing
import Transcripts

/// Members who come, leave and are killed at any moment, in any order of delivery: those who stay
/// lose no line of each other, and see none twice.
@Suite struct RoomsElectionTests {
  /// A room in which whatever can happen happens.
  private struct Turmoil {
    var hall: RoomsHall
    var choice: SeededChoice
    var said: [[String]]
    var quitted: Set<Int> = []
    let first = 5

    init(_ lab: any RoomsLab.Type, _ mode: Mode, _ seed: Int) {
      choice = SeededChoice("turmoil \(lab.name) \(mode) \(seed)")
      hall = RoomsHall.room(lab, mode, of: ["ann", "ben", "cleo", "dora", "emil"])
      said = Array(repeating: [], count: 5)
    }

    var present: [Int] {
      hall.names.indices.filter { !hall.killed.contains($0) && !quitted.contains($0) }
    }

    mutating func step() {
      let waiting = hall.waiting
      switch choice.number(below: 20) {
      case 0..<11 where !waiting.isEmpty:
        let wire = choice.one(of: waiting)
        hall.deliver(wire.index, isUp: wire.isUp)
      case 11..<16: say(choice.one(of: present))
      case 16 where present.count > 2:
        let victim = choice.one(of: present)
        hall.kill(victim, delivering: choice.number(below: 4))
      case 17 where present.count > 2:
        let leaver = choice.one(of: present)
        quitted.insert(leaver)
        hall.quit(leaver)
      case 18 where hall.names.count < 9:
        said.append([])
        hall.come("late\(hall.names.count)")
      default: break
      }
    }

    mutating func say(_ index: Int) {
      let text = "\(said[index].count)"
      said[index].append(text)
      hall.say(text, index)
    }
  }

  @Test(arguments: [Mode.original, .hardened], 0..<12)
  func nobodyWhoStaysLosesALine(mode: Mode, seed: Int) {
    var turmoil = Turmoil(KeyHub.self, mode, seed)
    for _ in 0..<160 { turmoil.step() }
    turmoil.hall.run()
    for index in turmoil.present { turmoil.say(index) }
    turmoil.hall.run()
    let present = turmoil.present
    #expect(present.count >= 2)
    for index in present { #expect(turmoil.hall.seen[index].ending == nil) }
    for reader in present {
      for writer in present where writer != reader {
        let prefix = "\(turmoil.hall.names[writer]): "
        let heard = turmoil.hall.seen[reader].lines.filter { $0.hasPrefix(prefix) }
          .map { String($0.dropFirst(prefix.count)) }
        // Who came later has the lines from then on.
        let all = turmoil.said[writer]
        let expected = reader < turmoil.first ? all : Array(all.suffix(heard.count))
        #expect(heard == expected, "\(reader) hears \(writer)")
        #expect(!heard.isEmpty)
      }
    }
  }

  /// The hub is killed at each moment of the handing over of a key.
  @Test(arguments: RoomsHall.all.map(\.mode), 0..<14)
  func theHubDiesAtAnyMomentOfAJoin(mode: Mode, moment: Int) {
    var hall = RoomsHall.room(KeyHub.self, mode)
    hall.come("dave")
    for _ in 0..<(40 + moment) {
      guard let next = hall.waiting.first else { break }
      // Until dave is in: then count.
      if hall.seen[3].stages.count > 6 + moment { break }
      hall.deliver(next.index, isUp: next.isUp)
    }
    hall.kill(0)
    hall.run()
    for index in 1...3 { hall.say("from \(index)", index) }
    hall.run()
    for reader in 1...3 {
      let others = (1...3).filter { $0 != reader }
      let lines = Set(hall.seen[reader].lines)
      #expect(lines == Set(others.map { "\(hall.names[$0]): from \($0)" }))
      #expect(hall.seen[reader].ending == nil)
    }
  }

  @Test(arguments: RoomsHall.all)
  func whenTheHubLeavesTheNextOneHandsOverTheKey(lab: any RoomsLab.Type, mode: Mode) {
    var hall = RoomsHall.room(lab, mode)
    hall.quit(0)
    hall.run()
    #expect(hall.seen[0].ending == .goodbye(from: Actor("alice")))
    hall.come("dave")
    hall.run()
    hall.say("welcome", 1)
    hall.say("thanks", 3)
    hall.run()
    #expect(hall.seen[3].lines == ["bob: welcome"])
    #expect(hall.seen[2].lines == ["bob: welcome", "dave: thanks"])
    let made = hall.seen[1].stages.contains { $0.title.hasPrefix("bob wraps the") }
    #expect(made)
  }
}
