import Bytes

/// What a user wants of a party.
public enum ChatCommand: Sendable, Equatable {
  /// Send a text, which may be empty.
  case say([UInt8])
  /// Say goodbye and end.
  case quit
  /// No more will be typed: send what is waiting, then say goodbye.
  case endOfInput
  /// The user has compared the fingerprints, and they are equal.
  case verified
  /// The peer's fingerprint as the user heard it, in octets.
  case peerFingerprint([UInt8])
  /// Show the list of commands.
  case help
  /// A line that begins like a command and is none.
  case unknown(String)

  /// The longest text of a message, in bytes of UTF-8.
  public static let longestText = 16384

  /// Reads a typed line: `:q` or `!quit` leaves, `::q` sends the text `:q`.
  public init(line: String) {
    switch line {
    case ":q", "!quit": self = .quit
    case ":verified": self = .verified
    case ":help": self = .help
    case _ where line.hasPrefix("::"): self = .say(Array(line.utf8.dropFirst()))
    case _ where line.hasPrefix(":"): self = .unknown(line)
    default: self = .say(Array(line.utf8))
    }
  }

  /// The commands with what they do.
  public static let summary = [
    (":q", "leave (also !quit)"),
    (":verified", "say that you have compared the fingerprints"),
    (":help", "show this list"),
    ("::text", "send the text :text"),
  ]

  /// Answers a command that is about commands.
  func explain(_ outputs: inout [Output]) {
    switch self {
    case .help: outputs += Self.summaryLines.map { .notice($0) }
    case .unknown(let line):
      outputs.append(.notice("unknown command \(line); :help lists the commands"))
    default: break
    }
  }

  /// The same as lines, in two columns.
  static var summaryLines: [String] {
    let width = summary.map(\.0.count).max() ?? 0
    return summary.map { command, meaning in
      "\(command)\(String(repeating: " ", count: width - command.count))  \(meaning)"
    }
  }
}
