import Bytes
import Terms

extension Rooms {
  /// The Fernet key of a room: 16 octets for signing, then 16 for encryption (Fernet Spec, "Key
  /// Format").
  public struct RoomKey: Sendable {
    let whole: Term
    let signing: Term
    let encryption: Term

    /// Splits a key of 32 octets.
    ///
    /// - Throws: `HandshakeError.term` for a key of another length.
    public init(_ whole: Term) throws(HandshakeError) {
      self.whole = whole
      signing = try term("\(whole.name)_signing", Slice(whole, 0..<16))
      encryption = try term("\(whole.name)_encryption", Slice(whole, 16..<32))
    }

    /// The key as programs exchange it, for whoever wants to open the tokens with another one.
    func text() throws(HandshakeError) -> Term {
      try term("\(whole.name)_base64url", Base64URLEncoding(whole), .text)
    }
  }

  /// A message as a Fernet token, every part a term (Fernet Spec, "Token Format").
  ///
  ///     token = base64url(Version || Timestamp || IV || Ciphertext || HMAC)
  public enum FernetToken {
    private static let version = Term.constant("version", [0x80])
    private static let codeLength = 32

    /// Makes a token (Fernet Spec, "Generating").
    ///
    /// - Parameters:
    ///   - text: The message.
    ///   - key: The room's key.
    ///   - time: Seconds since 1970 began, in 8 octets.
    ///   - iv: 16 octets.
    ///   - owner: Who makes it; the values are called after it.
    /// - Returns: The values to show, and the token.
    /// - Throws: `HandshakeError.term` for an IV of another length.
    public static func make(
      _ text: Term, key: RoomKey, time: Term, iv: Term, by owner: Actor
    ) throws(HandshakeError) -> (values: [Term], token: Term) {
      let padded = try term("\(owner).padded", BlockPadding(text, scheme: .pkcs7))
      let ciphertext = try term(
        "\(owner).ciphertext", CBCEncryption(key: key.encryption, iv: iv, plaintext: padded))
      let authenticated = try term(
        "\(owner).authenticated", Concatenation([version, time, iv, ciphertext]))
      let mac = try term(
        "\(owner).mac", HMACSHA256Code(key: key.signing, message: authenticated))
      let octets = try term("\(owner).token_octets", Concatenation([authenticated, mac]))
      let token = try term("\(owner).token", Base64URLEncoding(octets), .text)
      return ([text, time, padded, iv, ciphertext, authenticated, mac, token], token)
    }

    /// A token that arrived, taken apart, before anything is decrypted.
    public struct Received: Sendable {
      let values: [Term]
      fileprivate let iv: Term
      fileprivate let ciphertext: Term
      fileprivate let mac: Term
      fileprivate let computed: Term

      /// Takes a token apart and computes its code.
      ///
      /// - Throws: `HandshakeError.term` for a text that is not base64url, `.field` for octets
      ///   that are no token.
      public init(_ token: Term, key: RoomKey, from sender: Actor) throws(HandshakeError) {
        let octets = try term("\(sender).token_octets", Base64URLDecoding(token))
        let end = octets.bytes.count - FernetToken.codeLength
        guard end >= 25, (end - 25).isMultiple(of: 16), octets.bytes[0] == 0x80 else {
          throw .field("\(sender)'s token", expected: "a Fernet token of version 80")
        }
        let time = try term("\(sender).timestamp", Slice(octets, 1..<9), .decimal)
        iv = try term("\(sender).iv", Slice(octets, 9..<25))
        ciphertext = try term("\(sender).ciphertext", Slice(octets, 25..<end))
        mac = try term("\(sender).mac", Slice(octets, end..<octets.bytes.count))
        let authenticated = try term("\(sender).authenticated", Slice(octets, 0..<end))
        computed = try term(
          "\(sender).computed_mac", HMACSHA256Code(key: key.signing, message: authenticated))
        values = [token, time, iv, ciphertext, mac, computed]
      }

      /// What is compared.
      var claim: String { "\(computed.name) = \(mac.name)" }

      /// The code, if it is the one computed here.
      public var verified: VerifiedToken? { VerifiedToken(self) }
    }

    /// A token whose code is right.
    public struct VerifiedToken: Sendable {
      fileprivate let token: Received

      fileprivate init?(_ token: Received) {
        guard Choice(token.mac.bytes, equals: token.computed.bytes).declassified else {
          return nil
        }
        self.token = token
      }

      /// Decrypts what was verified.
      ///
      /// - Returns: The values to show, and the message.
      /// - Throws: `HandshakeError.term` when the padding is wrong.
      public func open(
        key: RoomKey, from sender: Actor
      ) throws(HandshakeError) -> (values: [Term], text: Term) {
        let padded = try term(
          "\(sender).padded",
          CBCDecryption(key: key.encryption, iv: token.iv, ciphertext: token.ciphertext))
        let text = try term("\(sender).text", BlockUnpadding(padded, scheme: .pkcs7), .text)
        return ([padded, text], text)
      }
    }
  }
}
