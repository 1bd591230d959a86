import Bytes
import Terms
import Transcripts

extension Rooms {
  /// The server: certifies keys, asks for signatures, keeps the rooms and passes on what their
  /// members send.
  ///
  /// It reads every message, as any relay can, and refuses what is none.
  public struct Server: ServingParty {
    public let actor: Actor
    let title = "the server"

    let rules: RoomRules
    let layouts: Layouts
    let configuration: ServerConfiguration
    var reception: Reception<User>
    var rooms: [String: Room] = [:]
    /// Those who wait for a room that is not there yet, the longest waiting first.
    var waiting: [(link: Link, room: String)] = []
    var draws: Draws
    /// The authority, made when it is first needed.
    var authority: Authority?
    var registry: RegisteredKeys
    /// What the attacker does who runs this server, if one does.
    var interception: Interception?
    private var nextNumber: UInt32 = 1

    /// How long a user may take to log in, in seconds.
    public static let loginLimit = 30
    /// How long the rest of a message may take, in seconds.
    public static let messageLimit = 30

    /// Who runs a server.
    public enum Operator: Sendable {
      /// Somebody honest.
      case honest
      /// An attacker, who puts her own keys in the place of the members'.
      case mallory
    }

    /// Creates a server without users.
    ///
    /// - Throws: `HandshakeError.configuration` if a file of its state is damaged.
    public init(
      _ configuration: ServerConfiguration, rules: RoomRules, runBy owner: Operator = .honest,
      drawingFrom source: Draws.Source
    ) throws(HandshakeError) {
      actor = owner == .honest ? Rooms.server : Actor("mallory")
      interception = owner == .honest ? nil : Interception(rules)
      self.configuration = configuration
      self.rules = rules
      layouts = Layouts(rules.mode)
      reception = Reception(
        registrationLimit: Self.loginLimit, messageLimit: Self.messageLimit)
      draws = Draws(of: actor, in: rules.lab, from: source)
      registry = try RegisteredKeys(files: configuration.files, rules)
    }

    /// Somebody who is connected.
    struct User: NamedUser {
      let name: String
      let number: UInt32
      var step: Step
      /// The certificate in PEM that this server issued, once there is one.
      var certificate: Term?

      var actor: Actor { Actor(name) }
    }

    /// How far somebody has come; each step allows one message, or a stated set.
    enum Step: Sendable {
      /// No key of this name is registered: a request is awaited.
      case certifying
      /// The challenge is out, and the key that it is checked with, where the server has one.
      case challenged(Term, key: SigningPublicKey?)
      case atMenu
      case waiting
      case inRoom(String)
    }

    /// The number of the next one who comes.
    mutating func takeNumber() -> UInt32 {
      defer { nextNumber += 1 }
      return nextNumber
    }

    /// The time in seconds since 1970-01-01 00:00:00 UTC.
    var time: Int64 { configuration.time + Int64(reception.now) }

    public mutating func handle(_ input: Input) -> [Output] { serve(input) }

    /// Opens or makes the authority's key, so that whoever comes finds one.
    mutating func prepare(_ outputs: inout [Output]) throws(HandshakeError) {
      _ = try authority(&outputs)
    }

    mutating func lookAround(_ outputs: inout [Output]) {
      for (link, reason) in slow { refuse(link, reason, &outputs) }
    }

    mutating func take(
      _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard let user = reception[link] else { return try greet(arrival, link, &outputs) }
      switch user.step {
      case .certifying: try certify(arrival, link, user, &outputs)
      case .challenged(let challenge, let key):
        try judge(arrival, challenge, key, link, user, &outputs)
      case .atMenu: try serve(arrival, link, user, &outputs)
      case .waiting: throw .unexpected(message: name(of: arrival), while: "waiting for a room")
      case .inRoom(let room): try pass(arrival, in: room, link, user, &outputs)
      }
    }

    func name(of arrival: Arrival) -> String { arrival.name(among: layouts.all) }

    // MARK: Sending

    /// Sends a message of the server's own, and shows it.
    mutating func send(
      _ layout: MessageLayout, _ values: [Term], to link: Link, _ heading: Stage.Heading,
      _ title: String, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard let message = try write(layout, values, to: link) else { return }
      let stage = Stage(heading, actor, title, values: values, messages: [.sent(message)])
      outputs += [.stage(stage), .send(message.bytes, on: link)]
    }

    /// Writes a message of the server's own; nil if nobody is connected there.
    mutating func write(
      _ layout: MessageLayout, _ values: [Term], to link: Link
    ) throws(HandshakeError) -> Message? {
      let receiver = client(on: link)
      return try reception.write(layout, values, on: link, from: actor, to: receiver)
    }

    // MARK: The end of a connection

    /// Forgets a connection, and tells the room that it was in.
    mutating func remove(_ link: Link, _ outputs: inout [Output]) {
      waiting.removeAll { $0.link == link }
      guard let user = reception.remove(link), case .inRoom(let room) = user.step else { return }
      withdraw(link, user, from: room, &outputs)
    }
  }
}
