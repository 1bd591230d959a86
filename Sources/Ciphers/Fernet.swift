import Bytes
import Hashing

/// Fernet (Fernet Spec, version 0x80): a message, encrypted and authenticated, as a line of text
/// that also says when it was made.
///
///     key   = base64url(Signing-key || Encryption-key)
///     token = base64url(Version || Timestamp || IV || Ciphertext || HMAC)
///
/// The ciphertext is AES-128-CBC with the padding of PKCS #7. The code is HMAC-SHA-256 of all
/// fields before it, and is checked before anything is decrypted, so whoever lacks the key learns
/// nothing from how a token is refused.
public struct Fernet: ~Copyable, Sendable {
  /// The length of a key in octets, before it is written in base64url.
  public static let keyLength = 32

  /// The only version of the format.
  public static let version: UInt8 = 0x80

  /// How many seconds a token may be ahead of the clock of its reader.
  ///
  /// The specification has this only in its tests; 60 is what other programs allow.
  public static let maximumClockSkew: UInt64 = 60

  /// Where each field of a token begins; the ciphertext takes what the others leave.
  private static let (timestamp, iv, ciphertext) = (1, 9, 25)

  private let signingKey: SecretBytes
  private let encryptionKey: SecretBytes

  /// Takes a key of 32 octets: 16 for signing, then 16 for encryption.
  ///
  /// - Throws: `CipherError.fernetKey` for any other length.
  public init(key: [UInt8]) throws(CipherError) {
    guard key.count == Fernet.keyLength else { throw .fernetKey }
    signingKey = SecretBytes(copying: key[..<16])
    encryptionKey = SecretBytes(copying: key[16...])
  }

  /// Takes a key in the form in which programs exchange it (Fernet Spec, "Key Format").
  ///
  /// - Throws: `CipherError.fernetKey` for anything but base64url of 32 octets.
  public init(base64: String) throws(CipherError) {
    guard var key = try? Base64.decode(base64.utf8, alphabet: .urlSafe) else { throw .fernetKey }
    defer { wipe(&key) }
    try self.init(key: key)
  }

  /// Returns the token of a message, made at a time, under an IV that is drawn.
  ///
  /// - Parameters:
  ///   - message: Octets of any length.
  ///   - time: Seconds since 1970 began (UTC).
  ///   - random: Where the 16 octets of the IV come from.
  /// - Returns: The token, text of base64url with its padding.
  public borrowing func generate(
    _ message: [UInt8], time: UInt64, using random: inout some RandomByteGenerator
  ) -> String {
    let iv = random.generate(AES.blockLength)
    precondition(iv.count == AES.blockLength, "a generator returns as much as it is asked for")
    return token(message, time: time, iv: iv)
  }

  /// Returns the token of a message under a given IV (Fernet Spec, "Generating").
  ///
  /// An IV must be used once and nobody may foresee it; to give one is for vectors and replays.
  ///
  /// - Parameters:
  ///   - message: Octets of any length.
  ///   - time: Seconds since 1970 began (UTC).
  ///   - iv: 16 octets.
  /// - Returns: The token, text of base64url with its padding.
  /// - Throws: `CipherError.ivLength`.
  public borrowing func generate(
    _ message: [UInt8], time: UInt64, iv: [UInt8]
  ) throws(CipherError) -> String {
    guard iv.count == AES.blockLength else {
      throw .ivLength(found: iv.count, expected: AES.blockLength)
    }
    return token(message, time: time, iv: iv)
  }

  /// Returns the message of a token that is authentic and of the right time (Fernet Spec,
  /// "Verifying").
  ///
  /// The time shows the length of the token and which check failed; that tells nothing about the
  /// keys, since the code covers everything that is decrypted.
  ///
  /// - Parameters:
  ///   - token: Text of base64url with its padding, and nothing around it.
  ///   - now: The time of the reader, in seconds since 1970 began (UTC). A token that is more than
  ///     `maximumClockSkew` ahead is refused.
  ///   - ttl: For how many seconds a token is valid, the last one included; nil for ever.
  /// - Returns: The message.
  /// - Throws: `CipherError.token`, whatever is wrong.
  public borrowing func verify(
    _ token: String, now: UInt64, ttl: UInt64?
  ) throws(CipherError) -> [UInt8] {
    guard let fields = try? Base64.decode(token.utf8, alphabet: .urlSafe),
      fields.count >= Fernet.ciphertext + SHA256.digestLength, fields[0] == Fernet.version
    else { throw .token }
    let time = fields[Fernet.timestamp..<Fernet.iv].reduce(0) { $0 << 8 | UInt64($1) }
    if let ttl, now > time, now - time > ttl { throw .token }
    if time > now, time - now > Fernet.maximumClockSkew { throw .token }

    let end = fields.count - SHA256.digestLength
    guard Choice(Array(fields[end...]), equals: code(of: Array(fields[..<end]))).declassified else {
      throw .token
    }
    var key = encryptionKey.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    defer { wipe(&key) }
    do {
      return try CBC.decryptPadded(
        Array(fields[Fernet.ciphertext..<end]), key: key,
        iv: Array(fields[Fernet.iv..<Fernet.ciphertext]))
    } catch {
      throw .token
    }
  }

  /// Puts the fields together; the IV has 16 octets.
  private borrowing func token(_ message: [UInt8], time: UInt64, iv: [UInt8]) -> String {
    var key = encryptionKey.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    defer { wipe(&key) }
    guard let ciphertext = try? CBC.encryptPadded(message, key: key, iv: iv) else {
      preconditionFailure("key and IV have 16 octets each")
    }
    let fields = [Fernet.version] + ByteWriter.integer(time, length: 8) + iv + ciphertext
    return Base64.encode(fields + code(of: fields), alphabet: .urlSafe)
  }

  /// Returns HMAC-SHA-256 of the fields before it, under the signing key.
  private borrowing func code(of fields: [UInt8]) -> [UInt8] {
    var key = signingKey.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    defer { wipe(&key) }
    return HMAC<SHA256>.authenticationCode(for: fields, key: key)
  }
}
