import ASN1
import Bytes
import Certificates
import PublicKey

/// Files with keys, in every format.
struct KeyFileTarget: FuzzTarget {
  let name = "key-file"
  let cost = 120
  let longestInput = 1024

  /// The password of the encrypted keys in the corpus.
  private static let password = Array("password".utf8)

  let corpus: [[UInt8]] = {
    var blocks: [PEM.Block] = []
    func add(_ key: borrowing PrivateKey) {
      let publicKey = key.publicKey
      blocks += PrivateKeyFormat.allCases.map { key.block($0) }
      blocks += PublicKeyFormat.allCases.compactMap { publicKey.block($0) }
      blocks += PBES2.Cipher.allCases.compactMap { cipher in
        var generator = Samples.generator(cipher.name)
        let encryption = try? PBES2(cipher: cipher, iterations: 1, using: &generator)
        return encryption.map {
          EncryptedPrivateKeyInfo(key, password: Self.password, encryption: $0).block
        }
      }
    }
    add(.rsa(Samples.ownRSAKey()))
    add(.p256(Samples.key(on: P256.self)))
    add(.p384(Samples.key(on: P384.self)))
    let point = Samples.key(on: P256.self).publicKey.encodedCompressed
    let compressed = DER.sequence(
      DER.sequence(DER.objectIdentifier(.ecPublicKey), DER.objectIdentifier(.secp256r1)),
      DER.bitString(point))
    let curve = PEM.encode(
      label: "EC PARAMETERS", contents: DER.objectIdentifier(.secp384r1))
    return blocks.map(\.contents) + blocks.map { Array(PEM.encode($0).utf8) } + [compressed]
      + blocks.filter { $0.label == "EC PRIVATE KEY" }.map {
        Array((curve + PEM.encode($0)).utf8)
      }
  }()

  func run(_ input: [UInt8]) throws {
    let file: KeyFile
    do throws(CertificateError) {
      file = try KeyFile(input)
    } catch {
      return try Claim.isLine(error.description)
    }
    switch consume file {
    case .pkcs8(let key): try check(key)
    case .traditional(let key): try check(key)
    case .publicKey(let key, let format): try check(key, format)
    case .certificate(let certificate):
      _ = try Claim.accepted { () throws(CertificateError) in
        try certificate.subjectPublicKeyInfo.key()
      }
    case .encryptedPrivateKey(let info): try check(info)
    }
  }

  /// A key that was accepted is written in every format, and read again as the same key.
  private func check(_ key: borrowing PrivateKey) throws {
    let pkcs8 = key.pkcs8
    let again = try PrivateKey(pkcs8: pkcs8)
    try Claim.equal(again.pkcs8, pkcs8, "a key is written as it was read")
    try Claim.that(again.publicKey == key.publicKey, "a key stays the key")
    let traditional = key.block(.traditional)
    switch try KeyFile(traditional.contents) {
    case .traditional(let other):
      try Claim.equal(other.pkcs8, pkcs8, "a key is the same in both formats")
    default: throw Violation(description: "a traditional key is read as something else")
    }
    let publicKey = key.publicKey
    for format in PublicKeyFormat.allCases { try check(publicKey, format) }
  }

  private func check(_ key: SubjectPublicKeyInfo.Key, _ format: PublicKeyFormat) throws {
    guard let block = key.block(format) else { return }
    guard case .publicKey(let again, format) = try KeyFile(block.contents) else {
      throw Violation(description: "a public key is read as something else")
    }
    try Claim.that(again == key, "a public key stays the key")
  }

  /// What does not decrypt says so, and nothing else.
  private func check(_ info: EncryptedPrivateKeyInfo) throws {
    try Claim.that(
      PBES2.allowedIterations.contains(info.encryption.iterations), "iterations have bounds")
    let again = try EncryptedPrivateKeyInfo(der: info.der)
    try Claim.that(again == info, "an encrypted key is written as it was read")
    guard info.encryption.iterations <= 100 else { return }
    let key: PrivateKey
    do throws(CertificateError) {
      key = try info.decrypt(password: Self.password)
    } catch {
      return try Claim.that(error == .decryption, "\(error)")
    }
    try check(key)
  }
}
