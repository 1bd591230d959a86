import Bytes
import Transcripts

extension NonceRelay {
  /// The messages between a user and the relay, and between two users.
  public enum Layouts {
    /// User to relay: who I am, whom I want to talk to, what I run.
    public static let register = MessageLayout(
      "register", type: 1,
      fields: [
        .fixed("version", 1), .vector("lab", prefix: 1, 1...32, notation: .text),
      ] + LabSettings.fields + [
        .vector("name", prefix: 1, 1...32, notation: .text),
        .vector("wanted", prefix: 1, 0...32, notation: .text),
      ])

    /// Relay to user: your number; the other one is not here yet.
    public static let registered = MessageLayout(
      "registered", type: 2, fields: [.fixed("id", 4, notation: .decimal)])

    /// Relay to user: the other one is here.
    ///
    /// The first of a pair has role 0.
    public static let paired = MessageLayout(
      "paired", type: 3,
      fields: [
        .fixed("role", 1), .fixed("peer id", 4, notation: .decimal),
        .vector("peer name", prefix: 1, 1...32, notation: .text),
      ])

    /// Relay to user: the connection of the other one ended.
    public static let gone = MessageLayout("gone", type: 5, fields: [])

    /// The public key of one side, in `original`.
    public static let publicKey = MessageLayout(
      "public-key", type: 16, fields: LabSettings.fields + key("n", "e"))

    /// The signature key and the fresh encryption key of one side, in `hardened`.
    public static let publicKeys = MessageLayout(
      "public-key", type: 16,
      fields: LabSettings.fields + key("n", "e") + key("encryption_n", "encryption_e"))

    /// A nonce with its signature, in `original`.
    public static let signedNonce = MessageLayout(
      "nonce", type: 17,
      fields: [
        .vector("nonce", prefix: 2, nonceDigits...nonceDigits, notation: .text),
        .vector("signed_nonce", prefix: 2, 1...2048),
      ])

    /// A nonce, in `hardened`, where the signature comes once there is more to sign.
    public static let nonce = MessageLayout(
      "nonce", type: 17, fields: [.vector("nonce", prefix: 2, 32...32)])

    /// A symmetric key, or a contribution to the keys, under the other's public key.
    public static let sealedKey = MessageLayout(
      "key", type: 18, fields: [.vector("sealed_key", prefix: 2, 1...2048)])

    /// The signature over all that was exchanged, in `hardened`.
    public static let signature = MessageLayout(
      "signature", type: 19, fields: [.vector("signed_nonce", prefix: 2, 1...1024)])

    /// The proof of holding the keys, in `hardened`.
    public static let finished = MessageLayout(
      "finished", type: 20, fields: [.fixed("finished", 32)])

    /// A line of the chat, in `original`.
    public static let chat = MessageLayout(
      "chat", type: 21,
      fields: [
        .fixed("iv", 16), .vector("ciphertext", prefix: 2, 0...longestCiphertext),
        .fixed("mac", 32),
      ])

    /// A line of the chat with its sequence number, in `hardened`.
    public static let sequencedChat = MessageLayout(
      "chat", type: 21,
      fields: [
        .fixed("sequence", 8, notation: .decimal), .fixed("iv", 16),
        .vector("ciphertext", prefix: 2, 16...longestCiphertext), .fixed("mac", 32),
      ])

    /// The last message of one side, in `original`.
    public static let bye = MessageLayout("bye", type: 22, fields: [])

    /// The last message of one side, authenticated, in `hardened`.
    public static let authenticatedBye = MessageLayout(
      "bye", type: 22,
      fields: [.fixed("sequence", 8, notation: .decimal), .fixed("mac", 32)])

    /// The messages of a session in `hardened`.
    static let sequencedSession = SequencedSession.Layouts(
      chat: sequencedChat, bye: authenticatedBye)

    /// Every layout of a mode that one user sends to the other.
    public static func betweenUsers(_ mode: Mode) -> [MessageLayout] {
      switch mode {
      case .original: [publicKey, signedNonce, sealedKey, chat, bye]
      case .hardened:
        [publicKeys, nonce, sealedKey, signature, finished, sequencedChat, authenticatedBye]
      }
    }

    /// The layouts between a user and the relay.
    public static let withRelay = [register, registered, paired, gone] + ServerWords.all

    /// Every layout of a mode.
    static func all(_ mode: Mode) -> [MessageLayout] { withRelay + betweenUsers(mode) }

    /// The decimal digits of a nonce in `original`.
    static let nonceDigits = 22

    /// The longest text, and a block of padding.
    private static let longestCiphertext = ChatCommand.longestText + 16

    private static func key(_ n: String, _ e: String) -> [FieldLayout] {
      [
        .vector(n, prefix: 2, 1...1024, notation: .decimal),
        .vector(e, prefix: 2, 1...1024, notation: .decimal),
      ]
    }
  }
}
