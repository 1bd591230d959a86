import Terms
import Transcripts

/// Somebody whom a server knows by a name.
protocol NamedUser: Sendable {
  /// The name that it gave.
  var name: String { get }
  /// The name as it is compared with that of others.
  var heldName: String { get }
}

extension NamedUser {
  var heldName: String { name }
}

/// The connections of a server: cuts what arrives into messages, and watches who takes too long.
///
/// A server keeps what it knows about a user beside the connection, from registration on.
///
/// What is asked for each message (who is on a link, who has a name) takes the same time however
/// many are connected.
struct Reception<User: NamedUser>: Sendable {
  /// How long a client may take to register, in seconds.
  let registrationLimit: Int
  /// How long the rest of a message may take, in seconds.
  let messageLimit: Int
  /// The longest body of a message, in bytes.
  let lengthLimit: Int

  private var guests: [Link: Guest] = [:]
  /// The links on which somebody is connected, in the order in which they came.
  private(set) var links: [Link] = []
  /// Where the users of a name are, in the order in which they said it.
  private var holders: [String: [Link]] = [:]
  /// The seconds since the start.
  private(set) var now = 0

  private struct Guest: Sendable {
    var channel: Channel
    /// When it connected, in seconds since the start.
    let opened: Int
    /// When the message began of which only a part is there.
    var partSince: Int?
    /// What is known about it since it registered, or said who it wants to be.
    var user: User?
    /// Whether it has not proved yet who it is.
    var isPending = false
  }

  /// Creates a reception without guests.
  init(
    registrationLimit: Int, messageLimit: Int, lengthLimit: Int = FrameBuffer.defaultLimit
  ) {
    self.lengthLimit = lengthLimit
    self.registrationLimit = registrationLimit
    self.messageLimit = messageLimit
  }

  /// Those who have registered, in the order in which they connected.
  var users: [(link: Link, user: User)] {
    links.compactMap { link in guests[link]?.user.map { (link, $0) } }
  }

  /// What is known about who is connected on a link; nil before registration.
  subscript(link: Link) -> User? {
    get { guests[link]?.user }
    set {
      guard guests[link] != nil else { return }
      let (old, new) = (guests[link]?.user?.heldName, newValue?.heldName)
      guests[link]?.user = newValue
      guard old != new else { return }
      if let old { release(old, link) }
      if let new { holders[new, default: []].append(link) }
    }
  }

  /// The links of those who hold a name, as `NamedUser.heldName` has it.
  func links(holding name: String) -> [Link] { holders[name] ?? [] }

  private mutating func release(_ name: String, _ link: Link) {
    holders[name]?.removeAll { $0 == link }
    if holders[name]?.isEmpty == true { holders[name] = nil }
  }

  /// Notes who somebody says to be, whose time to prove it goes on.
  mutating func admit(_ user: User, on link: Link) {
    self[link] = user
    guests[link]?.isPending = true
  }

  /// Ends the time that somebody has to prove who it is.
  mutating func confirm(_ link: Link) { guests[link]?.isPending = false }

  /// Whether somebody is connected on a link.
  func isConnected(_ link: Link) -> Bool { guests[link] != nil }

  /// Lets somebody in.
  mutating func open(_ link: Link) {
    guests[link] = Guest(channel: Channel(link, limit: lengthLimit), opened: now)
    links.append(link)
  }

  /// Forgets a connection, and returns what was known about the user.
  mutating func remove(_ link: Link) -> User? {
    guard let guest = guests.removeValue(forKey: link) else { return nil }
    links.removeAll { $0 == link }
    if let name = guest.user?.heldName { release(name, link) }
    return guest.user
  }

  /// Takes octets that arrived, in whatever pieces.
  mutating func append(_ bytes: [UInt8], on link: Link) {
    guests[link]?.channel.append(bytes)
    note(link)
  }

  /// Returns the next whole message on a link, or nil if none is there.
  mutating func nextArrival(on link: Link) throws(HandshakeError) -> Arrival? {
    guard let arrival = try guests[link]?.channel.nextArrival() else { return nil }
    guests[link]?.partSince = nil
    note(link)
    return arrival
  }

  /// Names the next message to a link; nil if nobody is connected there.
  mutating func nextID(on link: Link) -> MessageID? { guests[link]?.channel.nextID() }

  /// Writes the next message to a link; nil if nobody is connected there.
  mutating func write(
    _ layout: MessageLayout, _ terms: [Term], on link: Link, from sender: Actor,
    to receiver: Actor
  ) throws(HandshakeError) -> Message? {
    try guests[link]?.channel.write(layout, terms, from: sender, to: receiver)
  }

  /// Takes the time, in seconds since the start.
  mutating func tick(_ seconds: Int) { now = seconds }

  /// Who did not say in time who it is, or began a message and did not go on; with the reason, in
  /// a fixed order, so that equal inputs give equal outputs.
  var late: [(link: Link, reason: String)] {
    links.compactMap { link in
      guard let guest = guests[link] else { return nil }
      if guest.user == nil || guest.isPending, now - guest.opened >= registrationLimit {
        return (link, "no registration within \(registrationLimit) seconds")
      }
      if let since = guest.partSince, now - since >= messageLimit {
        return (link, "half a message, and no more for \(messageLimit) seconds")
      }
      return nil
    }
  }

  /// Remembers when a message began of which only a part is there.
  private mutating func note(_ link: Link) {
    guard let guest = guests[link] else { return }
    guests[link]?.partSince = guest.channel.pending == 0 ? nil : guest.partSince ?? now
  }
}
