import Bytes
import Transcripts

extension CertifiedPeers {
  /// The messages between a user and the server, and between two users.
  public enum Layouts {
    // MARK: With the server

    /// User to server: who I am, what I run, and my public key.
    public static let register = MessageLayout(
      "register", type: 1,
      fields: [
        .fixed("version", 1), .vector("lab", prefix: 1, 1...32, notation: .text),
      ] + LabSettings.fields + [
        .vector("name", prefix: 1, 1...32, notation: .text),
        .vector("n", prefix: 2, 1...1024, notation: .decimal),
        .vector("e", prefix: 2, 1...8, notation: .decimal),
      ])

    /// Server to user: your certificate, in `original`.
    public static let issued = MessageLayout("issued", type: 2, fields: [certificate])

    /// Server to user: your certificate, and that of the CA, in `hardened`.
    public static let issuedWithAuthority = MessageLayout(
      "issued", type: 2,
      fields: [certificate, .vector("ca_certificate", prefix: 2, longestCertificate)])

    /// User to server: whom I want to talk to, anybody if empty, and where I can be reached.
    public static let request = MessageLayout(
      "request", type: 3,
      fields: [
        .vector("wanted", prefix: 1, 0...32, notation: .text),
        .vector("address", prefix: 1, 1...longestAddress, notation: .text),
      ])

    /// Server to user: the other one is not here yet, and why.
    public static let absent = MessageLayout(
      "absent", type: 7, fields: [.vector("reason", prefix: 2, 1...512, notation: .text)])

    /// Server to user: the other one is here, at this address, in `original`.
    ///
    /// Who has role 0 connects to the other.
    public static let rendezvous = MessageLayout("rendezvous", type: 5, fields: introduction)

    /// The same with the CA's list of revoked certificates, in `hardened`.
    public static let rendezvousWithList = MessageLayout(
      "rendezvous", type: 5,
      fields: introduction + [.vector("crl", prefix: 2, longestCertificate)])

    /// User to server: is this certificate good? In `original`.
    public static let check = MessageLayout("check", type: 8, fields: [certificate])

    /// Server to user, in `original`: the word pass, or why not.
    public static let verdict = MessageLayout(
      "verdict", type: 9, fields: [.vector("verdict", prefix: 2, 1...512, notation: .text)])

    // MARK: Between users

    /// The first user's greeting and certificate, in `original`.
    public static let hello = MessageLayout(
      "hello", type: 16, fields: LabSettings.fields + [certificate])

    /// The same with a fresh point of P-256, in `hardened`.
    public static let helloWithPoint = MessageLayout(
      "hello", type: 16, fields: LabSettings.fields + [certificate, point])

    /// The second user's certificate and nonce, in `original`.
    public static let answer = MessageLayout("answer", type: 17, fields: [certificate, nonce])

    /// The same with a fresh point of P-256, in `hardened`.
    public static let answerWithPoint = MessageLayout(
      "answer", type: 17, fields: [certificate, nonce, point])

    /// The nonce under the second user's public key.
    public static let sealedNonce = MessageLayout(
      "nonce", type: 18, fields: [.vector("sealed_nonce", prefix: 2, 1...1024)])

    /// The second user has found the nonce to be its own.
    public static let acknowledgement = MessageLayout(
      "acknowledgement", type: 19,
      fields: [.vector("acknowledgement", prefix: 1, 3...3, notation: .text)])

    /// The master secret under the second user's public key.
    public static let masterSecret = MessageLayout(
      "master-secret", type: 20, fields: [.vector("sealed_master_secret", prefix: 2, 1...1024)])

    /// The first user's signature over all that was said, in `hardened`.
    public static let signature = MessageLayout(
      "signature", type: 21, fields: [.vector("signature", prefix: 2, 1...1024)])

    /// The proof of holding the keys, in `hardened`.
    public static let finished = MessageLayout(
      "finished", type: 22, fields: [.fixed("finished", 32)])

    /// A line of the chat, in `original`: the IV is the session's, and is not sent.
    public static let chat = MessageLayout(
      "chat", type: 23,
      fields: [.vector("ciphertext", prefix: 2, 16...longestCiphertext), .fixed("mac", 32)])

    /// A line of the chat with its sequence number, in `hardened`.
    public static let sequencedChat = MessageLayout(
      "chat", type: 23,
      fields: [
        .fixed("sequence", 8, notation: .decimal), .fixed("iv", 16),
        .vector("ciphertext", prefix: 2, 16...longestCiphertext), .fixed("mac", 32),
      ])

    /// The last message of one side, in `original`.
    public static let bye = MessageLayout("bye", type: 24, fields: [])

    /// The last message of one side, authenticated, in `hardened`.
    public static let authenticatedBye = MessageLayout(
      "bye", type: 24, fields: [.fixed("sequence", 8, notation: .decimal), .fixed("mac", 32)])

    /// The messages of a session in `hardened`.
    static let sequencedSession = SequencedSession.Layouts(
      chat: sequencedChat, bye: authenticatedBye)

    // MARK: By mode

    /// Every layout of a mode that one user sends to the other.
    public static func betweenUsers(_ mode: Mode) -> [MessageLayout] {
      switch mode {
      case .original:
        [hello, answer, sealedNonce, acknowledgement, masterSecret, chat, bye]
      case .hardened:
        [
          helloWithPoint, answerWithPoint, sealedNonce, acknowledgement, masterSecret, signature,
          finished, sequencedChat, authenticatedBye,
        ]
      }
    }

    /// Every layout of a mode between a user and the server.
    public static func withServer(_ mode: Mode) -> [MessageLayout] {
      switch mode {
      case .original:
        [register, issued, request, absent, rendezvous, check, verdict] + ServerWords.all
      case .hardened:
        [register, issuedWithAuthority, request, absent, rendezvousWithList] + ServerWords.all
      }
    }

    /// Every layout of a mode.
    static func all(_ mode: Mode) -> [MessageLayout] { withServer(mode) + betweenUsers(mode) }

    /// Of two layouts the one of a mode.
    static func choose(
      _ mode: Mode, _ original: MessageLayout, _ hardened: MessageLayout
    ) -> MessageLayout {
      mode == .original ? original : hardened
    }

    // MARK: Fields

    /// The longest address, in octets.
    static let longestAddress = 64
    /// The octets of a certificate.
    private static let longestCertificate = 64...16384
    /// The longest text, and a block of padding.
    private static let longestCiphertext = ChatCommand.longestText + 16

    private static let certificate = FieldLayout.vector(
      "certificate", prefix: 2, longestCertificate)
    private static let nonce = FieldLayout.vector("nonce", prefix: 1, 1...64)
    private static let point = FieldLayout.fixed("point", 65)
    private static let introduction: [FieldLayout] = [
      .fixed("role", 1), .vector("peer name", prefix: 1, 1...32, notation: .text),
      .vector("peer address", prefix: 1, 1...longestAddress, notation: .text),
    ]
  }
}
