import Arithmetic
import Bytes
import Hashing
import PublicKey

extension Trace {
  /// Traces a signature with RSA (RFC 8017, section 8): encoding, then RSASP1 by the Chinese
  /// remainder theorem.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - key: The private key; the trace shows it.
  ///   - scheme: The encoding.
  /// - Returns: The trace, whose result is the signature S.
  /// - Throws: What the scheme throws.
  public static func rsaSign(
    message: [UInt8], key: borrowing RSA.PrivateKey, scheme: RSASignature
  ) throws(PublicKeyError) -> Trace {
    var tracer = RSATracer(.signature, key: key.publicKey)
    let k = key.publicKey.modulusLength
    tracer.addPrivateKey(key)
    tracer.add("Message", explanation: "What is signed.", name: "M", octets: message)
    let m: Natural
    switch scheme {
    case .textbook: m = Natural(bigEndian: message)
    case .pkcs1v15(let hash):
      m = Natural(bigEndian: try pkcs1v15Encoding(message, hash, length: k, &tracer))
    case .pss(let hash, let maskHash, let salt):
      m = Natural(
        bigEndian: try pssEncoding(
          message, hash, maskHash, salt: salt, bitWidth: key.publicKey.modulusBitWidth - 1,
          &tracer))
    }
    let signature = try rsaOctets(key.rsadp(m, observer: &tracer), k)
    tracer.add(
      "S = I2OSP(s, k)", explanation: "The number in as many octets as the modulus has.",
      name: "S", octets: signature)
    return Trace(
      title: "RSA signature", citation: "RFC 8017, sections 5.2.1 and 8", steps: tracer.steps,
      results: [TraceValue("S", Hex.encode(signature))])
  }

  /// Traces the verification of a signature with RSA (RFC 8017, section 8): RSAVP1, then the
  /// comparison of encodings.
  ///
  /// - Parameters:
  ///   - signature: The signature S.
  ///   - message: The message.
  ///   - key: The public key.
  ///   - scheme: The encoding.
  /// - Returns: The trace, whose result is "valid" or "invalid".
  public static func rsaVerify(
    signature: [UInt8], message: [UInt8], key: RSA.PublicKey, scheme: RSAVerification
  ) -> Trace {
    var tracer = RSATracer(.signature, key: key)
    tracer.add("Message", explanation: "What was signed.", name: "M", octets: message)
    tracer.add("Signature", explanation: "What is verified.", name: "S", octets: signature)
    let isValid: Bool
    switch scheme {
    case .textbook:
      let m = rsavp1(signature, key, &tracer)
      isValid = m != nil && m == Natural(bigEndian: message)
    case .pkcs1v15(let hash):
      let m = rsavp1(signature, key, &tracer)
      let k = key.modulusLength
      let expected = try? pkcs1v15Encoding(message, hash, length: k, &tracer)
      let encoded = m.flatMap { try? rsaOctets($0, k) }
      isValid = signature.count == k && expected != nil && encoded == expected
    case .pss(let hash, let maskHash, let saltLength):
      isValid = pssVerification(
        signature, message, key, hash, maskHash, saltLength: saltLength, &tracer)
    }
    let verdict = isValid ? "valid" : "invalid"
    tracer.add(
      "The signature is \(verdict)",
      explanation: isValid
        ? "Only the holder of the private key could find this number."
        : "The signature does not belong to this message and this key.",
      value: TraceValue("result", verdict), nist: ["Signature is \(verdict)"])
    return Trace(
      title: "RSA verification", citation: "RFC 8017, sections 5.2.2 and 8",
      steps: tracer.steps, results: [TraceValue("result", verdict)])
  }

  private static func rsavp1(
    _ signature: [UInt8], _ key: RSA.PublicKey, _ tracer: inout RSATracer
  ) -> Natural? {
    let s = Natural(bigEndian: signature)
    tracer.observe(.number(.s, s))
    guard let m = try? key.rsavp1(s) else { return nil }
    tracer.observe(.number(.m, m))
    return m
  }

  private static func pkcs1v15Encoding<H: DigestInfoHash>(
    _ message: [UInt8], _ hash: H.Type, length: Int, _ tracer: inout RSATracer
  ) throws(PublicKeyError) -> [UInt8] {
    try PKCS1v15.encode(message: message, hash: hash, length: length, observer: &tracer)
  }

  private static func pssEncoding<H: HashFunction, M: HashFunction>(
    _ message: [UInt8], _: H.Type, _ maskHash: M.Type, salt: [UInt8], bitWidth: Int,
    _ tracer: inout RSATracer
  ) throws(PublicKeyError) -> [UInt8] {
    try PSS<H>.encode(
      message: message, salt: salt, encodedBitWidth: bitWidth, maskHash: maskHash,
      observer: &tracer)
  }

  private static func pssVerification<H: HashFunction, M: HashFunction>(
    _ signature: [UInt8], _ message: [UInt8], _ key: RSA.PublicKey, _: H.Type,
    _ maskHash: M.Type, saltLength: Int, _ tracer: inout RSATracer
  ) -> Bool {
    PSS<H>.verify(
      signature: signature, message: message, key: key, saltLength: saltLength,
      maskHash: maskHash, observer: &tracer)
  }
}
