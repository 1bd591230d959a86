import Bytes
import Handshakes
import Rendering
import Terms
import Transcripts

/// One side of a run over a network, as `join` or `serve` was asked for: enough to run it again
/// from what it received.
struct SideRequest: Sendable, Equatable {
  /// Which side.
  enum Role: Equatable, Sendable {
    /// A user, whom another one was wanted by.
    case user(name: String, wanted: String, fingerprint: [UInt8]?)
    /// The relay.
    case relay
  }

  var lab = Lab.standard.name
  var settings: NonceRelay.Settings
  var role: Role
  var seed: String?

  /// The wire from a user to the relay.
  static let link = Link(wire: "relay", end: 0)

  /// Creates the party of this side, with the random values of an earlier run to repeat it.
  func party(recordedDraws: Draws.Source? = nil) -> any Party {
    switch role {
    case .relay:
      return NonceRelay.Relay(settings)
    case .user(let name, let wanted, let fingerprint):
      return NonceRelay.Peer(
        NonceRelay.Peer.Configuration(
          name: name, wanted: wanted, settings: settings,
          fingerprints: fingerprint.map { .expect($0) } ?? .leaveToUser, link: Self.link),
        drawingFrom: seed.map { .seed($0) } ?? recordedDraws ?? .system)
    }
  }

  /// The lines that the recorded inputs of a transcript give again.
  func rebuild(_ transcript: TranscriptFile) -> [String] {
    var recorder = SideRecorder()
    var lines = [recorder.line(settings: transcriptSettings)]
    var party = party(recordedDraws: transcript.draws)
    let inputs = transcript.stages.flatMap { $0["inputs"]?.elements ?? [] }
    for input in inputs.compactMap(RecordedInput.init(json:)).compactMap(\.input) {
      recorder.record(input)
      for case .stage(let stage) in party.handle(input) { lines.append(recorder.line(stage)) }
    }
    return lines
  }
}

// MARK: - In a transcript

extension SideRequest {
  /// The first line of the transcript of this side.
  var transcriptSettings: [Transcript.Setting] {
    typealias Setting = Transcript.Setting
    var result = [
      Setting("command", role == .relay ? "serve" : "join"), Setting("lab", lab),
      Setting("mode", settings.mode.rawValue), Setting("size", settings.size.rawValue),
    ]
    if case .user(let name, let wanted, let fingerprint) = role {
      result += [Setting("as", name), Setting("to", wanted)]
      if let fingerprint {
        result.append(Setting("peer-fingerprint", Hex.encode(fingerprint)))
      }
    }
    if let seed { result.append(Setting("seed", seed)) }
    return result
  }

  /// Reads the first line of a transcript; nil if it does not describe one side.
  init?(settings recorded: [Transcript.Setting]) {
    func value(_ name: String) -> String? { recorded.first { $0.name == name }?.value }
    guard let lab = value("lab"), Lab.all.contains(where: { $0.name == lab }),
      let mode = value("mode").flatMap(Mode.init(rawValue:)),
      let size = value("size").flatMap(Size.init(rawValue:))
    else { return nil }
    switch value("command") {
    case "serve":
      role = .relay
    case "join":
      guard let name = value("as"), NonceRelay.isName(name), let wanted = value("to"),
        wanted.isEmpty || NonceRelay.isName(wanted)
      else { return nil }
      role = .user(
        name: name, wanted: wanted,
        fingerprint: value("peer-fingerprint").flatMap { try? Hex.decode($0) })
    default:
      return nil
    }
    self.lab = lab
    settings = NonceRelay.Settings(mode: mode, size: size)
    seed = value("seed")
  }
}
