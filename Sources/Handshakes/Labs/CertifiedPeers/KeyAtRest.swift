import ASN1
import Arithmetic
import Bytes
import Certificates
import Terms

extension CertifiedPeers {
  /// The file of a private key under a password: PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC
  /// (RFC 8018, section 6.2), as OpenSSL reads it.
  enum KeyAtRest {
    /// Encrypts a key pair.
    ///
    /// - Parameters:
    ///   - key: The key pair.
    ///   - password: What protects it.
    ///   - iterations: How often PBKDF2 iterates.
    ///   - draws: Where salt and IV come from.
    /// - Returns: The values to show, and the file.
    /// - Throws: `HandshakeError` when salt and IV cannot be drawn.
    static func protect(
      _ key: RSAKeyTerms, password: Term, iterations: Int, from draws: inout Draws
    ) throws(HandshakeError) -> (values: [Term], file: [UInt8]) {
      let actor = draws.actor
      let salt = try draws.draw("file_salt", .bytes(16))
      let iv = try draws.draw("file_iv", .bytes(16))
      let fileKey = try term(
        "\(actor).file_key",
        PBKDF2Derivation(password: password, salt: salt, iterations: iterations, length: 32))
      let information = try term("\(actor).private_key_info", RSAPrivateKeyInfo(key))
      let padded = try term(
        "\(actor).padded_key_info", BlockPadding(information, scheme: .pkcs7))
      let ciphertext = try term(
        "\(actor).encrypted_key_info", CBCEncryption(key: fileKey, iv: iv, plaintext: padded))
      let file = try term(
        "\(actor).key_file",
        EncryptedKeyInfo(
          salt: salt, iterations: iterations, iv: iv, ciphertext: ciphertext, password: password))
      return (
        [password, salt, iv, fileKey, information, padded, ciphertext, file],
        Array(PEM.encode(label: label, contents: file.bytes).utf8)
      )
    }

    /// Decrypts a key pair.
    ///
    /// - Parameters:
    ///   - contents: The file, as `protect` or OpenSSL wrote it.
    ///   - name: What errors call it.
    ///   - password: What protects it.
    ///   - owner: Whose key it is.
    /// - Returns: The values to show, and the key pair.
    /// - Throws: `HandshakeError.configuration` for a wrong password and for a damaged file.
    static func open(
      _ contents: [UInt8], name: String, password: Term, owner: Actor
    ) throws(HandshakeError) -> (values: [Term], key: RSAKeyTerms) {
      let der = try decode(contents, name)
      let info: EncryptedPrivateKeyInfo
      do {
        info = try EncryptedPrivateKeyInfo(der: der)
      } catch {
        throw .configuration("\(name): \(error)")
      }
      let encryption = info.encryption
      guard encryption.prf == .hmacWithSHA256, encryption.cipher == .aes256 else {
        throw .configuration(
          "\(name): another encryption, expected PBKDF2-HMAC-SHA-256 and AES-256-CBC")
      }
      let file = Term("\(owner).key_file", der, .given(by: owner, as: .file))
      var place = 0
      let salt = try part("file_salt", encryption.salt, of: file, from: &place, owner)
      let iv = try part("file_iv", encryption.iv, of: file, from: &place, owner)
      let ciphertext = try part(
        "encrypted_key_info", info.encryptedData, of: file, from: &place, owner)
      let fileKey = try term(
        "\(owner).file_key",
        PBKDF2Derivation(
          password: password, salt: salt, iterations: encryption.iterations, length: 32))
      let padded: Term
      let information: Term
      do throws(HandshakeError) {
        padded = try term(
          "\(owner).padded_key_info",
          CBCDecryption(key: fileKey, iv: iv, ciphertext: ciphertext))
        information = try term(
          "\(owner).private_key_info", BlockUnpadding(padded, scheme: .pkcs7))
      } catch {
        throw .configuration("\(name): wrong password, or the file is damaged")
      }
      let values = [password, file, salt, iv, ciphertext, fileKey, padded, information]
      let (numbers, key) = try readKey(information, name, owner)
      return (values + numbers, key)
    }

    /// The label of the file (RFC 7468, section 11).
    private static let label = "ENCRYPTED PRIVATE KEY"

    private static func decode(
      _ contents: [UInt8], _ name: String
    ) throws(HandshakeError) -> [UInt8] {
      do {
        return try PEM.decode(String(decoding: contents, as: UTF8.self), label: label)
      } catch {
        throw .configuration("\(name): \(error)")
      }
    }

    /// Reads the primes and the exponent; the other numbers follow from them.
    private static func readKey(
      _ information: Term, _ name: String, _ owner: Actor
    ) throws(HandshakeError) -> (values: [Term], key: RSAKeyTerms) {
      let numbers: (n: Natural, e: Natural, p: Natural, q: Natural)
      do {
        let key = try PrivateKey(pkcs8: information.bytes, sizes: .any)
        guard case .rsa(let rsa) = consume key else {
          throw CertificateError.wrongStructure(found: nil, expected: "an RSA key")
        }
        numbers = (rsa.publicKey.modulus, rsa.publicKey.exponent, rsa.prime1, rsa.prime2)
      } catch {
        throw .configuration("\(name): wrong password, or not an RSA key")
      }
      func number(
        _ field: String, _ value: Natural, _ place: inout Int
      ) throws(HandshakeError) -> Term {
        try part(field, value.bigEndianBytes, of: information, from: &place, owner, .decimal)
      }
      var place = 0
      _ = try number("n", numbers.n, &place)
      let e = try number("e", numbers.e, &place)
      let p = try number("p", numbers.p, &place)
      let q = try number("q", numbers.q, &place)
      let n = try term("\(owner).n", Modulus(p: p, q: q), .decimal)
      let order = try term("\(owner).lambda", GroupExponent(.carmichael, p: p, q: q), .decimal)
      let d = try term("\(owner).d", PrivateExponent(e: e, modulo: order), .decimal)
      return (
        [p, q, n, order, e, d],
        RSAKeyTerms(publicKey: RSAPublicKeyTerms(n: n, e: e), d: d, p: p, q: q)
      )
    }

    /// A part of an encoding, which stands there behind the parts before it.
    private static func part(
      _ name: String, _ value: [UInt8], of whole: Term, from place: inout Int, _ owner: Actor,
      _ notation: Notation = .hexadecimal
    ) throws(HandshakeError) -> Term {
      guard let range = whole.bytes[place...].firstRange(of: value) else {
        throw .configuration("\(whole.name): \(name) is missing")
      }
      place = range.upperBound
      return try term("\(owner).\(name)", Slice(whole, range), notation)
    }
  }
}
