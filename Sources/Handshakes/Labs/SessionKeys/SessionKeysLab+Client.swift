import Bytes
import Terms
import Transcripts

extension SessionKeysLab {
  /// A user: enters with a name, agrees on keys with each of the others, and sends lines to
  /// whomever it names.
  ///
  /// What goes wrong between it and one of the others ends what these two have; the user stays.
  public struct Client: Party {
    /// Where the user stands.
    enum State: Sendable {
      case idle
      case registering
      /// Somebody of the same name is here.
      case waiting
      case present(FreshKey)
      case ended
    }

    public let actor: Actor

    let configuration: UserConfiguration
    let link: Link
    let keyring: Result<Keyring, HandshakeError>
    var draws: Draws
    var channel: Channel
    var state = State.idle
    /// The others who are here, in the order in which they came.
    var companions: [Companion] = []
    /// The first thing that was not as it should be in a session.
    var violation: HandshakeError?
    var patience = Patience()
    /// A line whose receiver is not said yet.
    var composed: [UInt8]?
    /// What was said before the user was in.
    var outbox: [(text: [UInt8], receiver: String)] = []
    var isLeaving = false
    /// Whether the one whom the user waits for has been there.
    var hasMetWanted = false

    static let server = Actor("server")
    /// How long the server may take to answer a registration, in seconds.
    static let registrationLimit = 30
    /// How long one of the others may take for a handshake, in seconds.
    static let handshakeLimit = 60

    /// Creates a user who has not started.
    ///
    /// - Parameters:
    ///   - configuration: What the user was told.
    ///   - keyring: The keys that it has, or why it has none.
    ///   - link: The wire to the server.
    ///   - source: Where random values come from.
    init(
      _ configuration: UserConfiguration, _ keyring: Result<Keyring, HandshakeError>,
      on link: Link = UserConfiguration.link, drawingFrom source: Draws.Source
    ) {
      actor = Actor(configuration.name)
      self.configuration = configuration
      self.keyring = keyring
      self.link = link
      draws = Draws(of: actor, in: SessionKeysLab.name, from: source)
      channel = Channel(link, limit: Layouts.lengthLimit)
    }

    public mutating func handle(_ input: Input) -> [Output] {
      if case .ended = state { return [] }
      var outputs: [Output] = []
      do throws(HandshakeError) {
        switch input {
        case .start: try start(&outputs)
        case .received(let bytes, _): try receive(bytes, &outputs)
        case .closed: end(.serverGone, &outputs)
        case .submit(let command): try submit(command, &outputs)
        case .tick(let seconds): try tick(seconds, &outputs)
        case .opened, .listening: break
        }
      } catch {
        end(.failed(error), &outputs)
      }
      return outputs
    }

    func index(of name: String) -> Int? { companions.firstIndex { $0.actor.name == name } }

    mutating func end(_ ending: Ending, _ outputs: inout [Output]) {
      // Whoever never started has nothing to tell.
      let hasStarted = if case .idle = state { false } else { true }
      state = .ended
      if hasStarted, let reason = ending.reason {
        outputs.append(.stage(Stage(.closing, actor, "\(actor) stops: \(reason)")))
      }
      outputs += [.close(link), .ended(ending)]
    }

    private mutating func tick(
      _ seconds: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      if patience.isUp(at: seconds) { throw .silence(seconds: patience.allowed) }
      for index in companions.indices where companions[index].patience.isUp(at: seconds) {
        let silence = HandshakeError.silence(seconds: companions[index].patience.allowed)
        breakOff(index, silence, &outputs)
      }
      try leaveIfDone(&outputs)
    }
  }
}

// MARK: - Entering

extension SessionKeysLab.Client {
  typealias Layouts = SessionKeysLab.Layouts

  private mutating func start(_ outputs: inout [Output]) throws(HandshakeError) {
    guard case .idle = state else { return }
    state = .registering
    outputs.append(.stage(try keyring.get().certification))
    let values =
      [Term.constant("version", [1]), .text("lab", SessionKeysLab.name)]
      + configuration.settings.terms + [.text("\(actor).name", configuration.name)]
    let message = try channel.write(Layouts.register, values, from: actor, to: Self.server)
    let stage = Stage(
      .connection, actor, "\(actor) tells the server its name",
      explanation: "Mode and size go first: nobody can be talked down to another mode.",
      values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: link)]
    patience.allow(seconds: Self.registrationLimit)
  }

  /// Takes the server's answers to a registration.
  mutating func enter(_ arrival: Arrival, _ outputs: inout [Output]) throws(HandshakeError) {
    if arrival.frame.type == Layouts.occupied.type, case .registering = state {
      let message = try read(arrival, as: Layouts.occupied, while: "registering")
      outputs.append(
        .stage(
          Stage(
            .connection, actor, "somebody called \(actor) is here already",
            messages: [.received(message)])))
      outputs.append(.notice("\(actor) is here already: waiting until the name is free"))
      state = .waiting
      patience.allow(seconds: nil)
      return try leaveIfDone(&outputs)
    }
    let message = try read(arrival, as: Layouts.welcome, while: "registering")
    patience.allow(seconds: nil)
    let present = try names(in: message["present"])
    let list = present.joined(separator: ", ")
    let stage = Stage(
      .connection, actor, "\(actor) is in: \(present.isEmpty ? "nobody else" : list) is here",
      values: [message["present"]], messages: [.received(message)])
    outputs.append(.stage(stage))
    let fresh = try SessionKeysLab.FreshKey(configuration.settings.size, drawingFrom: &draws)
    let sizes = SessionKeysLab.Sizes(configuration.settings.size)
    let making = Stage(
      .certification, actor, "\(actor) makes an encryption key for this visit",
      explanation: "Others seal for it what only \(actor) is to open."
        + sizes.encryptionReason(configuration.settings.size),
      values: fresh.values)
    outputs += [.stage(making), .ready]
    outputs.append(.notice(present.isEmpty ? "nobody else is here yet" : "here: \(list)"))
    state = .present(fresh)
    if configuration.settings.mode == .original { try announce(fresh, &outputs) }
    for name in present { try meet(name, asNewcomer: true, &outputs) }
    try sendOutbox(&outputs)
  }

  /// Sends the encryption key to everybody, in `original`.
  private mutating func announce(
    _ fresh: SessionKeysLab.FreshKey, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let text = try term("\(actor).signed_text", Concatenation([fresh.pem]))
    let salt = try draws.draw("pss_salt", .bytes(SessionKeysLab.Sizes.pssSalt))
    let signed = try SessionKeysLab.Signature(
      text, actor.name, salt: salt, key: try keyring.get().own)
    let name = Term.text("\(actor).name", configuration.name)
    let message = try channel.write(
      Layouts.publicKey, [name, fresh.pem, signed.signature], from: actor, to: Self.server)
    let stage = Stage(
      .handshake, actor, "\(actor) signs its encryption key",
      explanation: "The signature is over the text of the key and nothing else: no name, no time,"
        + " nothing of those who will read it.",
      values: signed.values, messages: [.sent(message)], weaknesses: ["F5"])
    outputs += [.stage(stage), .send(message.bytes, on: link)]
  }

  /// The names in the server's list.
  private func names(in list: Term) throws(HandshakeError) -> [String] {
    let text = String(decoding: list.bytes, as: UTF8.self)
    let names = text.split(separator: " ").map(String.init)
    for name in names { try UserName.check(name, in: "welcome present") }
    guard !names.contains(actor.name), Set(names).count == names.count else {
      throw .field("welcome present", expected: "the names of others, each once")
    }
    return names
  }
}
