import Handshakes
import Terms
import Transport

/// One of many users: a party on its connection, what it says, and what it hears.
final class SwarmUser {
  let name: String
  /// Those to whom it talks; nobody if it only waits.
  private let mates: [String]
  let driver: PartyDriver
  private let options: Options
  private(set) var hasBegun = false
  /// Whether it has entered, as far as it can without others.
  private(set) var isIn = false
  /// With whom it can talk: its mates, or the room.
  private var established: Set<String> = []
  private(set) var ending: Ending?
  /// Whether it was told by a message that the server ends the connection.
  private(set) var wasTold = false
  private var lastInput = Input.start
  /// How many lines it is to say in all, and how many it said.
  private var wanted = 0
  private var said = 0
  /// Whether the party keeps what is said until it can be sent: in a change of the room's key.
  private var holdsLines = false
  private(set) var heard: [String: Lines]
  /// How many lines arrived whose code was wrong.
  private(set) var unverified = 0
  /// Who has come into the room, by what the party tells its user.
  private var news: [(event: String, more: String)] = []
  /// Of which things that happen more than once the news have told.
  private var toldOnce: Set<String> = []
  /// The mates who are there no more, of whom no more lines are awaited.
  private var gone: Set<String> = []

  init(
    _ name: String, talkingTo mates: [String], in room: String?, creating: Bool,
    files: [String: [UInt8]], _ options: Options, on loop: EventLoop
  ) throws {
    self.name = name
    self.mates = mates
    self.options = options
    heard = Dictionary(
      uniqueKeysWithValues: mates.map { ($0, Lines(of: $0, length: options.length)) })
    var configuration = UserConfiguration(name: name, settings: options.settings)
    configuration.time = WallClock.now
    configuration.files = files
    if options.lab.abilities.contains(.rooms) {
      configuration.room = room
      configuration.createsRoom = creating
    } else if !options.lab.abilities.contains(.receivers) {
      configuration.wanted = mates.first ?? "nobody"
    }
    driver = PartyDriver(try options.lab.user(configuration, drawingFrom: .system), on: loop)
    driver.willHandle = { [unowned self] in lastInput = $0 }
  }

  /// Connects to the server.
  func begin() throws {
    hasBegun = true
    try driver.connect(UserConfiguration.link, to: options.server)
  }

  func handle(_ event: Event) {
    driver.handle(event) { take($0) }
  }

  /// Is to say more lines.
  func sayOnceMore() { wanted += options.lines }

  /// Says goodbye.
  func leave() { driver.submit(.quit) { take($0) } }

  private func take(_ output: Output) {
    switch output {
    case .send: holdsLines = false
    case .ready: isIn = true
    case .notice(let text):
      if text.hasPrefix("waiting for") { isIn = true }
      if text.hasSuffix(" joins") { news.append(("joined", String(text.dropLast(6)))) }
      if let mate = mates.first(where: { text.hasPrefix("\($0) is gone") }) {
        gone.insert(mate)
        news.append(("gone", mate))
      }
    case .established(let peer, _):
      isIn = true
      established.insert(peer.name)
    case .deliver(let delivery):
      guard heard[delivery.sender.name] != nil else { return }
      heard[delivery.sender.name]?.hear(delivery.text)
      tellOnce("hearing")
      if !delivery.isVerified { unverified += 1 }
    case .ended(let found):
      ending = found
      if case .received = lastInput, found == .serverGone { wasTold = true }
    default: break
    }
  }

  /// Whether it has something to say that goes out at once, and the server takes it.
  var hasMoreToSay: Bool { said < wanted && ending == nil && !holdsLines && !driver.isCongested }

  /// Says a few lines, so that others have their turn.
  func sayMore() {
    let end = said + 8
    while said < end, hasMoreToSay {
      let line = Array(Lines.text(said, of: name, length: options.length).utf8)
      said += 1
      holdsLines = true
      guard options.lab.abilities.contains(.receivers) else {
        driver.submit(.say(line)) { take($0) }
        continue
      }
      for mate in mates {
        driver.submit(.say(line)) { take($0) }
        driver.submit(.say(Array(mate.utf8))) { take($0) }
      }
    }
  }

  private func tellOnce(_ event: String) {
    if options.isLed, toldOnce.insert(event).inserted { news.append((event, "")) }
  }

  /// What whoever leads the swarm hears: who came and who is gone, that it hears something for
  /// the first time, and that more waits than the server takes.
  func takeNews() -> [(event: String, more: String)] {
    if driver.isCongested { tellOnce("congested") }
    defer { news = [] }
    return news
  }

  /// Whether it can talk to its mates; alone in a room, whether it is there.
  var isUp: Bool {
    if mates.isEmpty { return isIn }
    if options.lab.abilities.contains(.receivers) { return established.isSuperset(of: mates) }
    return !established.isEmpty
  }

  /// Whether others may begin to connect: it is as far as it can come alone.
  var isOutOfTheWay: Bool { ending != nil || isUp || (isIn && mates.isEmpty) }

  /// Whether it said and heard everything.
  var isDone: Bool { said == wanted && lost == 0 }

  /// The sum of a fault over all to whom it listens.
  func sum(_ fault: (Lines) -> Int) -> Int { heard.values.reduce(0) { $0 + fault($1) } }

  /// How many lines it should have heard and did not, of those who are still there.
  var lost: Int {
    heard.values.filter { !gone.contains($0.speaker) }.reduce(0) { $0 + $1.lost(of: wanted) }
  }
}
