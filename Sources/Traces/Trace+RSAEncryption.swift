import Arithmetic
import Bytes
import Hashing
import PublicKey

extension Trace {
  /// Traces encryption with RSA (RFC 8017, section 7): encoding, then RSAEP.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - key: The public key.
  ///   - scheme: The encoding.
  /// - Returns: The trace, whose result is the ciphertext C.
  /// - Throws: What the scheme throws.
  public static func rsaEncrypt(
    message: [UInt8], key: RSA.PublicKey, scheme: RSAEncryption
  ) throws(PublicKeyError) -> Trace {
    var tracer = RSATracer(.encryption, key: key)
    let k = key.modulusLength
    tracer.add(
      "Message", explanation: "What is encrypted.", name: "M", octets: message)
    let m: Natural
    switch scheme {
    case .textbook: m = Natural(bigEndian: message)
    case .pkcs1v15(let paddingString):
      let encoded = try PKCS1v15.encodeForEncryption(
        message: message, paddingString: paddingString, length: k)
      tracer.observe(.octets(.ps, paddingString))
      tracer.observe(.octets(.em, encoded))
      m = Natural(bigEndian: encoded)
    case .oaep(let hash, let maskHash, let label, let seed):
      m = Natural(
        bigEndian: try oaepEncoding(
          message, hash, maskHash, label: label, seed: seed, length: k, &tracer))
    }
    tracer.add(
      "m = OS2IP(EM)", explanation: "The octets as one number, the first octet the highest.",
      name: "m", number: m)
    let c = try key.rsaep(m)
    tracer.add(
      "c = m^e mod n", explanation: "RSAEP, the public operation.", name: "c", number: c)
    let octets = try rsaOctets(c, k)
    tracer.add(
      "C = I2OSP(c, k)", explanation: "The number in as many octets as the modulus has.",
      name: "C", octets: octets)
    return Trace(
      title: "RSA encryption", citation: "RFC 8017, sections 5.1.1 and 7", steps: tracer.steps,
      results: [TraceValue("C", Hex.encode(octets))])
  }

  /// Traces decryption with RSA (RFC 8017, section 7): RSADP by the Chinese remainder theorem, then
  /// decoding.
  ///
  /// - Parameters:
  ///   - ciphertext: The ciphertext C, as long as the modulus.
  ///   - key: The private key; the trace shows it.
  ///   - scheme: The encoding.
  /// - Returns: The trace, whose result is the message M.
  /// - Throws: `PublicKeyError.decryption` when the ciphertext does not decrypt; what `rsadp`
  ///   throws.
  public static func rsaDecrypt(
    ciphertext: [UInt8], key: borrowing RSA.PrivateKey, scheme: RSADecryption
  ) throws(PublicKeyError) -> Trace {
    var tracer = RSATracer(.encryption, key: key.publicKey)
    let k = key.publicKey.modulusLength
    guard ciphertext.count == k else { throw .decryption }
    tracer.addPrivateKey(key)
    tracer.add(
      "Ciphertext", explanation: "The ciphertext, as long as the modulus.", name: "C",
      octets: ciphertext)
    let m = try key.rsadp(Natural(bigEndian: ciphertext), observer: &tracer)
    let message: [UInt8]
    switch scheme {
    case .textbook: message = m.bigEndianBytes
    case .pkcs1v15:
      message = try PKCS1v15.decrypt(ciphertext: ciphertext, key: key, observer: &tracer)
    case .oaep(let hash, let maskHash, let label):
      let encoded = try rsaOctets(m, k)
      tracer.observe(.octets(.em, encoded))
      message = try oaepDecoding(encoded, hash, maskHash, label: label, &tracer)
    }
    return Trace(
      title: "RSA decryption", citation: "RFC 8017, sections 5.1.2 and 7", steps: tracer.steps,
      results: [TraceValue("M", Hex.encode(message))])
  }

  private static func oaepEncoding<H: HashFunction, M: HashFunction>(
    _ message: [UInt8], _: H.Type, _: M.Type, label: [UInt8], seed: [UInt8], length: Int,
    _ tracer: inout RSATracer
  ) throws(PublicKeyError) -> [UInt8] {
    try OAEP<H, M>.encode(
      message: message, label: label, seed: seed, length: length, observer: &tracer)
  }

  private static func oaepDecoding<H: HashFunction, M: HashFunction>(
    _ encoded: [UInt8], _: H.Type, _: M.Type, label: [UInt8], _ tracer: inout RSATracer
  ) throws(PublicKeyError) -> [UInt8] {
    try OAEP<H, M>.decode(encoded, label: label, observer: &tracer)
  }

  /// I2OSP of a number below the modulus.
  static func rsaOctets(_ number: Natural, _ length: Int) throws(PublicKeyError) -> [UInt8] {
    do throws(ArithmeticError) {
      return try number.bigEndianBytes(count: length)
    } catch {
      throw .representativeOutOfRange
    }
  }
}
