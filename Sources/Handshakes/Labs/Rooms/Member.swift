import Bytes
import Terms
import Transcripts

extension Rooms {
  /// A user: has a signature key, gets it certified, logs in, goes from the menu to a room, chats.
  public struct Member: Party {
    /// Where the party stands; each state allows one message of the server, or a stated set.
    enum State: Sendable {
      case idle
      /// The password of the key file is asked for.
      case unlocking
      case greeting
      case certifying
      case challenged
      case authenticating
      case menu
      /// The server was asked for something, and answers.
      case asking(Wish)
      case inRoom(any RoomSession)
      /// Goodbye is said; what the others still send goes unread.
      case leaving
      case ended
    }

    /// What a user can want of the menu.
    enum Wish: Sendable, Equatable {
      case list
      case create(String)
      case join(String)
    }

    public let actor: Actor

    let configuration: UserConfiguration
    var seat: Seat
    var state = State.idle
    /// What the user said and nobody took yet.
    var commands: [ChatCommand] = []
    /// The menu asks for the name of a room.
    var question: Question?
    /// Whether leaving the room is leaving altogether.
    var leavesForGood = false
    /// How to make sure whose keys arrive, and those that were seen before, in `hardened`.
    var identities: Identities
    private(set) var patience = Patience()
    private let link: Link

    /// What the menu asks for, once a line was typed.
    enum Question: Sendable {
      case newRoom
      case room
    }

    /// How long the server may take to answer, in seconds.
    static let answerLimit = 30

    /// Creates a user who has not started.
    ///
    /// - Throws: `HandshakeError.configuration` if a file of the home is damaged.
    public init(
      _ configuration: UserConfiguration, rules: RoomRules, fingerprints: FingerprintPolicy,
      on link: Link = UserConfiguration.link, drawingFrom source: Draws.Source
    ) throws(HandshakeError) {
      actor = Actor(configuration.name)
      self.configuration = configuration
      self.link = link
      seat = Seat(
        actor, rules: rules, channel: Channel(link),
        draws: Draws(of: actor, in: rules.lab, from: source), start: configuration.time)
      let known = try KnownKeys(
        file: configuration.files[KnownKeys.fileName(of: configuration.name)],
        of: configuration.name)
      identities = Identities(fingerprints, known: known)
    }

    public mutating func handle(_ input: Input) -> [Output] {
      if case .ended = state { return [] }
      var outputs: [Output] = []
      do throws(HandshakeError) {
        switch input {
        case .start: try start(&outputs)
        case .received(let bytes, _):
          seat.channel.append(bytes)
          while try advance(&outputs) {}
        case .closed: end(endingOfLoss, &outputs)
        case .submit(let command): try submit(command, &outputs)
        case .tick(let seconds): try tick(seconds, &outputs)
        case .opened, .listening: break
        }
        try takeCommands(&outputs)
      } catch {
        end(.failed(error), &outputs)
      }
      return outputs
    }

    /// How it ends when the connection to the server ends.
    private var endingOfLoss: Ending {
      if case .leaving = state { return .goodbye(from: actor) }
      return .serverGone
    }

    private mutating func tick(
      _ seconds: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      seat.seconds = seconds
      guard patience.isUp(at: seconds) else { return }
      if case .leaving = state { return end(.goodbye(from: actor), &outputs) }
      throw .silence(seconds: patience.allowed)
    }

    /// Gives the server time for an answer, or all of it.
    mutating func allow(seconds: Int?) { patience.allow(seconds: seconds) }

    mutating func end(_ ending: Ending, _ outputs: inout [Output]) {
      // Whoever never started has nothing to tell.
      let hasStarted = if case .idle = state { false } else { true }
      state = .ended
      if hasStarted, let reason = ending.reason {
        outputs.append(.stage(Stage(.closing, actor, "\(actor) stops: \(reason)")))
      }
      outputs += [.close(link), .ended(ending)]
    }

    /// Takes the next whole message; false when there is none or none may be taken now.
    mutating func advance(_ outputs: inout [Output]) throws(HandshakeError) -> Bool {
      switch state {
      case .idle, .unlocking, .ended: return false
      case .inRoom(let session) where session.awaitsAnswer: return false
      default: break
      }
      guard let arrival = try seat.channel.nextArrival() else { return false }
      if let ending = try ServerWords.ending(
        saidBy: arrival, from: Rooms.server, to: actor, while: "connected")
      {
        // Whoever has said goodbye leaves as it wanted to.
        end(ending == .serverGone ? endingOfLoss : ending, &outputs)
        return false
      }
      switch state {
      case .idle, .unlocking, .ended: return false
      case .greeting: try greeted(arrival, &outputs)
      case .certifying: try certified(arrival, &outputs)
      case .challenged: try challenged(arrival, &outputs)
      case .authenticating: try welcomed(arrival, &outputs)
      case .menu:
        throw .unexpected(message: arrival.name(among: seat.layouts.all), while: "at the menu")
      case .asking(let wish): try answered(arrival, wish, &outputs)
      case .inRoom(var session):
        try session.receive(arrival, &seat, &outputs)
        state = .inRoom(session)
        try takeCommands(&outputs)
      case .leaving: try left(arrival, &outputs)
      }
      return true
    }
  }
}
