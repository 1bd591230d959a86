import ASN1
import Arithmetic
import PublicKey

/// RSAES-PKCS1-v1_5 with implicit rejection (draft-irtf-cfrg-rsa-guidance, appendix B): a wrong
/// padding gives a message too, always the same for a key.
struct ImplicitRejectionVectors: VectorFamily {
  static let algorithm = "RSAES-PKCS1-v1_5, implicit rejection"
  static let aliases = ["RSAES-PKCS1-v1_5"]

  let layout = CaseLayout(fields: ["Ct", "Msg"], optional: ["Comment"])

  init?(recognising document: VectorDocument) {
    guard let text = document.response, text.hasFields("Key", "Ct", "Msg"),
      text.header.contains("implicit")
    else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let key = try privateKey(vector)
    let (ciphertext, expected) = (try vector.bytes("Ct"), try vector.bytes("Msg"))
    let message = try? PKCS1v15.decrypt(ciphertext: ciphertext, key: key)
    guard let message else { return .comparing(accepted: false, with: true, field: "Ct") }
    return .comparing(message, with: expected, field: "Msg")
  }

  /// The key in a PrivateKeyInfo (RFC 5958, section 2; RFC 8017, appendix A.1.2).
  private func privateKey(_ vector: VectorCase) throws(VectorError) -> RSA.PrivateKey {
    let octets = try vector.bytes("Key")
    do {
      var reader = DER.Reader(octets)
      var info = try reader.readSequence()
      try reader.expectEnd()
      _ = try info.readVersion(0, 1, field: "PrivateKeyInfo.version")
      var algorithm = try info.readSequence()
      try algorithm.expect(.rsaEncryption, field: "algorithm")
      try algorithm.readNull()
      var contents = DER.Reader(try info.readOctetString())
      var key = try contents.readSequence()
      _ = try key.readVersion(0, field: "RSAPrivateKey.version")
      var numbers: [Natural] = []
      for _ in 0..<5 { numbers.append(Natural(bigEndian: try key.readNaturalOctets())) }
      return try RSA.PrivateKey(
        modulus: numbers[0], publicExponent: numbers[1], privateExponent: numbers[2],
        prime1: numbers[3], prime2: numbers[4], sizes: .any)
    } catch {
      throw .malformed(field: "Key", expected: "an RSA private key", found: "\(error)")
    }
  }
}
