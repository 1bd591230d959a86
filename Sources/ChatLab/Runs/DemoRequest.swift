import Handshakes
import Transcripts

/// What a run of a whole lab was asked for: enough to run it again.
struct DemoRequest: Sendable, Equatable {
  var lab = Labs.standard.name
  var mode = Mode.hardened
  var size = Size.real
  var isRecorded = false
  var seed: String?
  var middle = Middle.relay
  /// Whether the users compare fingerprints although a CA vouches for their keys.
  var pinsKeys = false
  /// What is said; what the lab says by itself if empty.
  var lines: [Line] = []
  /// The time of the run, for labs that look at it, in seconds since 1970-01-01 00:00:00 UTC.
  var time = Demonstration.fixedTime
  var asksWhoKnows = false
  var asksCost = false

  /// The run as the lab takes it, with the random values of an earlier run to repeat it.
  func demonstration(recordedDraws: Draws.Source? = nil) -> Demonstration {
    let lab = Labs.checked(lab)
    if isRecorded, let recording = lab.recording { return recording }
    var demonstration = lab.demonstration(LabSettings(mode: mode, size: size))
    demonstration.source = seed.map { .seed($0) } ?? recordedDraws ?? .system
    demonstration.time = time
    demonstration.middle = middle
    demonstration.pinsKeys = pinsKeys
    if !lines.isEmpty { demonstration.lines = lines }
    return demonstration
  }

  /// The users that lines can be put into the mouths of.
  var users: [String] { demonstration().users }

  /// Whether the run draws from the operating system, so that a repetition needs its draws.
  var isUnseeded: Bool { seed == nil && !isRecorded }
}

// MARK: - In a transcript

extension DemoRequest {
  /// The first line of the transcript of the run.
  var settings: [Transcript.Setting] {
    typealias Setting = Transcript.Setting
    var settings = [
      Setting("command", "demo"), Setting("lab", lab), Setting("mode", mode.rawValue),
      Setting("size", size.rawValue), Setting("through", middle.rawValue),
    ]
    if pinsKeys { settings.append(Setting("pin", "yes")) }
    if isRecorded { settings.append(Setting("recorded", "yes")) }
    if let seed { settings.append(Setting("seed", seed)) }
    if Labs.checked(lab).abilities.contains(.clock) {
      settings.append(Setting("time", "\(time)"))
    }
    settings += demonstration().lines.map { Setting("line", $0.setting) }
    if asksWhoKnows { settings.append(Setting("who-knows", "yes")) }
    if asksCost { settings.append(Setting("cost", "yes")) }
    return settings
  }

  /// Reads the first line of a transcript; nil if it does not describe a demo.
  init?(settings: [Transcript.Setting]) {
    func value(_ name: String) -> String? { settings.first { $0.name == name }?.value }
    guard value("command") == "demo", let lab = value("lab"),
      Labs.named(lab) != nil,
      let mode = value("mode").flatMap(Mode.init(rawValue:)),
      let size = value("size").flatMap(Size.init(rawValue:)),
      let middle = value("through").flatMap(Middle.init(rawValue:)), let time = settings.time
    else { return nil }
    self.lab = lab
    self.mode = mode
    self.size = size
    self.middle = middle
    isRecorded = value("recorded") == "yes"
    seed = value("seed")
    pinsKeys = value("pin") == "yes"
    self.time = time
    asksWhoKnows = value("who-knows") == "yes"
    asksCost = value("cost") == "yes"
    if isRecorded {
      // The recording decides about everything else: a file cannot.
      guard (self.mode, self.size, self.middle, seed) == (.original, .toy, .relay, nil), !pinsKeys
      else {
        return nil
      }
      return
    }
    for setting in settings where setting.name == "line" {
      guard let line = Line(setting: setting.value, users: users) else { return nil }
      lines.append(line)
    }
  }
}

extension Line {
  /// The line as a transcript has it: `NAME: TEXT`, or `NAME to NAME: TEXT`.
  fileprivate var setting: String {
    "\(speaker)\(receiver.map { " to \($0)" } ?? ""): \(text)"
  }

  /// Reads what `setting` wrote, where only users speak and listen; nil if it is none.
  ///
  /// Octets are compared, as an accent that begins the text would become one character with the
  /// space before it.
  fileprivate init?(setting: String, users: [String]) {
    for user in users {
      for receiver in [nil] + users.map(Optional.some) {
        let prefix = "\(Line(user, "", to: receiver).setting)"
        guard setting.utf8.starts(with: prefix.utf8) else { continue }
        let text = String(decoding: setting.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        self.init(user, text, to: receiver)
        return
      }
    }
    return nil
  }
}
