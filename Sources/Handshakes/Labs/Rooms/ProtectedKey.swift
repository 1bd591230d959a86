import ASN1
import Bytes
import Certificates
import Terms

extension Rooms {
  /// A private key on disk under a password: PKCS #8 with PBES2, in PEM, as OpenSSL reads it.
  enum ProtectedKey {
    private static let fileLabel = "ENCRYPTED PRIVATE KEY"

    /// Encrypts a key, each part a term (RFC 5958, section 3; RFC 8018, section 6.2).
    ///
    /// - Returns: The values to show, the last one the file.
    static func seal(
      _ key: SigningKey, password: Term, iterations: Int, from draws: inout Draws
    ) throws(HandshakeError) -> [Term] {
      let owner = draws.actor
      let info = try privateKeyInfo(key, of: owner)
      let salt = try draws.draw("file_salt", .bytes(16))
      let iv = try draws.draw("file_iv", .bytes(16))
      let fileKey = try term(
        "\(owner).file_kek",
        PBKDF2Derivation(password: password, salt: salt, iterations: iterations, length: 32))
      let padded = try term("\(owner).file_padded", BlockPadding(info, scheme: .pkcs7))
      let ciphertext = try term(
        "\(owner).file_ciphertext", CBCEncryption(key: fileKey, iv: iv, plaintext: padded))
      let encrypted = try term(
        "\(owner).encrypted_key_info",
        EncryptedKeyInfo(
          salt: salt, iterations: iterations, iv: iv, ciphertext: ciphertext, password: password))
      let file = try term(
        "\(owner).key_file", PEMEncoding(encrypted, label: fileLabel))
      return [password, info, salt, iv, fileKey, padded, ciphertext, encrypted, file]
    }

    /// PrivateKeyInfo around the ECPrivateKey of SEC 1 (RFC 5208, section 5; RFC 5915, section 3).
    private static func privateKeyInfo(
      _ key: SigningKey, of owner: Actor
    ) throws(HandshakeError) -> Term {
      let point = try term("\(owner).key_point", DERElement(.bitString, [key.publicKey.point]))
      let inner = try element(
        "\(owner).ec_private_key",
        [
          constant("version", DER.integer(1)),
          try term("\(owner).key_number", DERElement(.octetString, [key.privateKey])),
          try term(
            "\(owner).key_public",
            DERElement(.constructed(.context(1, constructed: true)), [point])),
        ])
      return try element(
        "\(owner).private_key_info",
        [
          constant("version", DER.integer(0)),
          constant(
            "ecPublicKey_\(key.publicKey.curve.rawValue)",
            SigningPublicKey.algorithm(of: key.publicKey.curve)),
          try term("\(owner).key_octets", DERElement(.octetString, [inner])),
        ])
    }

    /// What came of a password.
    enum Opened {
      /// The number d.
      case key([UInt8])
      case wrongPassword
    }

    /// Reads a key file with a password.
    ///
    /// - Throws: `HandshakeError.configuration`, naming the file, if it holds no such key.
    static func open(
      _ file: [UInt8], named name: String, password: [UInt8], on curve: PrimeCurve
    ) throws(HandshakeError) -> Opened {
      let expected = "expected an encrypted private key on \(curve.rawValue)"
      do throws(CertificateError) {
        switch try KeyFile(file) {
        case .encryptedPrivateKey(let info):
          let key: PrivateKey
          do throws(CertificateError) {
            key = try info.decrypt(password: password)
          } catch {
            return .wrongPassword
          }
          if let octets = octets(of: key, on: curve) { return .key(octets) }
        default: break
        }
      } catch {
        throw .configuration("\(name): \(error), \(expected)")
      }
      throw .configuration("\(name): another kind of key, \(expected)")
    }

    private static func octets(of key: consuming PrivateKey, on curve: PrimeCurve) -> [UInt8]? {
      switch consume key {
      case .p256(let key): curve == .p256 ? key.octets : nil
      case .p384(let key): curve == .p384 ? key.octets : nil
      case .rsa: nil
      }
    }

    private static func element(
      _ name: String, _ parts: [Term]
    ) throws(HandshakeError) -> Term {
      try term(name, DERElement(.constructed(.sequence), parts))
    }

    private static func constant(_ name: String, _ der: [UInt8]) -> Term { .constant(name, der) }
  }
}
