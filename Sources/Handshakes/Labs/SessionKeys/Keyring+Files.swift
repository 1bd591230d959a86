import Arithmetic
import Certificates
import Hashing
import PublicKey
import Terms
import Transcripts

extension SessionKeysLab.Keyring {
  /// The files that a user reads: its own private key, and everybody's public keys.
  static func reads(_ file: String, as user: String) -> Bool {
    file == privateFile(of: user) || owner(ofPublicFile: file) != nil
  }

  /// The file of the private key, if it is under a password.
  static func lockedFile(among files: [String: [UInt8]], of user: String) -> String? {
    let name = privateFile(of: user)
    guard let contents = files[name], let file = try? KeyFile(contents, sizes: .any) else {
      return nil
    }
    if case .encryptedPrivateKey = file { return name }
    return nil
  }

  /// Reads the keys of a user from its files.
  ///
  /// - Throws: `HandshakeError.file`, naming the file and what is wrong with it.
  init(
    reading files: [String: [UInt8]], of user: String, password: [UInt8], _ size: Size
  ) throws(HandshakeError) {
    let actor = Actor(user)
    let name = Self.privateFile(of: user)
    guard let contents = files[name] else {
      throw .file(
        name, problem: "missing, expected the RSA key of \(user) as 'openssl genrsa' writes it")
    }
    let numbers = try Self.privateNumbers(contents, name, password: password)
    func given(_ value: Natural, _ field: String) -> Term {
      Term(
        "\(user).\(field)", value.bigEndianBytes, .given(by: actor, as: .file),
        notation: .decimal)
    }
    let e = given(numbers.e, "e")
    let key = try RSAKeyRecipe.assemble(
      "\(user).", p: given(numbers.p, "p"), q: given(numbers.q, "q"), e: e, .carmichael)
    own = key.key
    fingerprint = try Fingerprint(of: own.publicKey, owner: actor)
    try Self.checkWidth(own.publicKey, name, size)
    var others: [String: Result<SessionKeysLab.KnownKey, HandshakeError>] = [:]
    for (file, contents) in files {
      guard let owner = Self.owner(ofPublicFile: file) else { continue }
      others[owner] = Self.result { () throws(HandshakeError) in
        let known = try Self.publicKey(contents, file, of: owner, readBy: actor)
        try Self.checkWidth(known.publicKey, file, size)
        return known
      }
    }
    if let known = try others.removeValue(forKey: user)?.get() {
      guard known.publicKey.n.bytes == own.publicKey.n.bytes,
        known.publicKey.e.bytes == own.publicKey.e.bytes
      else {
        throw .file(Self.publicFile(of: user), problem: "not the public half of \(name)")
      }
    }
    self.others = others
    certification = Stage(
      .certification, actor, "\(user) has a signature key that all know",
      explanation: "It was made beforehand and lies in \(name); the others have the public half in"
        + " \(Self.publicFile(of: user)).",
      values: key.values + fingerprint.values)
  }

  /// Where a user's private key is.
  static func privateFile(of user: String) -> String { "keys/\(user)/priv.pem" }

  /// Where a user's public key is.
  static func publicFile(of user: String) -> String { "keys/\(user)/pub.pem" }

  private static func owner(ofPublicFile file: String) -> String? {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, file == publicFile(of: parts[1]), UserName.isValid(parts[1]) else {
      return nil
    }
    return parts[1]
  }

  /// What a closure gives, or throws.
  private static func result<Value>(
    _ body: () throws(HandshakeError) -> Value
  ) -> Result<Value, HandshakeError> {
    do throws(HandshakeError) {
      return .success(try body())
    } catch {
      return .failure(error)
    }
  }

  private static func privateNumbers(
    _ contents: [UInt8], _ file: String, password: [UInt8]
  ) throws(HandshakeError) -> (p: Natural, q: Natural, e: Natural) {
    let key: PrivateKey
    do throws(CertificateError) {
      switch try KeyFile(contents, sizes: .any) {
      case .pkcs8(let found): key = found
      case .traditional(let found): key = found
      case .encryptedPrivateKey(let encrypted):
        key = try encrypted.decrypt(password: password, sizes: .any)
      case .publicKey:
        throw .wrongStructure(found: .subjectPublicKeyInfo, expected: "a private key")
      case .certificate:
        throw .wrongStructure(found: .certificate, expected: "a private key")
      }
    } catch .decryption where password.isEmpty {
      throw .file(file, problem: "under a password, expected --password-file with it")
    } catch {
      throw .file(file, problem: error.description)
    }
    switch key {
    case .rsa(let rsa): return (rsa.prime1, rsa.prime2, rsa.publicKey.exponent)
    default: throw .file(file, problem: "no RSA key, expected one")
    }
  }

  private static func publicKey(
    _ contents: [UInt8], _ file: String, of owner: String, readBy reader: Actor
  ) throws(HandshakeError) -> SessionKeysLab.KnownKey {
    let key: SubjectPublicKeyInfo.Key
    do throws(CertificateError) {
      guard case .publicKey(let found, _) = try KeyFile(contents, sizes: .any) else {
        throw .wrongStructure(found: .privateKeyInfo, expected: "a public key")
      }
      key = found
    } catch {
      throw .file(file, problem: error.description)
    }
    guard case .rsa(let rsa) = key else {
      throw .file(file, problem: "no RSA key, expected one")
    }
    func given(_ value: Natural, _ field: String) -> Term {
      Term(
        "\(owner).\(field)", value.bigEndianBytes, .given(by: reader, as: .file),
        notation: .decimal)
    }
    return try SessionKeysLab.KnownKey(
      RSAPublicKeyTerms(n: given(rsa.modulus, "n"), e: given(rsa.exponent, "e")),
      of: Actor(owner))
  }

  /// Refuses a key that is too small to sign, or for a run of real size.
  private static func checkWidth(
    _ key: RSAPublicKeyTerms, _ file: String, _ size: Size
  ) throws(HandshakeError) {
    let width = Natural(bigEndian: key.n.bytes).bitWidth
    let least =
      size == .real
      ? 2048
      : PSS<SHA256>.minimumModulusBitWidth(saltLength: SessionKeysLab.Sizes.pssSalt)
    guard (least...8192).contains(width) else {
      throw .file(file, problem: "an RSA key of \(width) bits, expected \(least) to 8192")
    }
  }
}
