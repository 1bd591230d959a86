import Terms
import Transcripts

extension Rooms {
  /// What an attacker does who runs the server: she answers each exchange with keys of her own, and
  /// certifies herself as everybody.
  ///
  /// She has terms of her own, made by the code that members use; what she ends up knowing follows
  /// from them.
  struct Interception: Sendable {
    let rules: RoomRules
    /// Who has sent which ephemeral key for whom, and the private key that the hub gets instead.
    private var exchanges: [Way: (point: Term, secret: Term)] = [:]
    /// The room keys that she has unwrapped, by the room.
    private var keys: [String: RoomKey] = [:]
    /// The keys that she shows in the place of the users'.
    private var forgeries: [String: Term] = [:]

    private struct Way: Hashable, Sendable {
      let member: UInt32
      let hub: UInt32
    }

    init(_ rules: RoomRules) {
      self.rules = rules
    }

    /// What goes on in the place of a message.
    struct Replacement {
      /// The contents of the message after its way.
      let contents: [Term]
      /// What leads to them, to be shown.
      let values: [Term]
      let explanation: String
    }

    /// Replaces the keys of an exchange in `original`; nil for other messages.
    mutating func replace(
      _ message: Message, from sender: Server.User, to receiver: Server.User, in room: String,
      _ draws: inout Draws
    ) throws(HandshakeError) -> Replacement? {
      guard rules.mode == .original else { return nil }
      switch message.name {
      case Layouts(.original).exchange.name:
        let way = Way(member: sender.number, hub: receiver.number)
        let (secret, point) = try ephemeral("for_\(receiver.name)", &draws)
        exchanges[way] = (message["ephemeral"], secret)
        return Replacement(
          contents: [point], values: [message["ephemeral"], secret, point],
          explanation: "\(receiver.name) will agree on a key with her, in \(sender.name)'s name.")
      case Layouts(.original).roomKey.name:
        guard let exchange = exchanges[Way(member: receiver.number, hub: sender.number)] else {
          return nil
        }
        return try rewrap(message, for: receiver, exchange, in: room, &draws)
      default: return nil
      }
    }

    /// Unwraps the room's key with the hub's half, and wraps it again for the member.
    private mutating func rewrap(
      _ message: Message, for receiver: Server.User, _ exchange: (point: Term, secret: Term),
      in room: String, _ draws: inout Draws
    ) throws(HandshakeError) -> Replacement {
      let own = draws.actor
      let shared = try term(
        "\(own).secret_with_hub",
        P256SharedSecret(privateKey: exchange.secret, publicKey: message["ephemeral"]))
      let kek = try KeyWrapping.keyEncryptionKey(
        "\(own).kek_with_hub", secret: shared, salt: message["salt"],
        iterations: rules.iterations)
      let whole = try KeyWrapping.unwrap(
        "\(own).room_key", message["wrapped_key"], under: kek, iv: message["iv"])
      keys[room] = try RoomKey(whole)
      let (secret, point) = try ephemeral("for_\(receiver.name)", &draws)
      let salt = try draws.draw("salt", .bytes(16))
      let iv = try draws.draw("wrap_iv", .bytes(16))
      let other = try term(
        "\(own).secret_with_member",
        P256SharedSecret(privateKey: secret, publicKey: exchange.point))
      let otherKEK = try KeyWrapping.keyEncryptionKey(
        "\(own).kek_with_member", secret: other, salt: salt, iterations: rules.iterations)
      let wrapped = try KeyWrapping.wrap("\(own).wrapped_key", whole, under: otherKEK, iv: iv)
      return Replacement(
        contents: [point, salt, iv, wrapped],
        values: message.contents.dropFirst(2).map(\.term)
          + [shared, kek, whole, secret, point, other, salt, otherKEK, iv, wrapped],
        explanation: "She has the room's key now, and \(receiver.name) gets the same one.")
    }

    /// What she reads of a line, where she has the key.
    func read(_ message: Message, of sender: Server.User, in room: String) -> [Term] {
      guard message.name == Layouts(.original).chat.name, rules.mode == .original,
        let key = keys[room]
      else { return [] }
      do throws(HandshakeError) {
        let token = try FernetToken.Received(message["token"], key: key, from: sender.actor)
        guard let verified = token.verified else { return token.values }
        let (values, _) = try verified.open(key: key, from: sender.actor)
        return token.values + values
      } catch {
        return []
      }
    }

    /// A certificate with a key of hers, in the name of a user; its values, the last one the
    /// certificate.
    mutating func certificate(
      for user: Server.User, by authority: Authority, at time: Int64, _ draws: inout Draws
    ) throws(HandshakeError) -> (certificate: Term, values: [Term]) {
      if let known = forgeries[user.name] { return (known, []) }
      let number = try draws.draw("key_as_\(user.name)", .scalar(below: rules.curve.order))
      let key = try SigningKey(
        number, of: Actor("mallory-as-\(user.name)"), on: rules.curve)
      let serialNumber = try draws.draw("serial_number", .bytes(16))
      let values = try CertificateTerms.certificate(
        CertificateTerms.Content(
          subject: user.name, key: key.publicKey, issuer: authority.name,
          issuerKey: authority.key, serialNumber: serialNumber, isAuthority: false),
        at: time, days: 365, by: draws.actor)
      let certificate = values[values.count - 1]
      forgeries[user.name] = certificate
      return (certificate, [number, key.publicKey.point] + values)
    }

    private func ephemeral(
      _ purpose: String, _ draws: inout Draws
    ) throws(HandshakeError) -> (secret: Term, point: Term) {
      let secret = try draws.draw("ephemeral_\(purpose)", .scalar(below: PrimeCurve.p256.order))
      let point = try term(
        "\(draws.actor).point_\(purpose)", ECPublicPoint(of: secret, on: .p256))
      return (secret, point)
    }
  }
}
