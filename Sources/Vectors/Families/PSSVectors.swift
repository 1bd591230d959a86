import Hashing
import PublicKey

/// RSASSA-PSS (RFC 8017, section 8.1): NIST's generation and verification (RSAVS), RSA
/// Laboratories' texts, and Wycheproof.
struct PSSVectors: VectorFamily {
  static let algorithm = "RSASSA-PSS"

  private enum Source {
    case generate
    case verify
    case labelled
    case wycheproof
  }

  let layout: CaseLayout
  private let source: Source

  init?(recognising document: VectorDocument) {
    if let text = document.response, text.hasFields("n", "SHAAlg", "Msg", "S", "SaltVal"),
      text.header.contains("pss")
    {
      source = text.hasFields("Result") ? .verify : .generate
      layout = .rsaSignature(isVerification: text.hasFields("Result"))
    } else if let text = document.labelled, text.hasFields("salt", "signature") {
      source = .labelled
      layout = CaseLayout(fields: ["message", "salt", "signature"], blankLineEndsCase: false)
    } else if let file = document.wycheproof, file.types == ["RsassaPssVerify"] {
      source = .wycheproof
      layout = CaseLayout(fields: [])
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .generate:
      let hash = try vector.hash("SHAAlg")
      return try generate(vector, .cavp, fields: ("Msg", "SaltVal", "S"), hash)
    case .verify:
      let hash = try vector.hash("SHAAlg")
      return try verify(vector, hash)
    case .labelled:
      return try generate(vector, .labelled, fields: ("message", "salt", "signature"), SHA1.self)
    case .wycheproof:
      let hash = try vector.hash("sha")
      guard try vector.text("mgf") == "MGF1", try vector.text("mgfSha") == vector.text("sha") else {
        throw .unsupported(reason: "no mask of another hash function than the message's")
      }
      return try wycheproof(vector, hash)
    }
  }

  /// With its salt given a signature is deterministic, so it must be the published one; that one
  /// must verify.
  private func generate<H: HashFunction>(
    _ vector: VectorCase, _ names: RSAFieldNames,
    fields: (message: String, salt: String, signature: String), _: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPrivateKey(names)
    let (message, salt) = (try vector.bytes(fields.message), try vector.salt(fields.salt))
    let expected = try vector.bytes(fields.signature)
    let signature: [UInt8]
    do {
      signature = try PSS<H>.sign(message: message, key: key, salt: salt)
    } catch {
      throw .malformed(field: names.n, expected: "a key that signs", found: "\(error)")
    }
    guard signature == expected else {
      return .comparing(signature, with: expected, field: fields.signature)
    }
    let isValid = PSS<H>.verify(
      signature: expected, message: message, key: key.publicKey, saltLength: salt.count)
    return .comparing(accepted: isValid, with: true, field: fields.signature)
  }

  private func verify<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPublicKey(modulus: "n", exponent: "e")
    let isValid = PSS<H>.verify(
      signature: try vector.bytes("S"), message: try vector.bytes("Msg"), key: key,
      saltLength: try vector.salt("SaltVal").count)
    return .comparing(accepted: isValid, with: try vector.expectsPass(), field: "Result")
  }

  private func wycheproof<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.wycheproofRSAPublicKey()
    let isValid = PSS<H>.verify(
      signature: try vector.bytes("sig"), message: try vector.bytes("msg"), key: key,
      saltLength: try vector.integer("sLen"))
    return try vector.verdict(accepted: isValid, field: "sig")
  }
}

extension VectorCase {
  /// A salt; NIST writes the empty one as a single zero octet.
  fileprivate func salt(_ field: String) throws(VectorError) -> [UInt8] {
    let salt = try bytes(field)
    return salt == [0] ? [] : salt
  }
}
