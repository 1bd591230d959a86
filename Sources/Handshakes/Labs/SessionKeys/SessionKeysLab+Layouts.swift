import Transcripts

extension SessionKeysLab {
  /// The messages between a user and the server, and between two users through it.
  public enum Layouts {
    /// User to server: who I am, what I run.
    public static let register = MessageLayout(
      "register", type: 1,
      fields: [
        .fixed("version", 1), .vector("lab", prefix: 1, 1...32, notation: .text),
      ] + LabSettings.fields + [.vector("name", prefix: 1, 1...32, notation: .text)])

    /// Server to user: you are in, and these are here, with spaces between their names.
    public static let welcome = MessageLayout(
      "welcome", type: 2,
      fields: [.vector("present", prefix: 2, 0...longestList, notation: .text)])

    /// Server to user: somebody of that name is here, wait.
    public static let occupied = MessageLayout("occupied", type: 3, fields: [])

    /// Server to user, in `hardened`: somebody is new here.
    ///
    /// In `original` the newcomer's key says that.
    public static let joined = MessageLayout("joined", type: 5, fields: [name("name")])

    /// Server to user: somebody has left (1), or the connection has ended (0).
    public static let left = MessageLayout(
      "left", type: 9, fields: [name("name"), .fixed("leave", 1)])

    /// Server to user: the receiver of your message is not here.
    public static let absent = MessageLayout("absent", type: 7, fields: [name("name")])

    /// User to server: I leave.
    public static let leave = MessageLayout("leave", type: 8, fields: [])

    /// What each who is here asks a newcomer, in `hardened`.
    public static let nonce = MessageLayout(
      "nonce", type: 16, fields: addresses + [.fixed("nonce", 32)])

    /// A newcomer's encryption key with its signature, for everybody, in `original`.
    public static let publicKey = MessageLayout(
      "public-key", type: 17, fields: [name("from"), pem, signature])

    /// A newcomer's encryption key, signed for one of those who are here, in `hardened`.
    public static let addressedPublicKey = MessageLayout(
      "public-key", type: 17, fields: addresses + [.fixed("nonce", 32), pem, signature])

    /// The keys, or the secret that they come from, for a newcomer.
    public static let sessionKeys = MessageLayout(
      "session-keys", type: 18,
      fields: addresses + [.vector("sealed_keys", prefix: 2, 1...1024), signature])

    /// The proof of holding the keys, in `hardened`.
    public static let finished = MessageLayout(
      "finished", type: 19, fields: addresses + [.fixed("finished", 32)])

    /// A line of the chat, in `original`.
    public static let chat = MessageLayout(
      "chat", type: 20, fields: addresses + [.fixed("iv", 16), ciphertext, .fixed("mac", 32)])

    /// A line of the chat with its sequence number, in `hardened`.
    public static let sequencedChat = MessageLayout(
      "chat", type: 20,
      fields: addresses + [
        .fixed("sequence", 8, notation: .decimal), .fixed("iv", 16), ciphertext,
        .fixed("mac", 32),
      ])

    /// The last message of one side to the other, in `hardened`.
    public static let bye = MessageLayout(
      "bye", type: 21,
      fields: addresses + [.fixed("sequence", 8, notation: .decimal), .fixed("mac", 32)])

    /// Every layout of a mode that one user sends to others.
    public static func betweenUsers(_ mode: Mode) -> [MessageLayout] {
      switch mode {
      case .original: [publicKey, sessionKeys, chat]
      case .hardened: [nonce, addressedPublicKey, sessionKeys, finished, sequencedChat, bye]
      }
    }

    /// The layouts between a user and the server, in a mode.
    public static func withServer(_ mode: Mode) -> [MessageLayout] {
      [register, welcome, occupied] + (mode == .hardened ? [joined] : [])
        + [left, absent, leave] + ServerWords.all
    }

    /// Every layout of a mode.
    static func all(_ mode: Mode) -> [MessageLayout] { withServer(mode) + betweenUsers(mode) }

    /// The longest body, in octets: a ciphertext with its surroundings.
    static let lengthLimit = longestCiphertext + 1024

    /// How many users may be there at one time: so many names fit a list.
    static let mostUsers = 1024

    private static let longestList = 33 * mostUsers

    /// A text all of whose octets are escaped (`\u0001`), its sender, and a block of padding.
    private static let longestCiphertext = 6 * ChatCommand.longestText + 64

    private static let addresses = [name("from"), name("to")]
    private static let pem = FieldLayout.vector("public_key", prefix: 2, 1...4096)
    private static let signature = FieldLayout.vector("signature", prefix: 2, 1...1024)
    private static let ciphertext = FieldLayout.vector(
      "ciphertext", prefix: 3, 16...longestCiphertext)

    private static func name(_ field: String) -> FieldLayout {
      .vector(field, prefix: 1, 1...32, notation: .text)
    }
  }
}
