import Terms
import Transcripts

extension CertifiedPeers {
  /// An attacker on all wires: she passes on what users and server say to each other, but gives
  /// her own address for theirs, answers for the server where that helps, and puts herself between
  /// the two on the direct connection.
  struct Mallory: Party {
    let actor = Actor("mallory")

    private let settings: LabSettings
    private var interception: Interception
    private var victims: [Victim] = []
    private var isRunning = true

    /// A user's connection to the server, of which she has both halves.
    private struct Victim: Sendable {
      let name: String
      var user: Channel
      var server: Channel
    }

    /// Creates an attacker on users who are known by name.
    init(
      _ settings: LabSettings, users: [String], time: Int64, drawingFrom source: Draws.Source
    ) {
      self.settings = settings
      interception = Interception(actor, settings, time: time, drawingFrom: source)
      victims = users.map {
        Victim(
          name: $0, user: Channel(Link(wire: CertifiedPeers.wire(of: $0), end: 1)),
          server: Channel(Link(wire: Self.wire(for: $0), end: 0)))
      }
    }

    /// The wire between her and the server, for a user.
    static func wire(for user: String) -> String { "mallory-server-\(user)" }

    mutating func handle(_ input: Input) -> [Output] {
      guard isRunning else { return [] }
      var outputs: [Output] = []
      do throws(HandshakeError) {
        switch input {
        case .start:
          outputs.append(.listen)
          try interception.makeAuthority(&outputs)
        case .listening(let address): interception.address = address
        case .opened(let link): try opened(link, &outputs)
        case .received(let bytes, let link): try receive(bytes, link, &outputs)
        case .closed(let link): closed(link, &outputs)
        case .submit, .tick: break
        }
      } catch {
        isRunning = false
        outputs.append(.ended(.failed(error)))
      }
      return outputs
    }

    private mutating func opened(_ link: Link, _ outputs: inout [Output]) throws(HandshakeError) {
      if victims.contains(where: { $0.user.link == link || $0.server.link == link }) { return }
      if interception.isDirect(link) {
        try interception.opened(link, &outputs)
      } else {
        try interception.accept(link, &outputs)
      }
    }

    private mutating func closed(_ link: Link, _ outputs: inout [Output]) {
      if interception.isDirect(link) { return interception.closed(link, &outputs) }
      for victim in victims {
        if victim.user.link == link { outputs.append(.close(victim.server.link)) }
        if victim.server.link == link { outputs.append(.close(victim.user.link)) }
      }
    }

    private mutating func receive(
      _ bytes: [UInt8], _ link: Link, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      if interception.isDirect(link) {
        return try interception.receive(bytes, link, &outputs)
      }
      for index in victims.indices {
        if victims[index].user.link == link {
          victims[index].user.append(bytes)
          while let arrival = try victims[index].user.nextArrival() {
            try hearUser(arrival, index, &outputs)
          }
        } else if victims[index].server.link == link {
          victims[index].server.append(bytes)
          while let arrival = try victims[index].server.nextArrival() {
            try hearServer(arrival, index, &outputs)
          }
        }
      }
    }

    private mutating func hearUser(
      _ arrival: Arrival, _ index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let victim = victims[index]
      let message = try read(arrival, from: Actor(victim.name), to: User.serverActor)
      switch arrival.frame.type {
      case Layouts.request.type:
        interception.addresses[victim.name] = String(
          decoding: message["address"].bytes, as: UTF8.self)
        let address = Term.text("mallory.address", interception.address ?? "")
        let changed = try victims[index].server.write(
          Layouts.request, [message["wanted"], address], from: actor, to: User.serverActor)
        pass(
          message, as: changed, on: victim.server.link, .connection,
          "mallory puts her own address in the place of \(victim.name)'s",
          values: [message["address"], address], &outputs)
      case Layouts.check.type:
        let verdict = Term.text("verdict", "pass")
        let answer = try victims[index].user.write(
          Layouts.verdict, [verdict], from: actor, to: Actor(victim.name))
        pass(
          message, as: answer, on: victim.user.link, .handshake,
          "mallory answers for the server", values: [message["certificate"], verdict], &outputs)
      default:
        let copy = message.forwarded(
          as: victims[index].server.nextID(), from: actor, to: User.serverActor)
        pass(
          message, as: copy, on: victim.server.link, .certification,
          "mallory passes \(victim.name)'s \(message.name) on", &outputs)
      }
    }

    private mutating func hearServer(
      _ arrival: Arrival, _ index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let victim = victims[index]
      let message = try read(arrival, from: User.serverActor, to: Actor(victim.name))
      if settings.mode == .hardened, arrival.frame.type == Layouts.issuedWithAuthority.type {
        interception.trusted = message["ca_certificate"]
      }
      let copy = message.forwarded(
        as: victims[index].user.nextID(), from: actor, to: Actor(victim.name))
      let isIssue = arrival.frame.type == Layouts.issued.type
      pass(
        message, as: copy, on: victim.user.link, isIssue ? .certification : .connection,
        "mallory passes the server's \(message.name) on to \(victim.name)", &outputs)
    }

    private func read(
      _ arrival: Arrival, from sender: Actor, to receiver: Actor
    ) throws(HandshakeError) -> Message {
      let layouts = Layouts.withServer(settings.mode)
      guard let layout = layouts.first(where: { $0.type == arrival.frame.type }) else {
        throw .unexpected(message: arrival.name(among: layouts), while: "she listens")
      }
      return try arrival.read(
        as: layout, from: sender, to: receiver, while: "she listens", among: layouts)
    }

    private func pass(
      _ message: Message, as other: Message, on link: Link, _ heading: Stage.Heading,
      _ title: String, values: [Term] = [], _ outputs: inout [Output]
    ) {
      let stage = Stage(
        heading, actor, title, values: values, messages: [.received(message), .sent(other)])
      outputs += [.stage(stage), .send(other.bytes, on: link)]
    }
  }
}
