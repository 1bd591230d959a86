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
  private let whoKnows = Parameter.flag(
    "who-knows", help: "Say in each stage which values the server can know.")

  var parameters: [any Declared] {
    [
      Options.lab, host, port, Options.mode, Options.isToy, whoKnows, Options.transcript, seed,
      state,
    ]
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let lab = Lab.named(arguments[Options.lab])
    try Options.refuse(state, in: arguments, because: "the server of \(lab.name) keeps no state")
    let side = SideRequest(
      lab: lab.name, settings: Options.settings(arguments), role: .relay, seed: arguments[seed])
    let log = try StageLog(
      side, io, transcript: arguments[Options.transcript], asksWhoKnows: arguments[whoKnows])
    let session = ServeSession(side.party(), log, io)
    return try session.run(
      on: Endpoint(host: arguments[host], port: UInt16(arguments[port])))
  }
}
