import Handshakes
import Transport

/// What a swarm is told: `NAME=VALUE` for each.
struct Options {
  var lab: any Lab.Type = NonceRelay.self
  var settings = LabSettings(mode: .hardened, size: .real)
  var server = Endpoint(host: "127.0.0.1", port: 0)
  /// What the names of the users begin with.
  var prefix = "u"
  /// What the names of the rooms begin with, in labs that have rooms.
  var room = "room"
  /// Whether the first member of a group creates its room, or somebody else does.
  var creates = true
  /// How many users enter and wait.
  var idle = 0
  /// How many groups there are, how many of them say nothing, and how many members each has.
  var groups = 0
  var silent = 0
  var members = 2
  /// Which members of the groups are here: from this one to before that one.
  var from = 0
  var to = Int.max
  /// How many lines each member says in one go.
  var lines = 10
  /// The length of a line in bytes.
  var length = 40
  /// How many users may be entering at one time; the others begin as those are in.
  var atOnce = 25
  /// After how many seconds what did not happen counts as lost.
  var patience = 120
  /// Whether to wait for a word on standard input before talking and before leaving.
  var isLed = false
  /// A directory with RSA key pairs: `0/priv.pem`, `0/pub.pem`, `1/priv.pem` and so on.
  var keys = ""

  /// Why the options cannot be used.
  struct Unusable: Error {
    let text: String
  }

  init(_ arguments: some Sequence<String>) throws {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, try set(parts[0], parts[1]) else {
        throw Unusable(text: "\(argument): no option of load, expected NAME=VALUE")
      }
    }
    to = min(to, members)
  }

  private mutating func set(_ name: String, _ value: String) throws -> Bool {
    switch name {
    case "lab":
      guard let lab = Labs.named(value) else { throw Unusable(text: "lab: no '\(value)'") }
      self.lab = lab
    case "mode":
      guard let mode = Mode(rawValue: value) else { throw Unusable(text: "mode: no '\(value)'") }
      settings = LabSettings(mode: mode, size: settings.size)
    case "size":
      guard let size = Size(rawValue: value) else { throw Unusable(text: "size: no '\(value)'") }
      settings = LabSettings(mode: settings.mode, size: size)
    case "server": server = try Endpoint(parsing: value)
    case "prefix": prefix = value
    case "room": room = value
    case "keys": keys = value
    default: return try setNumber(name, value)
    }
    return true
  }

  private mutating func setNumber(_ name: String, _ value: String) throws -> Bool {
    guard let number = Int(value), number >= 0 else {
      throw Unusable(text: "\(name): '\(value)' is no number")
    }
    switch name {
    case "creates": creates = number != 0
    case "idle": idle = number
    case "groups": groups = number
    case "silent": silent = number
    case "members": members = number
    case "from": from = number
    case "to": to = number
    case "lines": lines = number
    case "length": length = number
    case "at-once": atOnce = number
    case "patience": patience = number
    case "led": isLed = number != 0
    default: return false
    }
    return true
  }

  /// The name of a member of a group.
  func name(_ group: Int, _ member: Int) -> String { "\(prefix)\(group)-\(member)" }
}
