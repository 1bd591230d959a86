import Terms
import Transcripts

extension Rooms {
  /// The messages of the labs of rooms.
  ///
  /// What one member sends to another goes through the server unchanged, under the numbers of both;
  /// the server has the number 0, which as a receiver stands for everybody in the room.
  public struct Layouts: Sendable {
    private let mode: Mode

    /// The layouts of a mode.
    public init(_ mode: Mode) {
      self.mode = mode
    }

    private var isHardened: Bool { mode == .hardened }

    // MARK: Certification and login

    /// Member to server: who I am and what I run.
    public static let hello = MessageLayout(
      "hello", type: 1,
      fields: [.fixed("version", 1), .vector("lab", prefix: 1, 1...32, notation: .text)]
        + LabSettings.fields + [name])

    /// Server to member: whether a key is registered for that name.
    public static let greeting = MessageLayout(
      "greeting", type: 2, fields: [.fixed("is_registered", 1)])

    /// Member to server: a certification request in DER (RFC 2986).
    public static let request = MessageLayout(
      "certification-request", type: 3, fields: [.vector("request", prefix: 2, 1...4096)])

    /// Server to member: the certificate and that of the authority, in PEM.
    public static let certificate = MessageLayout(
      "certificate", type: 5,
      fields: [
        .vector("certificate", prefix: 2, 1...8192),
        .vector("authority", prefix: 2, 1...8192),
      ])

    /// Server to member: sign this.
    public var challenge: MessageLayout {
      MessageLayout("challenge", type: 21, fields: [.fixed("challenge", isHardened ? 32 : 16)])
    }

    /// Member to server: the signature, in DER.
    public static let response = MessageLayout("response", type: 7, fields: [signature])

    /// Member to server in the original `key-hub`: the signature, and the key to check it with.
    public static let responseWithKey = MessageLayout(
      "response", type: 7, fields: [.vector("public_key", prefix: 2, 1...512), signature])

    /// Server to member: you are in; the menu.
    public static let welcome = MessageLayout("welcome", type: 8, fields: [])

    // MARK: The menu

    /// Member to server: a wish for the list of rooms.
    public static let list = MessageLayout("list", type: 9, fields: [])

    /// Server to member: one line for each room, its name and the number of its members.
    public static let rooms = MessageLayout(
      "rooms", type: 10, fields: [.vector("rooms", prefix: 2, 0...60_000, notation: .text)])

    /// Member to server: make a room of this name.
    public static let create = MessageLayout("create", type: 11, fields: [room])

    /// Member to server: let me into this room; with `wait` also once it is made.
    public static let join = MessageLayout("join", type: 12, fields: [room, .fixed("wait", 1)])

    /// Server to member: not that, and why; back to the menu.
    public static let denied = MessageLayout(
      "denied", type: 13, fields: [.vector("reason", prefix: 2, 1...512, notation: .text)])

    /// Server to member: the room is not there yet.
    public static let waiting = MessageLayout("waiting", type: 14, fields: [room])

    // MARK: Membership

    /// Server to member: you are in the room; so many others follow, the longest-standing first.
    ///
    /// The epoch counts the changes of the membership.
    public var entered: MessageLayout {
      MessageLayout(
        "entered", type: 15,
        fields: [Self.room, Self.number, Self.epoch] + hub
          + [.fixed("others", 1, notation: .decimal)])
    }

    /// Server to member who came: somebody who is here already.
    public var present: MessageLayout {
      MessageLayout("present", type: 16, fields: [Self.number, Self.name] + certificates)
    }

    /// Server to members: somebody came.
    public var joined: MessageLayout {
      MessageLayout(
        "joined", type: 17, fields: [Self.epoch, Self.number, Self.name] + certificates)
    }

    /// Server to members: somebody went, or was lost.
    public var gone: MessageLayout {
      MessageLayout("gone", type: 18, fields: [Self.epoch, Self.number] + hub)
    }

    /// Member to server: I leave; in `hardened` signed, for the others.
    public var leave: MessageLayout {
      MessageLayout(
        "leave", type: 19,
        fields: isHardened ? Self.way + [Self.epoch, Self.sequence, Self.signature] : [])
    }

    /// Server to member: you have left.
    public static let left = MessageLayout("left", type: 20, fields: [])

    // MARK: Between members

    /// Hub to everybody: the ephemeral key for an epoch, in `hardened`.
    public static let offer = MessageLayout(
      "offer", type: 32, fields: way + [epoch, ephemeral])

    /// Member to hub: an ephemeral key.
    public var exchange: MessageLayout {
      MessageLayout(
        "exchange", type: 33,
        fields: Self.way
          + (isHardened ? [Self.epoch, Self.ephemeral, Self.signature] : [Self.ephemeral]))
    }

    /// Hub to member: the room's key, wrapped.
    public var roomKey: MessageLayout {
      MessageLayout(
        "room-key", type: 34,
        fields: Self.way
          + (isHardened
            ? [
              Self.epoch, .fixed("iv", 16), .fixed("wrapped_key", 32), .fixed("mac", 32),
              Self.signature,
            ] : [Self.ephemeral, .fixed("salt", 16), .fixed("iv", 16), .fixed("wrapped_key", 32)]))
    }

    /// Member to everybody: I hold the key of this epoch, and use no older one, in `hardened`.
    public static let acknowledged = MessageLayout(
      "acknowledged", type: 35, fields: way + [epoch, signature])

    /// Member to everybody: a line of the chat as a Fernet token.
    public var chat: MessageLayout {
      MessageLayout(
        "chat", type: 36,
        fields: Self.way
          + (isHardened
            ? [Self.epoch, Self.sequence, Self.token, Self.signature] : [Self.token]))
    }

    // MARK: Groups

    /// What only a server sends.
    public var fromServer: [MessageLayout] {
      [
        Self.greeting, Self.certificate, challenge, Self.welcome, Self.rooms,
        Self.denied, Self.waiting, entered, present, joined, gone, Self.left,
      ] + ServerWords.all
    }

    /// What a member sends to the server alone.
    public var toServer: [MessageLayout] {
      [
        Self.hello, Self.request, Self.response, Self.list, Self.create, Self.join, leave,
      ]
    }

    /// What goes from one member to others.
    public var betweenMembers: [MessageLayout] {
      isHardened
        ? [Self.offer, exchange, roomKey, Self.acknowledged, chat] : [exchange, roomKey, chat]
    }

    /// Every layout of the mode.
    public var all: [MessageLayout] { fromServer + toServer + betweenMembers }

    // MARK: Fields

    private static let name = FieldLayout.vector("name", prefix: 1, 1...32, notation: .text)
    private static let room = FieldLayout.vector("room", prefix: 1, 1...32, notation: .text)
    private static let number = FieldLayout.fixed("number", 4, notation: .decimal)
    private static let epoch = FieldLayout.fixed("epoch", 8, notation: .decimal)
    private static let sequence = FieldLayout.fixed("sequence", 8, notation: .decimal)
    private static let ephemeral = FieldLayout.fixed("ephemeral", 65)
    private static let signature = FieldLayout.vector("signature", prefix: 1, 64...96)
    private static let way = [
      FieldLayout.fixed("from", 4, notation: .decimal),
      .fixed("to", 4, notation: .decimal),
    ]
    private static let token = FieldLayout.vector(
      "token", prefix: 2, 1...longestToken, notation: .text)

    /// The hub, whom the server chooses in `original` and nobody has to name in `hardened`.
    private var hub: [FieldLayout] {
      isHardened ? [] : [.fixed("hub", 4, notation: .decimal)]
    }

    /// What a member's signature key is known by, in `hardened`.
    private var certificates: [FieldLayout] {
      isHardened ? [.vector("certificate", prefix: 2, 1...8192)] : []
    }

    /// Base64 of version, time, IV, the longest text with its padding, and code.
    static let longestToken = (57 + ChatCommand.longestText + 16 + 2) / 3 * 4
  }
}
