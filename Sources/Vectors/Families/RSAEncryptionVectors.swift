import Hashing
import PublicKey

/// RSAES-OAEP (RFC 8017, section 7.1): RSA Laboratories' texts, pyca's with SHA-256, and
/// Wycheproof.
struct OAEPVectors: VectorFamily {
  static let algorithm = "RSAES-OAEP"

  let layout = CaseLayout(
    fields: ["message", "encryption"], optional: ["seed"], blankLineEndsCase: false)
  private let isWycheproof: Bool

  init?(recognising document: VectorDocument) {
    if let text = document.labelled, text.hasFields("message", "encryption"),
      text.header.contains("oaep")
    {
      guard !text.header.contains("v1.5 encryption") else { return nil }
      isWycheproof = false
    } else if let file = document.wycheproof, file.types == ["RsaesOaepDecrypt"] {
      isWycheproof = true
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if isWycheproof {
      guard try vector.text("mgf") == "MGF1" else {
        throw .unsupported(reason: "no mask but MGF1")
      }
      let (hash, mask) = (try vector.hash("sha"), try vector.hash("mgfSha"))
      return try wycheproof(vector, hash, mask)
    }
    let hash = try HashName.implementation(vector.parameter("alg") ?? "SHA-1")
    let mask = try HashName.implementation(vector.parameter("mgf1") ?? "SHA-1")
    return try labelled(vector, hash, mask)
  }

  /// Where the seed is given, the ciphertext must be the published one; that one must decrypt.
  private func labelled<H: HashFunction, M: HashFunction>(
    _ vector: VectorCase, _: H.Type, _: M.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPrivateKey(.labelled)
    let (message, ciphertext) = (try vector.bytes("message"), try vector.bytes("encryption"))
    if vector.fields["seed"] != nil {
      let seed = try vector.bytes("seed", count: H.digestLength)
      let encrypted = try? OAEP<H, M>.encrypt(message: message, key: key.publicKey, seed: seed)
      guard encrypted == ciphertext else {
        return .comparing(encrypted ?? [], with: ciphertext, field: "encryption")
      }
    }
    let decrypted = try? OAEP<H, M>.decrypt(ciphertext: ciphertext, key: key)
    guard let decrypted else {
      return .comparing(accepted: false, with: true, field: "encryption")
    }
    return .comparing(decrypted, with: message, field: "message")
  }

  private func wycheproof<H: HashFunction, M: HashFunction>(
    _ vector: VectorCase, _: H.Type, _: M.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPrivateKey(.wycheproof(vector))
    let (ciphertext, label) = (try vector.bytes("ct"), try vector.bytes("label"))
    let decrypted = try? OAEP<H, M>.decrypt(ciphertext: ciphertext, label: label, key: key)
    return try vector.verdict(accepting: decrypted, result: "msg", input: "ct")
  }
}

/// RSAES-PKCS1-v1_5 (RFC 8017, section 7.2): RSA Laboratories' texts, and Wycheproof.
struct PKCS1v15EncryptionVectors: VectorFamily {
  static let algorithm = "RSAES-PKCS1-v1_5"

  let layout = CaseLayout(fields: ["message", "seed", "encryption"], blankLineEndsCase: false)
  private let isWycheproof: Bool

  init?(recognising document: VectorDocument) {
    if let text = document.labelled, text.hasFields("message", "seed", "encryption"),
      text.header.contains("v1.5 encryption")
    {
      isWycheproof = false
    } else if let file = document.wycheproof, file.types == ["RsaesPkcs1Decrypt"] {
      isWycheproof = true
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    guard isWycheproof else { return try labelled(vector) }
    let key = try vector.rsaPrivateKey(.wycheproof(vector))
    let ciphertext = try vector.bytes("ct")
    let decrypted = try? PKCS1v15.decryptRevealingPaddingErrors(ciphertext: ciphertext, key: key)
    return try vector.verdict(accepting: decrypted, result: "msg", input: "ct")
  }

  /// The seed is the padding string, so the ciphertext must be the published one; that one must
  /// decrypt.
  private func labelled(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let key = try vector.rsaPrivateKey(.labelled)
    let (message, ciphertext) = (try vector.bytes("message"), try vector.bytes("encryption"))
    let k = key.publicKey.modulusLength
    let padding = try vector.bytes("seed", count: k - 3 - message.count)
    guard padding.count >= 8, !padding.contains(0) else {
      throw .malformed(
        field: "seed", expected: "eight octets or more, none of them zero", found: "others")
    }
    let encoded = try? PKCS1v15.encodeForEncryption(
      message: message, paddingString: padding, length: k)
    let encrypted = encoded.flatMap { try? key.publicKey.rsaep(octets: $0) }
    guard encrypted == ciphertext else {
      return .comparing(encrypted ?? [], with: ciphertext, field: "encryption")
    }
    guard
      let decrypted = try? PKCS1v15.decryptRevealingPaddingErrors(ciphertext: ciphertext, key: key)
    else {
      return .comparing(accepted: false, with: true, field: "encryption")
    }
    return .comparing(decrypted, with: message, field: "message")
  }
}

extension VectorCase {
  /// The value after `name=` in the heading of the example, as in "alg=sha256 mgf1=sha1".
  fileprivate func parameter(_ name: String) -> String? {
    sections.last?.split(separator: " ").first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }
}
