import Handshakes
import Rendering
import Terms
import Transcripts
import Transport

/// `chat-lab demo`: all parties of a lab in one process, every stage shown.
struct DemoCommand: Command {
  let name = "demo"
  let abstract = "Run a whole lab in one process and show every stage."
  let discussion = """
    The users, and the relay or the attacker between them, run in this process; the wires are in \
    memory. The output shows secrets, because showing them is what a lab is for: never use its \
    keys for anything.

    With the same seed and the same options the output is the same to the byte.

    The exit status is 1 if a user stopped before a goodbye, as with '--through mallory' in the \
    hardened mode, or if OpenSSL contradicts a value.
    """

  /// What a run writes holds its secrets, so it is for the owner alone.
  private static let fileMode: UInt32 = 0o600

  private enum Format: String, CaseIterable { case text, jsonl }
  private enum Tool: String, CaseIterable { case openssl }

  private let lab = Parameter.argument(
    "lab", .choice("lab", among: Labs.names), default: Labs.standard.name,
    help: "The lab to run.")
  private let mode = Parameter.option(
    "mode", .choice("mode"), default: Mode.hardened,
    help: "As its document has it, or with the weaknesses closed.")
  private let seed = Parameter.option(
    "seed", .text(), help: "Draw every random value from this text.")
  private let isToy = Parameter.flag(
    "toy", help: "Use the smallest numbers that work, to be checked by hand.")
  private let isRecorded = Parameter.flag(
    "recorded", help: "Repeat the run that the document shows, screen by screen.")
  private let lines = Parameter.options(
    "say", .text(),
    help: "A line of the chat: TEXT, 'NAME: TEXT', or 'NAME to NAME: TEXT'.")
  private let through = Parameter.option(
    "through", .choice("middle"), default: Middle.relay,
    help: "Who is between the users; mallory swaps the keys, a lying CA certifies its own.")
  private let pins = Parameter.flag(
    "pin", help: "The users compare fingerprints of their keys, whatever a CA says.")
  private let step = Parameter.flag(
    "step", help: "Stop at each stage: ENTER on, b back, q quit, a number to jump.")
  private let depth = Parameter.option(
    "depth", .choice("depth"), default: TerminalRenderer.Depth.derivations,
    help: "Show what happens, every value with its formula too, or computations from inside too.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or a transcript.")
  private let output = Parameter.option(
    "output", .path(),
    help: "Write to this file instead of standard output; a new one is for its owner alone.")
  private let tool = Parameter.option(
    "check-with", .choice("tool", among: Tool.allCases.map(\.rawValue)),
    help: "Recompute every value with this program.")
  private let whoKnows = Parameter.flag(
    "who-knows", help: "Say who can know each value, and how.")
  private let cost = Parameter.flag("cost", help: "Count the work and the bytes of each side.")

  var parameters: [any Declared] {
    [
      lab, mode, seed, isToy, isRecorded, lines, through, pins, step, depth, format, output, tool,
      whoKnows, cost,
    ]
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let request = try request(arguments)
    if arguments[step], arguments[format] == .jsonl || arguments[output] != nil {
      throw .usage("--step needs text on a screen, expected no --format jsonl or --output")
    }
    if !request.isRecorded, request.size == .real { io.progress("making keys") }
    let run = DemoRun(request)
    io.endProgress()
    let checker = arguments[tool] == nil ? nil : try ProofChecker(run.transcript, io)
    switch arguments[format] {
    case .jsonl:
      try io.write(
        Array(run.jsonLines.map { $0 + "\n" }.joined().utf8), to: arguments[output],
        mode: Self.fileMode)
      checker?.summary.forEach(io.note)
    case .text:
      let text = DemoText(
        run, checker, others: OtherMiddles(request).lines, columns: io.columns,
        usesColor: io.usesColor && arguments[output] == nil, depth: arguments[depth])
      if arguments[step] {
        try StagePager(text.pages).run(io)
      } else {
        try io.write(
          Array(text.pages.joined().map { $0 + "\n" }.joined().utf8), to: arguments[output],
          mode: Self.fileMode)
      }
    }
    if let failure = run.failure { throw .failed(failure) }
    if let checker, !checker.neither.isEmpty {
      let names = checker.neither.map(\.name).joined(separator: ", ")
      throw .failed("not confirmed by OpenSSL: \(names)")
    }
    return .success
  }

  private func request(_ arguments: Arguments) throws(CommandError) -> DemoRequest {
    var request = DemoRequest()
    request.lab = arguments[lab]
    request.mode = arguments[mode]
    request.size = arguments[isToy] ? .toy : .real
    request.seed = arguments[seed]
    request.time = SessionOptions.time(seed: request.seed)
    request.middle = arguments[through]
    request.pinsKeys = arguments[pins]
    let middles = Labs.checked(request.lab).middles
    guard middles.contains(request.middle) else {
      throw .usage(
        "--through: the lab \(request.lab) has no \(request.middle.rawValue), expected "
          + middles.map(\.rawValue).joined(separator: " or "))
    }
    if request.pinsKeys, request.mode == .original || !middles.contains(.lyingCA) {
      throw .usage("--pin: a CA vouches for keys in the hardened mode of certified-peers alone")
    }
    request.asksWhoKnows = arguments[whoKnows]
    request.asksCost = arguments[cost]
    if arguments[isRecorded] {
      guard Labs.checked(request.lab).recording != nil else {
        throw .usage("--recorded: there is no recording of \(request.lab)")
      }
      guard request.seed == nil else {
        throw .usage("--recorded has its own values, expected no --seed")
      }
      guard !arguments.wereGiven(mode) || request.mode == .original else {
        throw .usage("--recorded is a run of the original, expected no --mode hardened")
      }
      guard request.middle == .relay else {
        throw .usage("--recorded went through the relay, expected no --through mallory")
      }
      guard arguments[lines].isEmpty else {
        throw .usage("--recorded has its own lines, expected no --say")
      }
      request.isRecorded = true
      request.mode = .original
      request.size = .toy
    }
    for (index, text) in arguments[lines].enumerated() {
      request.lines.append(try line(text, index: index, users: request.users, lab: request.lab))
    }
    return request
  }

  /// Reads `NAME: TEXT`; a text without a speaker is said by the users in turns.
  private func line(
    _ text: String, index: Int, users: [String], lab: String
  ) throws(CommandError) -> Line {
    var line = Line(users[index % users.count], text)
    let hasReceivers = Labs.checked(lab).abilities.contains(.receivers)
    for user in users {
      // Who says it to nobody in particular says it to the next.
      let others = hasReceivers ? users.filter { $0 != user } : []
      for (prefix, receiver) in [("\(user):", nil)] + others.map({ ("\(user) to \($0):", $0) })
      where text.hasPrefix(prefix) {
        line = Line(user, String(text.dropFirst(prefix.count).drop { $0 == " " }), to: receiver)
      }
    }
    if hasReceivers, line.receiver == nil, let place = users.firstIndex(of: line.speaker) {
      line = Line(line.speaker, line.text, to: users[(place + 1) % users.count])
    }
    guard line.text.utf8.count <= ChatCommand.longestText else {
      throw .usage(
        "--say: \(line.text.utf8.count) bytes, expected at most \(ChatCommand.longestText)")
    }
    return line
  }
}
