import Handshakes
import Terms
import Transcripts

/// The server and two users of certified-peers, whose direct connection a test holds in its hands.
///
/// What users and server say to each other arrives at once. A copy is a run that goes on by itself.
struct HeldMeeting {
  /// What a user has put out so far, apart from what it sent.
  struct Seen {
    var deliveries: [Delivery] = []
    var established: [Bool] = []
    var ending: Ending?
    var files: [String: [UInt8]] = [:]
    var notices: [String] = []
  }

  let settings: LabSettings
  private(set) var users: [any Party]
  private(set) var server: any Party
  /// The messages on their way to each user on the direct connection, the oldest first.
  var inFlight: [[[UInt8]]] = [[], []]
  private(set) var seen = [Seen(), Seen()]
  private(set) var stages: [Stage] = []
  private var pending: [(party: Int, input: Input)] = []
  private var direct: [Link?] = [nil, nil]

  static let names = ["alice", "bob"]

  init(
    _ settings: LabSettings, files: [[String: [UInt8]]] = [[:], [:]],
    seeds: [String] = ["meeting", "meeting", "meeting"], behind seconds: [Int64] = [0, 0]
  ) throws {
    self.settings = settings
    users = try [0, 1].map { user in
      var configuration = UserConfiguration(
        name: Self.names[user], settings: settings, wanted: Self.names[1 - user])
      configuration.password = Array("secret".utf8)
      configuration.files = files[user]
      configuration.time -= seconds[user]
      return try CertifiedPeers.user(configuration, drawingFrom: .seed(seeds[user]))
    }
    server = try CertifiedPeers.server(
      ServerConfiguration(settings: settings), drawingFrom: .seed(seeds[2]))
    pending.append((2, .start))
    for user in 0...1 {
      pending.append((2, .opened(Link(wire: Self.names[user], end: 1))))
      pending.append((user, .start))
      drain()
    }
  }

  /// Gives a user an input.
  mutating func give(_ input: Input, to user: Int) {
    pending.append((user, input))
    drain()
  }

  /// Lets octets arrive on the direct connection.
  mutating func deliver(_ bytes: [UInt8], to user: Int) {
    guard let link = direct[user] else { return }
    give(.received(bytes, on: link), to: user)
  }

  mutating func say(_ text: String, _ user: Int) {
    give(.submit(.say(Array(text.utf8))), to: user)
  }

  /// The user whose message arrives next, or nil when nothing is on its way.
  var nextReceiver: Int? { [0, 1].first { !inFlight[$0].isEmpty } }

  /// Lets everything arrive.
  mutating func run() {
    while let user = nextReceiver { deliver(inFlight[user].removeFirst(), to: user) }
  }

  /// Ends the direct connection for a user.
  mutating func cut(_ user: Int) {
    if let link = direct[user] { give(.closed(link), to: user) }
  }

  /// The layout of a message between users.
  func layout(of message: [UInt8]) -> MessageLayout? {
    CertifiedPeers.Layouts.betweenUsers(settings.mode).first { $0.type == message.first }
  }

  /// The fields of a message between users.
  func fields(of message: [UInt8]) -> [Field] {
    let id = MessageID(wire: "test", sendingEnd: 1, ordinal: 0)
    let read = try? layout(of: message)?.read(message, id: id, from: Actor("peer"), to: Actor("x"))
    return read?.fields ?? []
  }

  private mutating func drain() {
    while !pending.isEmpty {
      let (party, input) = pending.removeFirst()
      let outputs = party == 2 ? server.handle(input) : users[party].handle(input)
      for output in outputs { perform(output, of: party) }
    }
  }

  private mutating func perform(_ output: Output, of party: Int) {
    switch output {
    case .stage(let stage): stages.append(stage)
    case .send(let bytes, let link): send(bytes, link, from: party)
    case .listen: pending.append((party, .listening(address: "\(party)")))
    case .connect(let link, let address):
      guard let other = Int(address) else { return pending.append((party, .closed(link))) }
      direct[party] = link
      direct[other] = link.opposite
      pending += [(other, .opened(link.opposite)), (party, .opened(link))]
    default:
      if party < 2 { note(output, of: party) }
    }
  }

  private mutating func send(_ bytes: [UInt8], _ link: Link, from party: Int) {
    if party == 2, let user = Self.names.firstIndex(of: link.wire) {
      pending.append((user, .received(bytes, on: UserConfiguration.link)))
    } else if party < 2, link == UserConfiguration.link {
      pending.append((2, .received(bytes, on: Link(wire: Self.names[party], end: 1))))
    } else if party < 2 {
      inFlight[1 - party].append(bytes)
    }
  }

  private mutating func note(_ output: Output, of user: Int) {
    switch output {
    case .deliver(let delivery): seen[user].deliveries.append(delivery)
    case .established(_, let verified): seen[user].established.append(verified)
    case .ended(let ending): seen[user].ending = ending
    case .store(let file): seen[user].files[file.name] = file.contents
    case .notice(let text): seen[user].notices.append(text)
    default: break
    }
  }
}

// MARK: Runs that tests share

extension HeldMeeting {
  /// The moment before a message arrives in an honest run.
  struct Moment {
    let meeting: HeldMeeting
    let receiver: Int
    let name: String
    var message: [UInt8] { meeting.inFlight[receiver][0] }
  }

  /// The moments of an honest run at toy size in which each says a line, and alice leaves.
  static func moments(_ mode: Mode) throws -> [Moment] {
    var meeting = try HeldMeeting(LabSettings(mode: mode, size: .toy))
    var moments: [Moment] = []
    func run() {
      while let receiver = meeting.nextReceiver {
        let message = meeting.inFlight[receiver][0]
        moments.append(
          Moment(
            meeting: meeting, receiver: receiver, name: meeting.layout(of: message)?.name ?? "?"))
        meeting.deliver(meeting.inFlight[receiver].removeFirst(), to: receiver)
      }
    }
    run()
    meeting.say("hello from alice", 0)
    run()
    meeting.say("from bob", 1)
    run()
    meeting.give(.submit(.quit), to: 0)
    run()
    return moments
  }
}
