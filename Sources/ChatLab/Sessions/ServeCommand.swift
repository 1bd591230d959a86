import Handshakes
import Terms
import Transport

/// `chat-lab serve`: the server of a lab, with a screen that shows all that it passes on.
struct ServeCommand: Command {
  let name = "serve"
  let abstract = "Run the server of a lab, and show everything that it passes on."
  let discussion = """
    The first line says where it listens: 'listening on HOST:PORT'. After that come the stages, \
    with every value that the server sees; nothing that it is sent can hurt it or your terminal. \
    In another terminal: chat-lab join LAB --as alice --to bob.

    Ctrl-C or SIGTERM closes all connections and ends it, with exit status 130 or 0; an address \
    that cannot be listened on is status 69.
    """

  private typealias Options = SessionOptions

  private let host = Parameter.option(
    "host", .text("host"), default: Options.host,
    help: "The name or address to listen on; 0.0.0.0 is all of this machine's.")
  private let port = Parameter.option(
    "port", .integer("port", in: 0...65535), default: Options.port,
    help: "The TCP port; 0 takes a free one.")
  private let state = Parameter.option(
    "state", .path("directory"), help: "Where labs with a registry keep it.")
  private let seed = Parameter.option(
    "seed", .text(),
    help: "Draw every random value from this text; the relay of nonce-relay draws none.")
  private let password = PasswordParameters(
    help: "The password of the server's key is the first line of this file.")
  private let whoKnows = Parameter.flag(
    "who-knows", help: "Say in each stage which values the server can know.")

  var parameters: [any Declared] {
    [
      Options.lab, host, port, Options.mode, Options.isToy, whoKnows, Options.transcript, seed,
      state,
    ] + password.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let lab = Labs.checked(arguments[Options.lab])
    if !lab.abilities.contains(.state) {
      try Options.refuse(
        state, in: arguments, because: "the server of \(lab.name) keeps no state")
    }
    let store = try CommandError.sorting { () throws(TransportError) in
      try arguments[state].map { path throws(TransportError) in try FileStore(path) }
    }
    var configuration = ServerConfiguration(settings: Options.settings(arguments))
    configuration.time = Options.time(seed: arguments[seed])
    if let store, let path = arguments[state] {
      configuration.files = try CommandError.sorting(store.readAll)
      configuration.password =
        configuration.files.isEmpty
        ? try password.newPassword(arguments, io)
        : try password.password(toOpen: path, arguments, io)
    } else if password.wereGiven(arguments) {
      throw .usage("--password-file: nothing to protect, expected --state too")
    }
    let side = SideRequest(
      lab: lab.name, role: .server(configuration), seed: arguments[seed])
    let party = try CommandError.beginning(side)
    let log = try StageLog(
      side, io, transcript: arguments[Options.transcript], asksWhoKnows: arguments[whoKnows])
    let session = ServeSession(party, log, keeping: store, io)
    return try session.run(
      on: Endpoint(host: arguments[host], port: UInt16(arguments[port])))
  }
}
