import Terms
import Transcripts

extension SessionKeysLab.Client {
  mutating func receive(
    _ bytes: [UInt8], _ outputs: inout [Output]
  ) throws(HandshakeError) {
    channel.append(bytes)
    while true {
      switch state {
      case .idle, .ended: return
      case .registering, .waiting:
        guard let arrival = try channel.nextArrival() else { return }
        if try serverEnds(arrival, while: "registering", &outputs) { return }
        try enter(arrival, &outputs)
      case .present:
        guard let arrival = try channel.nextArrival() else { return }
        if try serverEnds(arrival, while: "present", &outputs) { return }
        try take(arrival, &outputs)
        try leaveIfDone(&outputs)
      }
    }
  }

  private mutating func take(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let mode = configuration.settings.mode
    let isJoined = arrival.frame.type == Layouts.joined.type && mode == .hardened
    switch arrival.frame.type {
    case _ where isJoined: try joined(arrival, &outputs)
    case Layouts.left.type: try left(arrival, &outputs)
    case Layouts.absent.type: try absent(arrival, &outputs)
    case _ where Layouts.betweenUsers(mode).contains { $0.type == arrival.frame.type }:
      try takeFromCompanion(arrival, &outputs)
    default:
      throw .unexpected(message: arrival.name(among: Layouts.all(mode)), while: "present")
    }
  }

  /// Takes the server's last words, which may come at any time; false for what goes on.
  private mutating func serverEnds(
    _ arrival: Arrival, while state: String, _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    guard
      let ending = try ServerWords.ending(
        saidBy: arrival, from: Self.server, to: actor, while: state)
    else { return false }
    end(ending, &outputs)
    return true
  }

  /// Reads a message of the server.
  func read(
    _ arrival: Arrival, as layout: MessageLayout, while state: String
  ) throws(HandshakeError) -> Message {
    try arrival.read(
      as: layout, from: Self.server, to: actor, while: state,
      among: Layouts.all(configuration.settings.mode))
  }

  private func name(in message: Message) throws(HandshakeError) -> String {
    let name = String(decoding: message["name"].bytes, as: UTF8.self)
    try UserName.check(name, in: "\(message.name) name")
    guard name != actor.name else {
      throw .field("\(message.name) name", expected: "not one's own")
    }
    return name
  }

  private mutating func joined(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try read(arrival, as: Layouts.joined, while: "present")
    let name = try name(in: message)
    let stage = Stage(
      .connection, actor, "the server says that \(name) has joined",
      values: [message["name"]], messages: [.received(message)])
    outputs.append(.stage(stage))
    outputs.append(.notice("\(name) has joined"))
    try meet(name, asNewcomer: false, &outputs)
  }

  private mutating func left(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try read(arrival, as: Layouts.left, while: "present")
    let name = try name(in: message)
    let hasLeft = message["leave"].bytes == [1]
    let stage = Stage(
      .closing, actor, "the server says that \(name) \(hasLeft ? "has left" : "is gone")",
      values: [message["name"], message["leave"]], messages: [.received(message)])
    outputs.append(.stage(stage))
    outputs.append(.notice("\(name) \(hasLeft ? "has left" : "is gone without a goodbye")"))
    guard let index = index(of: name) else { return }
    let companion = companions.remove(at: index)
    reportUnsent(companion, "is not here any more", &outputs)
  }

  private mutating func absent(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try read(arrival, as: Layouts.absent, while: "present")
    let name = try name(in: message)
    let stage = Stage(
      .connection, actor, "the server says that \(name) is not here",
      values: [message["name"]], messages: [.received(message)])
    outputs += [.stage(stage), .notice("\(name) is not here: a message was not delivered")]
  }
}
