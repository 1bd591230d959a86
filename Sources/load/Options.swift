import Handshakes
import Transport

/// What a swarm is told: `NAME=VALUE` for each.
struct Options {
  var lab: any Lab.Type = NonceRelay.self
  var settings = LabSettings(mode: .hardened, size: .real)
  var server = Endpoint(host: "127.0.0.1", port: 0)
  /// What the names of the users begin with.
  var prefix = "u"
  /// How many users register and wait.
  var idle = 0
  /// How many pairs talk.
  var pairs = 0
  /// Which users of the pairs are here: the first, the second, or both.
  var sides = [0, 1]
  /// How many lines each user of a pair says.
  var lines = 10
  /// The length of a line in bytes.
  var length = 40
  /// How many handshakes run at one time; the others begin as those end.
  var atOnce = 25
  /// After how many seconds what did not happen counts as lost.
  var patience = 120

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
  }

  private mutating func set(_ name: String, _ value: String) throws -> Bool {
    func number() throws -> Int {
      guard let number = Int(value), number >= 0 else {
        throw Unusable(text: "\(name): '\(value)' is no number")
      }
      return number
    }
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
    case "idle": idle = try number()
    case "pairs": pairs = try number()
    case "sides": sides = value == "both" ? [0, 1] : [try number()]
    case "lines": lines = try number()
    case "length": length = try number()
    case "at-once": atOnce = try number()
    case "patience": patience = try number()
    default: return false
    }
    return true
  }
}
