import Handshakes
import Transport

/// `chat-lab join`: one of the two people, in a terminal of its own.
struct JoinCommand: Command {
  let name = "join"
  let abstract = "Join a lab through its server, see every step of your side, then chat."
  let discussion = """
    A line that you type is a message; :q leaves, :help lists the commands, and '::q' sends the \
    text ':q'. Lines typed before the session is up wait for it. The end of input sends what \
    waits, and leaves. An incoming message is one line of standard output, 'NAME: TEXT \
    (verified)' or '(NOT verified)'; everything else that is no stage goes to standard error.

    In the hardened mode both fingerprints are shown. Compare them over another channel, and say \
    :verified; or give the other one's beforehand with --peer-fingerprint.

    The exit status is 0 after a goodbye, 1 if the other one ended without it or the handshake \
    failed, 69 if the server cannot be reached or has gone, 130 after Ctrl-C.
    """

  private typealias Options = SessionOptions

  private let own = Parameter.required("as", .name(), help: "Your name.")
  private let other = Parameter.option(
    "to", .name(),
    help: "The name or the number of the one to talk to. (default: whoever comes)")
  private let server = Parameter.option(
    "server", .endpoint(),
    default: Endpoint(host: Options.host, port: UInt16(Options.port)), help: "Where the server is.")
  private let seed = Parameter.option(
    "seed", .text(), help: "Draw every random value from this text.")
  private let fingerprint = Parameter.option(
    "peer-fingerprint", .hex(count: 32),
    help: "Refuse any other key than the one with this SHA-256 fingerprint.")
  private let isQuiet = Parameter.flag("quiet", help: "Show messages only, no stages.")
  private let room = Parameter.option("room", .name("room"), help: "The room, in labs with rooms.")
  private let creates = Parameter.flag("create", help: "Create that room, instead of joining it.")
  private let home = Parameter.option(
    "home", .path("directory"), help: "Where labs with lasting keys keep them.")

  private let password = PasswordParameters(
    help: "The password of the key in --home is the first line of this file.")

  var parameters: [any Declared] {
    [
      Options.lab, own, other, server, Options.mode, Options.isToy, fingerprint, isQuiet,
      Options.transcript, seed, room, creates, home,
    ] + password.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let lab = Labs.checked(arguments[Options.lab])
    let settings = Options.settings(arguments)
    try check(arguments, lab, settings)
    let bringsKeys = lab.abilities.contains(.keys)
    let store = try CommandError.sorting { () throws(TransportError) in
      guard let path = arguments[home], !bringsKeys else { return FileStore?.none }
      return try FileStore(path)
    }
    var configuration = UserConfiguration(name: arguments[own], settings: settings)
    configuration.wanted = arguments[other] ?? ""
    configuration.room = arguments[room]
    configuration.createsRoom = arguments[creates]
    configuration.fingerprint = arguments[fingerprint]
    configuration.time = Options.time(seed: arguments[seed])
    if let store, let path = arguments[home] {
      configuration.files = try CommandError.sorting(store.readAll)
      configuration.password =
        configuration.files.isEmpty
        ? try password.newPassword(arguments, io)
        : try password.password(toOpen: path, arguments, io)
    }
    if bringsKeys {
      configuration.files = try CommandError.sorting { () throws(TransportError) in
        try FileStore.read(arguments[home] ?? ".", under: "keys") { file in
          lab.reads(file, as: arguments[own])
        }
      }
      if let locked = lab.lockedFile(among: configuration.files, of: arguments[own]) {
        configuration.password = try password.password(toOpen: locked, arguments, io)
      }
    }
    let side = SideRequest(lab: lab.name, role: .user(configuration), seed: arguments[seed])
    let party = try CommandError.beginning(side)
    let log = try StageLog(
      side, io, showsStages: !arguments[isQuiet], transcript: arguments[Options.transcript])
    return try JoinSession(party, log, keeping: store, io).run(
      UserConfiguration.link, to: arguments[server])
  }

  /// Refuses what does not go together, or means nothing in this lab.
  private func check(
    _ arguments: Arguments, _ lab: any Lab.Type, _ settings: LabSettings
  ) throws(CommandError) {
    if !lab.abilities.contains(.rooms) {
      try Options.refuse(room, in: arguments, because: "the lab \(lab.name) has no rooms")
      try Options.refuse(creates, in: arguments, because: "the lab \(lab.name) has no rooms")
    }
    if !lab.abilities.contains(.partner) {
      try Options.refuse(
        other, in: arguments, because: "in the lab \(lab.name) nobody is chosen beforehand")
    }
    if !lab.abilities.contains(.home), !lab.abilities.contains(.keys) {
      try Options.refuse(
        home, in: arguments,
        because: "the lab \(lab.name) makes new keys for every run, keeps none")
    }
    if !lab.abilities.contains(.fingerprint) {
      try Options.refuse(
        fingerprint, in: arguments, because: "the lab \(lab.name) compares no fingerprints")
    }
    if password.wereGiven(arguments), arguments[home] == nil, !lab.abilities.contains(.keys) {
      throw .usage("--password-file: nothing to protect, expected --home too")
    }
    if password.areStandardInput(arguments) {
      throw .usage("--password-file: standard input is for the chat, expected a file")
    }
    if arguments[creates], arguments[room] == nil {
      throw .usage("--create: no room to create, expected --room too")
    }
    if arguments[other] == arguments[own] {
      throw .usage("--to: '\(arguments[own])' is your own name, expected another one")
    }
    if settings.mode == .original {
      try Options.refuse(
        fingerprint, in: arguments,
        because: "the original compares no fingerprints, expected --mode hardened")
    }
  }
}
