import Handshakes
import Terms
import Transcripts

/// The users and the server of session-keys, whose messages a test holds in its hands.
///
/// What the server sends to a user waits until the test lets it, and can be changed, dropped or
/// sent again. A copy is a run that goes on by itself.
struct Company {
  /// What a user has put out so far, apart from what it sent.
  struct Seen {
    var deliveries: [Delivery] = []
    var notices: [String] = []
    var established: [String] = []
    var prompts: [String?] = []
    var ending: Ending?
  }

  let settings: LabSettings
  private var users: [any Party]
  private var server: any Party
  /// The messages on their way to each user, the oldest first.
  var inFlight: [[[UInt8]]]
  private(set) var seen: [Seen]
  private(set) var stages: [Stage] = []
  /// Whether octets arrive one at a time.
  var isSlow = false

  init(_ mode: Mode, users names: [String] = ["alice", "bob"], seed: String = "company") {
    settings = LabSettings(mode: mode, size: .toy)
    var demonstration = SessionKeysLab.demonstration(settings)
    demonstration.users = names
    demonstration.source = .seed(seed)
    let scenario = SessionKeysLab.scenario(demonstration)
    users = Array(scenario.parties.dropLast())
    server = scenario.parties[names.count]
    inFlight = names.map { _ in [] }
    seen = names.map { _ in Seen() }
  }

  var names: [String] { users.map(\.actor.name) }

  func link(_ user: Int, end: Int = 0) -> Link {
    Link(wire: "\(names[user])-server", end: end)
  }

  /// Lets a user come.
  mutating func start(_ user: Int) {
    giveServer(.opened(link(user, end: 1)))
    give(.start, to: user)
  }

  /// Lets users come, one after another, each when nothing is on its way any more.
  mutating func startAll() {
    for user in users.indices {
      start(user)
      run()
    }
  }

  mutating func give(_ input: Input, to user: Int) {
    for output in users[user].handle(input) {
      switch output {
      case .send(let bytes, _): giveServer(bytes, from: user)
      case .close: giveServer(.closed(link(user, end: 1)))
      case .stage(let stage): stages.append(stage)
      case .deliver(let delivery): seen[user].deliveries.append(delivery)
      case .notice(let text): seen[user].notices.append(text)
      case .established(let peer, _): seen[user].established.append(peer.name)
      case .prompt(let text): seen[user].prompts.append(text)
      case .ended(let ending): seen[user].ending = ending
      default: break
      }
    }
  }

  /// Octets of a user reach the server.
  mutating func giveServer(_ bytes: [UInt8], from user: Int) {
    for piece in pieces(bytes) { giveServer(.received(piece, on: link(user, end: 1))) }
  }

  mutating func giveServer(_ input: Input) {
    for output in server.handle(input) {
      switch output {
      case .send(let bytes, let link):
        if let user = users.indices.first(where: { self.link($0, end: 1) == link }) {
          inFlight[user].append(bytes)
        }
      case .stage(let stage): stages.append(stage)
      default: break
      }
    }
  }

  /// Lets the oldest message to a user arrive.
  mutating func deliverNext(to user: Int) {
    let bytes = inFlight[user].removeFirst()
    for piece in pieces(bytes) { give(.received(piece, on: link(user)), to: user) }
  }

  /// Lets everything arrive.
  mutating func run() {
    while let user = users.indices.first(where: { !inFlight[$0].isEmpty }) {
      deliverNext(to: user)
    }
  }

  /// A user types a line and its receiver.
  mutating func say(_ text: String, _ user: Int, to receiver: String) {
    give(.submit(.say(Array(text.utf8))), to: user)
    give(.submit(.say(Array(receiver.utf8))), to: user)
  }

  func texts(_ user: Int) -> [String] {
    seen[user].deliveries.map { String(decoding: $0.text, as: UTF8.self) }
  }

  private func pieces(_ bytes: [UInt8]) -> [[UInt8]] { isSlow ? bytes.map { [$0] } : [bytes] }
}

// MARK: - Moments

extension Company {
  /// A run right before a message reaches a user.
  struct Moment {
    let company: Company
    let receiver: Int
    let message: [UInt8]
    /// The message, read as what it is.
    let fields: [Field]
    let name: String
  }

  /// The lines that alice and bob say in an honest run.
  static let lines = ["pay 100", "thank you"]

  /// The moments of an honest run of two users, from the first message to the last.
  static func moments(_ mode: Mode) -> [Moment] {
    var company = Company(mode)
    var moments: [Moment] = []
    func arrive() {
      while let user = company.names.indices.first(where: { !company.inFlight[$0].isEmpty }) {
        moments.append(company.moment(user))
        company.deliverNext(to: user)
      }
    }
    for user in 0...1 {
      company.start(user)
      arrive()
    }
    company.say(lines[0], 0, to: "bob")
    arrive()
    company.say(lines[1], 1, to: "alice")
    arrive()
    company.give(.submit(.quit), to: 0)
    arrive()
    return moments
  }

  private func moment(_ user: Int) -> Moment {
    let message = inFlight[user][0]
    guard
      let layout = Self.layouts(settings.mode).first(where: { $0.type == message[0] }),
      let read = try? layout.read(
        message, id: MessageID(wire: "test", sendingEnd: 1, ordinal: 0), from: Actor("server"),
        to: Actor("user"))
    else { preconditionFailure("an honest message has a layout") }
    return Moment(
      company: self, receiver: user, message: message, fields: read.fields, name: layout.name)
  }

  static func layouts(_ mode: Mode) -> [MessageLayout] {
    SessionKeysLab.Layouts.withServer(mode) + SessionKeysLab.Layouts.betweenUsers(mode)
  }
}
