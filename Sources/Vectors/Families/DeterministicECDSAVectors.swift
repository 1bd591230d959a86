import ASN1
import Hashing
import PublicKey

/// Deterministic ECDSA (RFC 6979, appendix A.2), in the form in which OpenSSL tests it: keys as
/// PEM under a name, then signatures and verifications with them.
struct DeterministicECDSAVectors: VectorFamily {
  static let algorithm = "ECDSA (RFC 6979)"
  static let aliases = ["P-256", "P-384"]

  let layout = CaseLayout(
    fields: [],
    optional: [
      "Availablein", "DigestSign", "DigestVerify", "FIPSversion", "Input", "Key", "NonceType",
      "Output", "PrivPubKeyPair", "Result",
    ])
  /// The PEM blocks under the names that the file gives them.
  private let keys: [String: String]

  init?(recognising document: VectorDocument) {
    guard let text = document.response, text.hasFields("DigestSign", "NonceType", "PEM") else {
      return nil
    }
    var keys: [String: String] = [:]
    var name: String?
    for case (.field(let field, let value), _) in text.items {
      switch field {
      case "PrivateKey", "PublicKey": name = value
      case "PEM":
        if let name { keys[name] = value }
        name = nil
      default: break
      }
    }
    self.keys = keys
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if let pair = vector.fields["PrivPubKeyPair"] {
      let names = pair.split(separator: ":").map(String.init)
      guard names.count == 2 else {
        throw .malformed(field: "PrivPubKeyPair", expected: "two names", found: pair)
      }
      let curve = try curve(names[0])
      return try self.pair(names[0], names[1], curve)
    }
    let curve = try curve(vector.text("Key"))
    if vector.fields["DigestSign"] != nil {
      let hash = try vector.hash("DigestSign")
      return try sign(vector, curve, hash)
    }
    let hash = try vector.hash("DigestVerify")
    return try verify(vector, curve, hash)
  }

  /// The curve that begins the name of a key: "P-256_PRIV".
  private func curve(_ name: String) throws(VectorError) -> any WeierstrassCurve.Type {
    try CurveName.implementation(String(name.prefix { $0 != "_" }))
  }

  private func pair<C: WeierstrassCurve>(
    _ privateName: String, _ publicName: String, _ curve: C.Type
  ) throws(VectorError) -> Verdict {
    let key = try privateKey(privateName, curve)
    let isPair = key.publicKey == (try publicKey(publicName, curve))
    return .comparing(accepted: isPair, with: true, field: "PrivPubKeyPair")
  }

  private func sign<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    let nonce = try vector.text("NonceType")
    guard nonce == "deterministic" else {
      throw .unsupported(reason: "no nonce type \(nonce)")
    }
    let key = try privateKey(vector.text("Key"), curve)
    let expected = try vector.bytes("Output")
    guard let published = ECDSASignature<C>(der: expected) else {
      throw .malformed(field: "Output", expected: "a signature in DER", found: "another encoding")
    }
    let message = try input(vector)
    let signature = try? ECDSA.sign(message: message, key: key, hash: hash, nonce: .deterministic)
    return .comparing(
      signature?.rawRepresentation ?? [], with: published.rawRepresentation, field: "Output")
  }

  private func verify<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try publicKey(vector.text("Key"), curve)
    let (message, octets) = (try input(vector), try vector.bytes("Output"))
    let isValid = ECDSASignature<C>(der: octets).map {
      ECDSA.verify(signature: $0, message: message, key: key, hash: hash)
    }
    switch vector.fields["Result"] {
    case nil: return .comparing(accepted: isValid ?? false, with: true, field: "Output")
    case "VERIFY_ERROR":
      return .comparing(accepted: isValid ?? false, with: false, field: "Output")
    case let other?:
      throw .malformed(field: "Result", expected: "VERIFY_ERROR", found: other)
    }
  }

  /// Text in quotation marks, or hexadecimal digits.
  private func input(_ vector: VectorCase) throws(VectorError) -> [UInt8] {
    let text = try vector.text("Input")
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else {
      return try vector.bytes("Input")
    }
    return Array(text.dropFirst().dropLast().utf8)
  }

  private func privateKey<C: WeierstrassCurve>(
    _ name: String, _ curve: C.Type
  ) throws(VectorError) -> ECPrivateKey<C> {
    let identifier = try ECKeyEncodings.identifier(curve)
    let text = try pem(name)
    do {
      let der = try PEM.decode(text, label: "PRIVATE KEY")
      return try ECPrivateKey(
        octets: try ECKeyEncodings.scalar(privateKeyInfo: der, curve: identifier))
    } catch {
      throw .malformed(field: "PrivateKey", expected: "a private key", found: "\(error)")
    }
  }

  private func publicKey<C: WeierstrassCurve>(
    _ name: String, _ curve: C.Type
  ) throws(VectorError) -> ECPublicKey<C> {
    let identifier = try ECKeyEncodings.identifier(curve)
    let text = try pem(name)
    do {
      let der = try PEM.decode(text, label: "PUBLIC KEY")
      return try ECPublicKey(
        encoded: try ECKeyEncodings.point(subjectPublicKeyInfo: der, curve: identifier))
    } catch {
      throw .malformed(field: "PublicKey", expected: "a public key", found: "\(error)")
    }
  }

  private func pem(_ name: String) throws(VectorError) -> String {
    guard let text = keys[name] else {
      throw .malformed(field: "Key", expected: "the name of a key above", found: name)
    }
    return text
  }
}
