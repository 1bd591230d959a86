import Bytes
import Terms
import Transcripts

extension CertifiedPeers {
  /// The server: registers users, certifies their keys as the CA, and brings together those who
  /// want each other.
  ///
  /// What they then say to each other does not pass it.
  public struct Registry: Party {
    public let actor = User.serverActor

    let configuration: ServerConfiguration
    let sizes: Sizes
    /// Whether the fingerprint of the CA is read to each user on another channel.
    let readsOutFingerprint: Bool
    var draws: Draws
    var reception = Reception<Guest>(
      registrationLimit: Self.registrationLimit, messageLimit: Self.messageLimit)
    var records: Records
    /// The key of the CA; nil before the start.
    var authority: CertificateAuthority?
    var isRunning = true
    /// The address that is given for every user's, by a server that lies.
    var addressForAll: String?
    private var seconds = 0

    /// How long a user may take to register, in seconds.
    public static let registrationLimit = 10
    /// How long the rest of a message may take, in seconds.
    public static let messageLimit = 30

    /// Creates a server with what its state directory holds.
    ///
    /// - Throws: `HandshakeError.configuration`, naming the file, for a damaged directory.
    init(
      _ configuration: ServerConfiguration, readsOutFingerprint: Bool = false,
      drawingFrom source: Draws.Source
    ) throws(HandshakeError) {
      self.configuration = configuration
      self.readsOutFingerprint = readsOutFingerprint
      sizes = Sizes(configuration.settings.size)
      draws = Draws(of: actor, in: CertifiedPeers.name, from: source)
      records = try Records(files: configuration.files, sizes)
    }

    /// Somebody who has registered on a connection.
    struct Guest: NamedUser {
      let name: String
      /// Certificates are compared without regard to letter case, so names are too.
      var heldName: String { name.lowercased() }
      /// Whom it wants, and where it can be reached; nil before it has asked.
      var request: Request?
      /// Whether it was brought together with somebody.
      var isIntroduced = false
    }

    /// What a user has asked for.
    struct Request: Sendable {
      let wanted: String
      let address: String
      /// How many had asked before.
      let ordinal: Int
    }

    var isOriginal: Bool { configuration.settings.mode == .original }
    /// The time, in seconds since 1970-01-01 00:00:00 UTC.
    var now: Int64 { configuration.time + Int64(seconds) }
    /// How many have asked for somebody.
    var requestCount = 0

    public mutating func handle(_ input: Input) -> [Output] {
      guard isRunning else { return [] }
      var outputs: [Output] = []
      switch input {
      case .start:
        do throws(HandshakeError) {
          try openAuthority(&outputs)
        } catch {
          isRunning = false
          outputs.append(.ended(.failed(error)))
        }
      case .opened(let link): reception.open(link)
      case .received(let bytes, let link): receive(bytes, link, &outputs)
      case .closed(let link): _ = reception.remove(link)
      case .tick(let seconds):
        self.seconds = seconds
        reception.tick(seconds)
        for (link, reason) in reception.late { refuse(link, reason, &outputs) }
      case .submit(.quit): outputs += reception.sayGoodbye(from: actor) { $0.name }
      case .submit, .listening: break
      }
      return outputs
    }

    private mutating func receive(_ bytes: [UInt8], _ link: Link, _ outputs: inout [Output]) {
      reception.append(bytes, on: link)
      do throws(HandshakeError) {
        while let arrival = try reception.nextArrival(on: link) {
          try take(arrival, link, &outputs)
        }
      } catch {
        refuse(link, reason(error), &outputs)
      }
    }

    /// What the one who is refused is told: "here" would mean something else to it.
    private func reason(_ error: HandshakeError) -> String {
      switch error {
      case .mismatch(let what, let own, let other):
        "the server runs \(what) \(own), this user asks for \(other)"
      case .refused(let reason): reason
      default: error.description
      }
    }

    private mutating func take(
      _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard let guest = reception[link] else { return try register(arrival, link, &outputs) }
      switch arrival.frame.type {
      case Layouts.request.type where guest.request == nil:
        try takeRequest(arrival, guest, link, &outputs)
      case Layouts.check.type where isOriginal && guest.isIntroduced:
        try judge(arrival, guest, link, &outputs)
      default:
        throw .unexpected(
          message: arrival.name(among: Layouts.all(configuration.settings.mode)),
          while: guest.request == nil ? "a request is awaited" : "nothing is awaited")
      }
    }

    /// Sends a message, and shows it in a stage together with the one that it answers.
    mutating func send(
      _ layout: MessageLayout, _ terms: [Term], to link: Link, _ stage: Stage,
      _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let receiver = Actor(reception[link]?.name ?? "client")
      guard
        let message = try reception.write(layout, terms, on: link, from: actor, to: receiver)
      else { return }
      var stage = stage
      stage.messages.append(.sent(message))
      outputs += [.stage(stage), .send(message.bytes, on: link)]
    }

    /// Says why, and closes the connection.
    func refusal(of receiver: Actor, _ reason: Term) -> Stage {
      Stage(
        .closing, actor,
        "the server refuses \(receiver): \(String(decoding: reason.bytes, as: UTF8.self))",
        values: [reason])
    }

    private mutating func refuse(_ link: Link, _ reason: String, _ outputs: inout [Output]) {
      guard reception.isConnected(link) else { return }
      let receiver = Actor(reception[link]?.name ?? "client")
      let text = Term.text("reason", String(reason.prefix(ServerWords.longestReason)))
      try? send(ServerWords.refused, [text], to: link, refusal(of: receiver, text), &outputs)
      outputs.append(.close(link))
      _ = reception.remove(link)
    }
  }
}
