import Bytes
import Terms
import Transcripts

extension CertifiedPeers {
  /// The server: registers users, certifies their keys as the CA, and brings together those who
  /// want each other.
  ///
  /// What they then say to each other does not pass it.
  public struct Registry: ServingParty {
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
    var now: Int64 { configuration.time + Int64(reception.now) }
    /// How many have asked for somebody.
    var requestCount = 0

    public mutating func handle(_ input: Input) -> [Output] { isRunning ? serve(input) : [] }

    mutating func prepare(_ outputs: inout [Output]) throws(HandshakeError) {
      do throws(HandshakeError) {
        try openAuthority(&outputs)
      } catch {
        isRunning = false
        throw error
      }
    }

    mutating func take(
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
      let receiver = client(on: link)
      guard
        let message = try reception.write(layout, terms, on: link, from: actor, to: receiver)
      else { return }
      var stage = stage
      stage.messages.append(.sent(message))
      outputs += [.stage(stage), .send(message.bytes, on: link)]
    }

    mutating func remove(_ link: Link, _ outputs: inout [Output]) { _ = reception.remove(link) }
  }
}
