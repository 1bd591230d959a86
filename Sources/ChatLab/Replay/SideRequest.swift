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
    case user(UserConfiguration)
    case server(ServerConfiguration)
  }

  var lab = Labs.standard.name
  var role: Role
  var seed: String?

  /// What the side runs.
  var settings: LabSettings {
    switch role {
    case .user(let configuration): configuration.settings
    case .server(let configuration): configuration.settings
    }
  }

  /// Creates the party of this side, with the random values of an earlier run to repeat it.
  ///
  /// - Throws: `HandshakeError` when the side cannot begin with what it has.
  func party(
    recordedDraws: Draws.Source? = nil
  ) throws(HandshakeError) -> any Party {
    let source = seed.map { .seed($0) } ?? recordedDraws ?? .system
    let lab = Labs.checked(lab)
    return switch role {
    case .user(let configuration): try lab.user(configuration, drawingFrom: source)
    case .server(let configuration): try lab.server(configuration, drawingFrom: source)
    }
  }

  /// The lines that the recorded inputs of a transcript give again.
  ///
  /// - Throws: `HandshakeError` when the side cannot begin with what is recorded.
  func rebuild(_ transcript: TranscriptFile) throws(HandshakeError) -> [String] {
    var recorder = SideRecorder()
    var lines = [recorder.line(settings: transcriptSettings)]
    try run(
      transcript, noting: { recorder.record($0) }, taking: { lines.append(recorder.line($0)) })
    return lines
  }

  /// The stages that the recorded inputs of a transcript give again.
  ///
  /// - Throws: `HandshakeError` when the side cannot begin with what is recorded.
  func stages(_ transcript: TranscriptFile) throws(HandshakeError) -> [Stage] {
    var stages: [Stage] = []
    try run(transcript, noting: { _ in }, taking: { stages.append($0) })
    return stages
  }

  private func run(
    _ transcript: TranscriptFile, noting note: (Input) -> Void,
    taking take: (Stage) -> Void
  ) throws(HandshakeError) {
    var party = try party(recordedDraws: transcript.draws)
    let inputs = transcript.stages.flatMap { $0["inputs"]?.elements ?? [] }
    for input in inputs.compactMap(RecordedInput.init(json:)).compactMap(\.input) {
      note(input)
      for case .stage(let stage) in party.handle(input) { take(stage) }
    }
  }
}

// MARK: - In a transcript

extension SideRequest {
  private typealias Setting = Transcript.Setting

  /// The first line of the transcript of this side.
  var transcriptSettings: [Transcript.Setting] {
    var result: [Setting] = []
    let files: [String: [UInt8]]
    let time: Int64
    switch role {
    case .user(let user):
      result = common("join") + [Setting("as", user.name), Setting("to", user.wanted)]
      if let room = user.room {
        result.append(Setting(user.createsRoom ? "create-room" : "room", room))
      }
      if let fingerprint = user.fingerprint {
        result.append(Setting("peer-fingerprint", Hex.encode(fingerprint)))
      }
      if has(.home) || has(.keys) { result.append(Setting("password", Hex.encode(user.password))) }
      (files, time) = (user.files, user.time)
    case .server(let server):
      result = common("serve")
      if has(.state) { result.append(Setting("password", Hex.encode(server.password))) }
      (files, time) = (server.files, server.time)
    }
    if let seed { result.append(Setting("seed", seed)) }
    if has(.clock) { result.append(Setting("time", "\(time)")) }
    for (name, contents) in files.sorted(by: { $0.key < $1.key }) {
      result.append(Setting("file", "\(name) \(Hex.encode(contents))"))
    }
    return result
  }

  private func common(_ command: String) -> [Setting] {
    [
      Setting("command", command), Setting("lab", lab),
      Setting("mode", settings.mode.rawValue), Setting("size", settings.size.rawValue),
    ]
  }

  /// Whether the lab can be told something.
  private func has(_ ability: LabAbility) -> Bool { Labs.checked(lab).abilities.contains(ability) }

  /// Reads the first line of a transcript; nil if it does not describe one side.
  init?(settings recorded: [Transcript.Setting]) {
    func value(_ name: String) -> String? { recorded.first { $0.name == name }?.value }
    func octets(_ name: String) -> [UInt8]? { value(name).flatMap { try? Hex.decode($0) } }
    guard let lab = value("lab"), Labs.named(lab) != nil,
      let mode = value("mode").flatMap(Mode.init(rawValue:)),
      let size = value("size").flatMap(Size.init(rawValue:)), let time = recorded.time
    else { return nil }
    let settings = LabSettings(mode: mode, size: size)
    let files = Self.files(recorded)
    switch value("command") {
    case "serve":
      var server = ServerConfiguration(settings: settings)
      server.password = octets("password") ?? []
      server.files = files
      server.time = time
      role = .server(server)
    case "join":
      guard let name = value("as"), UserName.isValid(name), let wanted = value("to"),
        wanted.isEmpty || UserName.isValid(wanted)
      else { return nil }
      var user = UserConfiguration(name: name, settings: settings)
      user.wanted = wanted
      user.room = value("room") ?? value("create-room")
      user.createsRoom = value("create-room") != nil
      if let room = user.room, !UserName.isValid(room) { return nil }
      user.fingerprint = octets("peer-fingerprint")
      user.password = octets("password") ?? []
      user.files = files
      user.time = time
      role = .user(user)
    default:
      return nil
    }
    self.lab = lab
    seed = value("seed")
  }

  private static func files(_ recorded: [Setting]) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for setting in recorded where setting.name == "file" {
      let parts = setting.value.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, let contents = try? Hex.decode(String(parts[1])) else { continue }
      files[String(parts[0])] = contents
    }
    return files
  }
}
