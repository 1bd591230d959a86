import Handshakes
import Transport

/// The options that `serve` and `join` share.
enum SessionOptions {
  /// The port of a server, and of who looks for one, when nobody says otherwise.
  static let port = 4470
  /// The host, likewise: nobody outside of this machine is let in unasked.
  static let host = "127.0.0.1"

  static let lab = Parameter.argument(
    "lab", .choice("lab", among: Labs.names), help: "The lab to run.")
  static let mode = Parameter.option(
    "mode", .choice("mode"), default: Mode.hardened,
    help: "As its document has it, or with the weaknesses closed; all sides run the same.")
  static let isToy = Parameter.flag(
    "toy", help: "Use the smallest numbers that work; all sides run the same.")
  static let transcript = Parameter.option(
    "transcript", .path(), help: "Write every stage to this file, one JSON line each.")

  /// What the run is to be, as all sides must have it.
  static func settings(_ arguments: Arguments) -> LabSettings {
    LabSettings(mode: arguments[mode], size: arguments[isToy] ? .toy : .real)
  }

  /// The time of the run: a seeded one looks at no clock.
  static func time(seed: String?) -> Int64 {
    seed == nil ? WallClock.now : Demonstration.fixedTime
  }

  /// Refuses an option that means nothing in a lab, rather than ignoring it.
  static func refuse(
    _ option: some Declared, in arguments: Arguments, because reason: String
  ) throws(CommandError) {
    guard arguments.wereGiven(option) else { return }
    throw .usage("\(option.declaration.spelling): \(reason)")
  }
}
