import Terms
import Transcripts

/// The server of a lab: lets connections in, cuts what arrives into messages, refuses who does not
/// keep to the protocol or to the time, and says goodbye when it stops.
///
/// A lab adds what a message means, and what the end of a connection means to others.
protocol ServingParty: Party {
  /// What the server knows about somebody who has registered.
  associatedtype Known: NamedUser

  /// What the server is called in a sentence.
  var title: String { get }
  var reception: Reception<Known> { get set }

  /// Makes what must be there before anybody comes.
  ///
  /// - Throws: `HandshakeError`, which ends the server.
  mutating func prepare(_ outputs: inout [Output]) throws(HandshakeError)

  /// Takes a whole message.
  ///
  /// - Throws: `HandshakeError`, for which the one who sent it is refused.
  mutating func take(
    _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError)

  /// Forgets a connection, and tells those whom that concerns.
  mutating func remove(_ link: Link, _ outputs: inout [Output])

  /// Looks for what has taken too long, besides registrations and messages.
  mutating func lookAround(_ outputs: inout [Output])
}

extension ServingParty {
  var title: String { "the \(actor)" }

  mutating func prepare(_ outputs: inout [Output]) throws(HandshakeError) {}

  mutating func lookAround(_ outputs: inout [Output]) {}

  /// Takes one input, and returns what is to be done.
  mutating func serve(_ input: Input) -> [Output] {
    var outputs: [Output] = []
    switch input {
    case .start:
      do throws(HandshakeError) {
        try prepare(&outputs)
      } catch {
        outputs.append(.ended(.failed(error)))
      }
    case .opened(let link): reception.open(link)
    case .received(let bytes, let link): receive(bytes, link, &outputs)
    case .closed(let link): remove(link, &outputs)
    case .tick(let seconds):
      reception.tick(seconds)
      for (link, reason) in reception.late { refuse(link, reason, &outputs) }
      lookAround(&outputs)
    case .submit(.quit): outputs += sayGoodbye()
    case .submit, .listening: break
    }
    return outputs
  }

  private mutating func receive(_ bytes: [UInt8], _ link: Link, _ outputs: inout [Output]) {
    reception.append(bytes, on: link)
    do throws(HandshakeError) {
      while let arrival = try reception.nextArrival(on: link) {
        try take(arrival, link, &outputs)
      }
    } catch {
      refuse(link, reason(error), &outputs)
    }
  }

  /// What the one who is refused is told: "here" would mean something else to it.
  private func reason(_ error: HandshakeError) -> String {
    switch error {
    case .mismatch(let what, let own, let other):
      "the server runs \(what) \(own), this user asks for \(other)"
    case .refused(let reason): reason
    default: error.description
    }
  }

  /// Who is connected on a link, as far as the server knows.
  func client(on link: Link) -> Actor { Actor(reception[link]?.name ?? "client") }

  /// Says why, and closes the connection.
  mutating func refuse(_ link: Link, _ reason: String, _ outputs: inout [Output]) {
    guard reception.isConnected(link) else { return }
    let client = client(on: link)
    let text = Term.text("reason", String(reason.prefix(ServerWords.longestReason)))
    if let message = try? reception.write(
      ServerWords.refused, [text], on: link, from: actor, to: client)
    {
      let stage = Stage(
        .closing, actor, "\(title) refuses \(client): \(reason)", values: [text],
        messages: [.sent(message)])
      outputs += [.stage(stage), .send(message.bytes, on: link)]
    }
    outputs.append(.close(link))
    remove(link, &outputs)
  }

  /// Tells everybody that the server stops, and closes all connections.
  private mutating func sayGoodbye() -> [Output] {
    var outputs: [Output] = []
    for link in reception.links {
      let client = client(on: link)
      if let message = try? reception.write(
        ServerWords.stopping, [], on: link, from: actor, to: client)
      {
        let stage = Stage(
          .closing, actor, "\(actor) tells \(client) that it stops", messages: [.sent(message)])
        outputs += [.stage(stage), .send(message.bytes, on: link)]
      }
      outputs.append(.close(link))
      _ = reception.remove(link)
    }
    return outputs
  }
}
