import Terms
import Transcripts

// The rendezvous, and the direct connection that follows.
extension CertifiedPeers.User {
  private typealias Layouts = CertifiedPeers.Layouts

  mutating func request(_ member: Member, _ outputs: inout [Output]) throws(HandshakeError) {
    guard var channel = server else { return }
    guard let address, (1...Layouts.longestAddress).contains(address.utf8.count) else {
      throw .configuration("no address on which the other one could connect")
    }
    let values = [
      Term.text("\(actor).wanted", configuration.wanted), .text("\(actor).address", address),
    ]
    let message = try channel.write(
      Layouts.request, values, from: actor, to: Self.serverActor)
    server = channel
    let wanted = configuration.wanted.isEmpty ? "anybody" : configuration.wanted
    let stage = Stage(
      .connection, actor, "\(actor) asks the server for \(wanted)",
      explanation: "\(actor) says where it can be reached itself.",
      values: values, messages: [.sent(message)])
    outputs += [
      .stage(stage), .send(message.bytes, on: link),
      .notice("waiting for \(configuration.wanted.isEmpty ? "somebody" : configuration.wanted)"),
    ]
    state = .waiting(member)
    patience.allow(seconds: nil)
  }

  mutating func receive(
    _ bytes: [UInt8], _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    if link == self.link {
      server?.append(bytes)
    } else if case .talking(var conversation) = state,
      conversation.pair.channel.link == link
    {
      conversation.append(bytes)
      state = .talking(conversation)
    } else {
      callers[link]?.append(bytes)
    }
    while try advance(&outputs) {}
  }

  /// Takes the next whole message, the server's first; false when there is none or none may be
  /// taken now.
  mutating func advance(_ outputs: inout [Output]) throws(HandshakeError) -> Bool {
    if mayHearServer, let arrival = try server?.nextArrival() {
      try hearServer(arrival, &outputs)
      return true
    }
    switch state {
    case .introduced(let member, let introduction) where introduction.role == 1:
      return try answerCaller(member, introduction, &outputs)
    case .talking(var conversation):
      guard let arrival = try conversation.nextArrival() else { return false }
      try conversation.take(arrival, &outputs)
      state = .talking(conversation)
      return true
    default:
      return false
    }
  }

  private var mayHearServer: Bool {
    switch state {
    case .idle, .comparingAuthority, .ended: false
    case .registering, .waiting, .introduced, .talking: true
    }
  }

  private mutating func hearServer(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    if let ending = try ServerWords.ending(
      saidBy: arrival, from: Self.serverActor, to: actor, while: "the server is asked")
    {
      return ending == .serverGone ? loseServer(&outputs) : end(ending, &outputs)
    }
    switch state {
    case .registering(let key):
      try receiveCertificate(arrival, key, &outputs)
    case .waiting(let member):
      if arrival.frame.type == Layouts.absent.type {
        try hearAbsence(arrival, &outputs)
      } else {
        try receiveRendezvous(arrival, member, &outputs)
      }
    case .talking(var conversation) where isOriginal:
      let message = try read(arrival, as: Layouts.verdict, while: "a verdict is awaited")
      try conversation.answer(message, &outputs)
      state = .talking(conversation)
    default:
      throw .unexpected(
        message: arrival.name(among: Layouts.withServer(configuration.settings.mode)),
        while: "nothing was asked of the server")
    }
  }

  private func hearAbsence(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try read(arrival, as: Layouts.absent, while: "waiting")
    let reason = message["reason"]
    let stage = Stage(
      .connection, actor, "the server does not find \(configuration.wanted)",
      values: [reason], messages: [.received(message)])
    outputs += [
      .stage(stage),
      .notice("the server: \(String(decoding: reason.bytes, as: UTF8.self)); still waiting"),
    ]
  }

  private mutating func receiveRendezvous(
    _ arrival: Arrival, _ member: Member, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let layout = Layouts.choose(
      configuration.settings.mode, Layouts.rendezvous, Layouts.rendezvousWithList)
    let message = try read(arrival, as: layout, while: "waiting for the other one")
    guard let role = message["role"].bytes.first, role <= 1 else {
      throw .field("rendezvous role", expected: "0 or 1")
    }
    let name = String(decoding: message["peer name"].bytes, as: UTF8.self)
    guard UserName.isValid(name), name != actor.name else {
      throw .field("rendezvous peer name", expected: "\(UserName.expectation), not one's own")
    }
    guard ["", name].contains(configuration.wanted) else {
      throw .field("rendezvous peer name", expected: "\(configuration.wanted), the one asked for")
    }
    let introduction = Introduction(
      peer: Actor(name), role: Int(role),
      address: String(decoding: message["peer address"].bytes, as: UTF8.self),
      revocationList: isOriginal ? nil : message["crl"])
    let stage = Stage(
      .connection, actor, "\(actor) hears where \(name) is",
      explanation: role == 0
        ? "\(actor) connects to \(name) directly, past the server."
        : "\(name) will connect to \(actor) directly, past the server.",
      values: [message["peer name"], message["peer address"]]
        + (introduction.revocationList.map { [$0] } ?? []),
      messages: [.received(message)])
    outputs.append(.stage(stage))
    state = .introduced(member, introduction)
    patience.allow(seconds: Self.limit)
    if role == 0 {
      outputs.append(
        .connect(Link(wire: "\(actor)-\(name)", end: 0), to: introduction.address))
    }
  }

  /// A new link is up: the one that this user asked for, or somebody's who calls.
  mutating func opened(_ opened: Link, _ outputs: inout [Output]) throws(HandshakeError) {
    if opened == link { return }
    guard case .introduced(let member, let introduction) = state, introduction.role == 0,
      opened.wire == "\(actor)-\(introduction.peer)"
    else { return admit(opened, &outputs) }
    try converse(on: Channel(opened), member, introduction, &outputs)
  }

  /// Takes the first caller that greets as the protocol has it; others are sent away.
  private mutating func answerCaller(
    _ member: Member, _ introduction: Introduction, _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    for caller in callers.keys.sorted(by: { $0.wire < $1.wire }) {
      guard var channel = callers[caller] else { continue }
      let arrival: Arrival?
      do throws(HandshakeError) {
        arrival = try channel.nextArrival()
        if let arrival { try checkGreeting(arrival, of: introduction.peer) }
      } catch {
        callers.removeValue(forKey: caller)
        outputs += [.notice("somebody who is no peer was sent away: \(error)"), .close(caller)]
        continue
      }
      guard let arrival else { continue }
      callers.removeValue(forKey: caller)
      outputs += callers.keys.sorted { $0.wire < $1.wire }.map { .close($0) }
      callers = [:]
      try converse(on: channel, member, introduction, &outputs)
      guard case .talking(var conversation) = state else { return true }
      try conversation.take(arrival, &outputs)
      state = .talking(conversation)
      return true
    }
    return false
  }

  private func checkGreeting(
    _ arrival: Arrival, of peer: Actor
  ) throws(HandshakeError) {
    let layout = Layouts.choose(
      configuration.settings.mode, Layouts.hello, Layouts.helloWithPoint)
    try configuration.settings.check(arrival, of: layout)
    let message = try arrival.read(
      as: layout, from: peer, to: actor, while: "a hello is awaited",
      among: Layouts.all(configuration.settings.mode))
    _ = try CertifiedPeers.ReadCertificate(message["certificate"], of: peer, sizes)
  }

  /// Sends a certificate to the server, which is to say whether it is good.
  mutating func askServer(about certificate: Term, _ outputs: inout [Output]) throws(HandshakeError)
  {
    guard var channel = server else { throw .refused("nobody to ask: the server is gone") }
    let message = try channel.write(
      Layouts.check, [certificate], from: actor, to: Self.serverActor)
    server = channel
    let stage = Stage(
      .handshake, actor, "\(actor) asks the server about the certificate",
      values: [certificate], messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: link)]
  }

  func read(
    _ arrival: Arrival, as layout: MessageLayout, while state: String
  ) throws(HandshakeError) -> Message {
    try arrival.read(
      as: layout, from: Self.serverActor, to: actor, while: state,
      among: Layouts.all(configuration.settings.mode))
  }
}
