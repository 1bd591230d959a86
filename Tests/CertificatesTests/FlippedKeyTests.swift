import ASN1
import Bytes
import Certificates
import PublicKey
import Testing

/// Bits that changed in a file: of a private key none may pass, and a public key may at most become
/// another one.
@Suite("Key files with changed bits")
struct FlippedKeyTests {
  private static let password = Array("password".utf8)

  /// All files of a private key, as DER and as PEM.
  private func files(of key: borrowing PrivateKey) throws -> [[UInt8]] {
    var generator = SystemRandom()
    let encryption = try PBES2(iterations: 1, using: &generator)
    let blocks =
      PrivateKeyFormat.allCases.map { key.block($0) }
      + [EncryptedPrivateKeyInfo(key, password: Self.password, encryption: encryption).block]
    return blocks.flatMap { [$0.contents, Array(PEM.encode($0).utf8)] }
  }

  /// The public half of what is read; nil when it is refused.
  private func publicHalf(_ file: [UInt8]) -> SubjectPublicKeyInfo.Key? {
    do throws(CertificateError) {
      switch try KeyFile(file) {
      case .pkcs8(let key): return key.publicKey
      case .traditional(let key): return key.publicKey
      case .publicKey(let key, _): return key
      case .certificate: return nil
      case .encryptedPrivateKey(let info):
        do throws(CertificateError) {
          return try info.decrypt(password: Self.password).publicKey
        } catch {
          #expect(error == .decryption)
          return nil
        }
      }
    } catch {
      return nil
    }
  }

  private func check(_ file: [UInt8], bits: (Int) -> Range<UInt8>) {
    for index in file.indices {
      for bit in bits(index) {
        var changed = file
        changed[index] ^= 1 << bit
        if publicHalf(changed) != nil { Issue.record("octet \(index), bit \(bit): accepted") }
      }
    }
  }

  @Test("of curves: every bit of every private key is noticed")
  func curves() throws {
    var generator = SystemRandom()
    for file in try files(of: .p256(try .generate(using: &generator))) {
      #expect(publicHalf(file) != nil)
      check(file) { _ in 0..<8 }
    }
    for file in try files(of: .p384(try .generate(using: &generator))) {
      #expect(publicHalf(file) != nil)
      check(file) { UInt8($0 % 8)..<UInt8($0 % 8) + 1 }
    }
  }

  @Test("of RSA: a bit of every octet of every private key is noticed")
  func rsa() throws {
    var generator = SystemRandom()
    let key = PrivateKey.rsa(try RSA.generate(bitWidth: 1024, using: &generator))
    for file in try files(of: key) {
      #expect(publicHalf(file) != nil)
      check(file) { UInt8($0 * 5 % 8)..<UInt8($0 * 5 % 8) + 1 }
    }
  }

  @Test("a public key is refused, or becomes another one")
  func publicKeys() throws {
    var generator = SystemRandom()
    let keys: [SubjectPublicKeyInfo.Key] = [
      .rsa(try RSA.generate(bitWidth: 1024, using: &generator).publicKey),
      .p256(try ECPrivateKey<P256>.generate(using: &generator).publicKey),
      .p384(try ECPrivateKey<P384>.generate(using: &generator).publicKey),
    ]
    for key in keys {
      for format in PublicKeyFormat.allCases {
        guard let block = key.block(format) else { continue }
        for file in [block.contents, Array(PEM.encode(block).utf8)] {
          #expect(publicHalf(file) == key)
          for index in file.indices {
            for bit in 0..<8 as Range<UInt8> {
              var changed = file
              changed[index] ^= 1 << bit
              let half = publicHalf(changed)
              if half == key { Issue.record("octet \(index), bit \(bit): the same key") }
              // A point that changed is on no curve.
              if case .rsa = key { continue }
              if half != nil { Issue.record("octet \(index), bit \(bit): accepted") }
            }
          }
        }
      }
    }
  }
}
