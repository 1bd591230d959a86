import Bytes
import Terms
import Transcripts

extension NonceRelay {
  /// One of the two people: registers with the relay, runs the handshake of a mode with the other
  /// one through it, and chats.
  public struct Peer: Party {
    /// What the user chose.
    public struct Configuration: Sendable {
      /// The user's name.
      public let name: String
      /// The name or number of the one to talk to; nobody in particular if empty.
      public let wanted: String
      /// What to run.
      public let settings: Settings
      /// How to make sure whose key arrives; `original` has no such thing.
      public let fingerprints: FingerprintPolicy
      /// The wire to the relay.
      public let link: Link

      /// Puts the choices together.
      public init(
        name: String, wanted: String, settings: Settings, fingerprints: FingerprintPolicy,
        link: Link
      ) {
        self.name = name
        self.wanted = wanted
        self.settings = settings
        self.fingerprints = fingerprints
        self.link = link
      }
    }

    /// Where the party stands; each state has what the messages before have brought.
    enum State {
      case idle
      case registering(Channel)
      case waiting(Channel)
      case handshaking(any PairHandshake, Pair)
      case chatting(any PairSession, Pair)
      /// Goodbye is said; what the peer still sends is shown until its own goodbye.
      case leaving(any PairSession, Pair)
      case ended
    }

    public let actor: Actor

    let configuration: Configuration
    var state = State.idle
    /// What the user said before the session was up.
    var queue: [ChatCommand] = []
    let draws: Draws
    static let relay = Actor("relay")

    /// How long the relay may take to answer a registration, in seconds.
    static let registrationLimit = 30
    /// How long a handshake, or a peer's answer to a goodbye, may take, in seconds.
    static let patience = 60
    /// The seconds since the start at the last tick.
    private var now = 0
    /// When the peer is given up, in seconds since the start.
    private var deadline: Int?
    /// How long was given until then.
    private var allowed = 0

    /// Creates a user who has not started.
    public init(_ configuration: Configuration, drawingFrom source: Draws.Source) {
      actor = Actor(configuration.name)
      self.configuration = configuration
      draws = Draws(of: actor, in: NonceRelay.name, from: source)
    }

    public mutating func handle(_ input: Input) -> [Output] {
      if case .ended = state { return [] }
      var outputs: [Output] = []
      do throws(HandshakeError) {
        switch input {
        case .start: try start(&outputs)
        case .opened: break
        case .received(let bytes, _): try receive(bytes, &outputs)
        case .closed: end(hasLeft ? .goodbye(from: actor) : .serverGone, &outputs)
        case .submit(let command): try submit(command, &outputs)
        case .tick(let seconds): try tick(seconds, &outputs)
        }
      } catch {
        end(.failed(error), &outputs)
      }
      return outputs
    }

    /// Whether goodbye is said, so that it does not matter how the other end goes.
    var hasLeft: Bool {
      if case .leaving = state { true } else { false }
    }

    /// Gives the peer so much time from now on.
    mutating func allow(seconds: Int?) {
      deadline = seconds.map { now + $0 }
      allowed = seconds ?? 0
    }

    private mutating func tick(
      _ seconds: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      now = seconds
      guard let deadline, now >= deadline else { return }
      if hasLeft {
        end(.goodbye(from: actor), &outputs)
      } else {
        throw .silence(seconds: allowed)
      }
    }

    mutating func end(_ ending: Ending, _ outputs: inout [Output]) {
      // Whoever never started has nothing to tell.
      let hasStarted = if case .idle = state { false } else { true }
      state = .ended
      if hasStarted, let reason = ending.reason {
        outputs.append(.stage(Stage(.closing, actor, "\(actor) stops: \(reason)")))
      }
      outputs += [.close(configuration.link), .ended(ending)]
    }
  }
}
