import Terms
import Transcripts

// MARK: What the user wants

extension Rooms.Member {
  private typealias Layouts = Rooms.Layouts

  mutating func submit(
    _ command: ChatCommand, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    switch command {
    case .help:
      command.explain(&outputs)
      // In a room a number is a message.
      if case .menu = state { outputs += Self.menu.map { .notice($0) } }
    case .unknown: command.explain(&outputs)
    case .peerFingerprint(let fingerprint):
      guard case .inRoom(var session) = state else { throw .fingerprintUnasked }
      try session.compare(fingerprint: fingerprint, &seat, &outputs)
      state = .inRoom(session)
      while try advance(&outputs) {}
    case .quit where commands.isEmpty && !isBusy: end(.goodbye(from: actor), &outputs)
    case .say, .quit, .endOfInput, .verified:
      commands.append(command)
      if command == .quit, commands.count > 1 {
        outputs.append(.notice("leaving when what waits is sent; Ctrl-C leaves at once"))
      }
    }
  }

  /// Whether something is going on that must be ended in order.
  private var isBusy: Bool {
    switch state {
    case .inRoom, .leaving, .menu: true
    default: false
    }
  }

  /// Takes what waits, as far as it can be taken now.
  mutating func takeCommands(_ outputs: inout [Output]) throws(HandshakeError) {
    while let command = commands.first {
      switch state {
      case .unlocking:
        commands.removeFirst()
        switch command {
        case .say(let line): try unlock(line, &outputs)
        case .quit: return end(.goodbye(from: actor), &outputs)
        case .endOfInput:
          throw .configuration("\(Self.keyFile(of: actor.name)): no password opens it")
        case .verified, .help, .unknown, .peerFingerprint: break
        }
      case .menu:
        commands.removeFirst()
        try choose(command, &outputs)
      case .inRoom(let session):
        guard try take(command, in: session, &outputs) else { return }
      case .ended: return
      case .idle, .greeting, .certifying, .challenged, .authenticating, .asking, .leaving: return
      }
    }
  }

  /// Takes a command in a room; false if it has to wait.
  private mutating func take(
    _ command: ChatCommand, in session: any Rooms.RoomSession, _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    var session = session
    switch command {
    case .say(let text):
      guard session.canSend else { return false }
      commands.removeFirst()
      guard text.count <= ChatCommand.longestText else {
        let most = ChatCommand.longestText
        outputs.append(.notice("not sent: \(text.count) bytes, a message has at most \(most)"))
        return true
      }
      let typed = Term("\(actor).text", text, .given(by: actor, as: .typed), notation: .text)
      try session.send(typed, &seat, &outputs)
      state = .inRoom(session)
    case .verified:
      commands.removeFirst()
      try session.verified(&seat, &outputs)
      state = .inRoom(session)
    case .quit, .endOfInput:
      guard session.canLeave else {
        // Others cannot keep this side here by saying nothing.
        if !patience.isLimited { allow(seconds: Self.answerLimit) }
        return false
      }
      commands.removeFirst()
      if command == .endOfInput { leavesForGood = true }
      try session.leave(&seat, &outputs)
      identities = session.identities ?? identities
      state = .leaving
      allow(seconds: Self.answerLimit)
    case .help, .unknown, .peerFingerprint: commands.removeFirst()
    }
    return true
  }

  // MARK: The menu

  /// The choices, which `:help` at the menu shows too.
  private static let menu = [
    "1  create a room       (or: create NAME)", "2  join a room         (or: join NAME)",
    "3  list the rooms      (or: list)", "4  quit                (or: quit)",
  ]

  mutating func showMenu(_ outputs: inout [Output]) {
    state = .menu
    question = nil
    allow(seconds: nil)
    outputs += Self.menu.map { .notice($0) } + [.prompt("\(actor) (menu)> ")]
  }

  private mutating func choose(
    _ command: ChatCommand, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard case .say(let octets) = command else {
      if command != .verified { end(.goodbye(from: actor), &outputs) }
      return
    }
    let words = String(decoding: octets, as: UTF8.self).split(separator: " ").map(String.init)
    switch (question, words.first, words.dropFirst().first) {
    case (.newRoom, let name?, nil): try ask(.create(name), &outputs)
    case (.room, let name?, nil): try ask(.join(name), &outputs)
    case (nil, "1", nil), (nil, "create", nil):
      question = .newRoom
      outputs.append(.prompt("name of the new room> "))
    case (nil, "2", nil), (nil, "join", nil):
      question = .room
      outputs.append(.prompt("name of the room> "))
    case (nil, "create", let name?): try ask(.create(name), &outputs)
    case (nil, "join", let name?): try ask(.join(name), &outputs)
    case (nil, "3", nil), (nil, "list", nil): try ask(.list, &outputs)
    case (nil, "4", nil), (nil, "quit", nil): end(.goodbye(from: actor), &outputs)
    case (_, nil, _): showMenu(&outputs)
    default:
      outputs.append(.notice("no such choice; 1 to 4, or :help"))
      showMenu(&outputs)
    }
  }

  /// Sends a wish to the server; one that `waits` is content with a room that is not there yet.
  mutating func ask(
    _ wish: Wish, waits: Bool = false, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let layout: MessageLayout
    let values: [Term]
    let title: String
    switch wish {
    case .list: (layout, values, title) = (Layouts.list, [], "asks for the list of rooms")
    case .create(let room):
      guard try isName(room, &outputs) else { return }
      (layout, values, title) = (
        Layouts.create, [.text("room", room)], "asks for a new room, \(room)"
      )
    case .join(let room):
      guard try isName(room, &outputs) else { return }
      (layout, values, title) = (
        Layouts.join, [.text("room", room), .constant("wait", [waits ? 1 : 0])],
        "asks to join the room \(room)"
      )
    }
    let message = try seat.write(layout, values)
    let stage = Stage(
      .connection, actor, "\(actor) \(title)", values: values, messages: [.sent(message)])
    outputs += [.prompt(nil), .stage(stage), .send(message.bytes, on: seat.channel.link)]
    state = .asking(wish)
    question = nil
    allow(seconds: Self.answerLimit)
  }

  private mutating func isName(
    _ room: String, _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    if UserName.isValid(room) { return true }
    outputs.append(.notice("not a name: \(room), expected \(UserName.expectation)"))
    showMenu(&outputs)
    return false
  }

  // MARK: Answers

  mutating func answered(
    _ arrival: Arrival, _ wish: Wish, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    switch (arrival.frame.type, wish) {
    case (Layouts.denied.type, _): try denied(arrival, &outputs)
    case (Layouts.rooms.type, .list): try listed(arrival, &outputs)
    case (Layouts.waiting.type, .join(let room)):
      let message = try seat.read(arrival, as: Layouts.waiting, while: "a room is awaited")
      outputs += [
        .stage(
          Stage(
            .connection, actor, "\(actor) waits for the room \(room)",
            values: [message["room"]], messages: [.received(message)])),
        .notice("waiting for the room \(room)"),
      ]
      allow(seconds: nil)
    case (seat.layouts.entered.type, .create(let room)),
      (seat.layouts.entered.type, .join(let room)):
      try enter(room, arrival, &outputs)
    default:
      throw .unexpected(
        message: arrival.name(among: seat.layouts.all), while: "an answer is awaited")
    }
  }

  private mutating func denied(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.read(arrival, as: Layouts.denied, while: "an answer is awaited")
    let reason = String(decoding: message["reason"].bytes, as: UTF8.self)
    outputs.append(
      .stage(
        Stage(
          .connection, actor, "the server says no: \(reason)", values: [message["reason"]],
          messages: [.received(message)])))
    // A room that was named beforehand is all that was wanted.
    if leavesForGood { throw .refused(reason) }
    outputs.append(.notice(reason))
    showMenu(&outputs)
  }

  private mutating func listed(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.read(arrival, as: Layouts.rooms, while: "a list is awaited")
    let lines = String(decoding: message["rooms"].bytes, as: UTF8.self)
      .split(separator: "\n").map(String.init)
    outputs.append(
      .stage(
        Stage(
          .connection, actor, "\(actor) gets the list of rooms", values: [message["rooms"]],
          messages: [.received(message)])))
    outputs += (lines.isEmpty ? ["no rooms yet"] : lines).map { .notice($0) }
    showMenu(&outputs)
  }

  private mutating func enter(
    _ room: String, _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.read(arrival, as: seat.layouts.entered, while: "a room is awaited")
    guard message["room"].bytes == Array(room.utf8) else {
      throw .field("entered room", expected: "\(room), the one asked for")
    }
    seat.number = UInt32(Rooms.value(message["number"]))
    guard seat.number != 0 else { throw .field("entered number", expected: "not 0") }
    allow(seconds: nil)
    switch seat.rules.mode {
    case .original: state = .inRoom(try Rooms.OriginalRoom(message, &seat, &outputs))
    case .hardened:
      state = .inRoom(
        try Rooms.HardenedRoom(message, identities: identities, &seat, &outputs))
    }
  }

  /// Reads on until the server confirms that this side has left.
  mutating func left(_ arrival: Arrival, _ outputs: inout [Output]) throws(HandshakeError) {
    guard arrival.frame.type == Layouts.left.type else { return }
    let message = try seat.read(arrival, as: Layouts.left, while: "leaving")
    outputs.append(
      .stage(
        Stage(
          .closing, actor, "the server has taken \(actor) off the list",
          messages: [.received(message)])))
    seat.number = 0
    if leavesForGood { end(.goodbye(from: actor), &outputs) } else { showMenu(&outputs) }
  }
}
