import Hashing
import PublicKey

/// RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2): NIST's generation and verification (RSAVS), RSA
/// Laboratories' texts, and Wycheproof.
struct PKCS1v15SignatureVectors: VectorFamily {
  static let algorithm = "RSASSA-PKCS1-v1_5"

  private enum Source {
    case generate
    case verify
    case labelled
    case wycheproofGenerate
    case wycheproofVerify
  }

  let layout: CaseLayout
  private let source: Source

  init?(recognising document: VectorDocument) {
    if let text = document.response, text.hasFields("n", "SHAAlg", "Msg", "S") {
      guard !text.header.contains("pss"), !text.header.contains("x9.31"),
        !text.header.contains("931")
      else { return nil }
      source = text.hasFields("Result") ? .verify : .generate
      layout = .rsaSignature(isVerification: text.hasFields("Result"))
    } else if let text = document.labelled, text.hasFields("signature"),
      text.header.contains("v1.5")
    {
      source = .labelled
      layout = CaseLayout(fields: ["message", "signature"], blankLineEndsCase: false)
    } else if let file = document.wycheproof, file.types == ["RsassaPkcs1Generate"] {
      source = .wycheproofGenerate
      layout = CaseLayout(fields: [])
    } else if let file = document.wycheproof, file.types == ["RsassaPkcs1Verify"] {
      source = .wycheproofVerify
      layout = CaseLayout(fields: [])
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .generate: try generate(vector, hash: vector.digestInfoHash("SHAAlg"))
    case .verify: try verify(vector, hash: vector.digestInfoHash("SHAAlg"))
    case .labelled: try labelled(vector)
    case .wycheproofGenerate: try wycheproofGenerate(vector, hash: vector.digestInfoHash("sha"))
    case .wycheproofVerify: try wycheproofVerify(vector, hash: vector.digestInfoHash("sha"))
    }
  }

  private func generate(
    _ vector: VectorCase, hash: any DigestInfoHash.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPrivateKey(.cavp)
    return try verdict(
      vector, signature: sign(vector.bytes("Msg"), key, hash), key: key.publicKey, message: "Msg",
      field: "S", hash: hash)
  }

  private func labelled(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let key = try vector.rsaPrivateKey(.labelled)
    return try verdict(
      vector, signature: sign(vector.bytes("message"), key, SHA1.self), key: key.publicKey,
      message: "message", field: "signature", hash: SHA1.self)
  }

  /// The signature is deterministic, so it must be the published one; that one must verify.
  private func verdict<H: DigestInfoHash>(
    _ vector: VectorCase, signature: [UInt8], key: RSA.PublicKey, message: String, field: String,
    hash: H.Type
  ) throws(VectorError) -> Verdict {
    let expected = try vector.bytes(field)
    guard signature == expected else {
      return .comparing(signature, with: expected, field: field)
    }
    let isValid = PKCS1v15.verify(
      signature: expected, message: try vector.bytes(message), key: key, hash: hash)
    return .comparing(accepted: isValid, with: true, field: field)
  }

  private func verify<H: DigestInfoHash>(
    _ vector: VectorCase, hash: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPublicKey(modulus: "n", exponent: "e")
    let isValid = PKCS1v15.verify(
      signature: try vector.bytes("S", padded: key.modulusLength),
      message: try vector.bytes("Msg", padded: 128), key: key, hash: hash)
    return .comparing(accepted: isValid, with: try vector.expectsPass(), field: "Result")
  }

  private func wycheproofGenerate(
    _ vector: VectorCase, hash: any DigestInfoHash.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPrivateKey(.wycheproof(vector))
    let signature = try sign(vector.bytes("msg"), key, hash)
    return try vector.verdict(computed: signature, field: "sig")
  }

  private func wycheproofVerify<H: DigestInfoHash>(
    _ vector: VectorCase, hash: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.wycheproofRSAPublicKey()
    let isValid = PKCS1v15.verify(
      signature: try vector.bytes("sig"), message: try vector.bytes("msg"), key: key, hash: hash)
    return try vector.verdict(accepted: isValid, field: "sig")
  }

  private func sign(
    _ message: [UInt8], _ key: borrowing RSA.PrivateKey, _ hash: any DigestInfoHash.Type
  ) throws(VectorError) -> [UInt8] {
    do {
      return try PKCS1v15.sign(message: message, key: key, hash: hash)
    } catch {
      throw .malformed(field: "n", expected: "a key that signs", found: "\(error)")
    }
  }
}

extension CaseLayout {
  /// NIST's signatures with RSA: keys stand above the cases, but for the exponents of a
  /// verification, which differ from case to case.
  static func rsaSignature(isVerification: Bool) -> CaseLayout {
    isVerification
      ? CaseLayout(
        fields: ["SHAAlg", "e", "Msg", "S", "Result"],
        optional: ["d", "SaltVal", "EM with hash moved", "EM with trailer wrong"])
      : CaseLayout(fields: ["SHAAlg", "Msg", "S"], optional: ["SaltVal"])
  }
}

extension VectorCase {
  /// The octets of a field in which NIST's SigVer15_186-3.rsp leaves out a first digit 0.
  ///
  /// Only where all others of `count` octets are there, so that a field that was cut off is seen.
  fileprivate func bytes(_ field: String, padded count: Int) throws(VectorError) -> [UInt8] {
    let digits = try text(field)
    guard digits.utf8.count == 2 * count - 1 else { return try bytes(field) }
    return try decode("0" + digits, field: field)
  }

  /// The hash function that a field names, when it has a `DigestInfo` (RFC 8017, section 9.2).
  func digestInfoHash(_ field: String) throws(VectorError) -> any DigestInfoHash.Type {
    guard let hash = try hash(field) as? any DigestInfoHash.Type else {
      throw .unsupported(reason: "no DigestInfo of \(try text(field))")
    }
    return hash
  }
}
