import Arithmetic
import Bytes
import Hashing
import PublicKey
import Testing

@testable import Traces

@Suite("Traces of RSA")
struct RSATraceTests {
  private func values(_ trace: Trace) -> [String: String] {
    Dictionary(
      trace.steps.flatMap(\.values).map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
  }

  private func toy() throws -> RSA.PrivateKey {
    try RSA.PrivateKey(prime1: 101, prime2: 103, publicExponent: 1631, sizes: .any)
  }

  private func key(_ bitWidth: Int = 1024) throws -> RSA.PrivateKey {
    var generator = HMACDRBG<SHA256>(
      entropyInput: Array(0..<32), nonce: [], personalizationString: [])
    return try RSA.generate(bitWidth: bitWidth, using: &generator)
  }

  @Test("the textbook key signs and verifies, with the CRT steps of RFC 8017, section 5.2.1")
  func textbookSignature() throws {
    let trace = try Trace.rsaSign(message: [49], key: toy(), scheme: .textbook)
    let values = values(trace)
    #expect(values["s"] == "2142" && values["m"] == "49")
    // By hand: 49^71 mod 101, 49^101 mod 103.
    #expect(values["s_1"] == "\(2142 % 101)" && values["s_2"] == "\(2142 % 103)")
    let h = ((2142 % 101 - 2142 % 103 + 202) * 51) % 101
    #expect(values["h"] == "\(h)")
    #expect(2142 % 103 + 103 * h == 2142)
    #expect(values["s^e mod n"] == "49")
    #expect(trace.results == [TraceValue("S", "085e")])
    #expect(trace.steps.flatMap(\.nist).contains("s_1 = 21"))
    let verified = Trace.rsaVerify(
      signature: [0x08, 0x5e], message: [49], key: try toy().publicKey, scheme: .textbook)
    #expect(verified.results == [TraceValue("result", "valid")])
    let refused = Trace.rsaVerify(
      signature: [0x08, 0x5f], message: [49], key: try toy().publicKey, scheme: .textbook)
    #expect(refused.results == [TraceValue("result", "invalid")])
  }

  @Test("the textbook key encrypts and decrypts")
  func textbookEncryption() throws {
    let trace = try Trace.rsaEncrypt(message: [66], key: toy().publicKey, scheme: .textbook)
    let c = try toy().publicKey.rsaep(66)
    #expect(values(trace)["c"] == c.description)
    let back = try Trace.rsaDecrypt(
      ciphertext: c.bigEndianBytes(count: 2), key: toy(), scheme: .textbook)
    #expect(back.results == [TraceValue("M", "42")])
    let values = values(back)
    #expect(values["m_1"] == "66" && values["m_2"] == "66" && values["h"] == "0")
  }

  @Test("OAEP: the trace's parts make up the encoding, and its results are the library's")
  func oaep() throws {
    let key = try key()
    let seed = [UInt8](repeating: 7, count: 32)
    let trace = try Trace.rsaEncrypt(
      message: [1, 2, 3], key: key.publicKey,
      scheme: .oaep(hash: SHA256.self, maskHash: SHA1.self, label: [5], seed: seed))
    let ciphertext = try OAEP<SHA256, SHA1>.encrypt(
      message: [1, 2, 3], label: [5], key: key.publicKey, seed: seed)
    #expect(trace.results == [TraceValue("C", Hex.encode(ciphertext))])
    let parts = values(trace)
    #expect(parts["EM"] == "00" + parts["maskedSeed"]! + parts["maskedDB"]!)
    #expect(parts["DB"] == parts["lHash"]! + parts["PS"]! + "01010203")
    let back = try Trace.rsaDecrypt(
      ciphertext: ciphertext, key: key,
      scheme: .oaep(hash: SHA256.self, maskHash: SHA1.self, label: [5]))
    #expect(back.results == [TraceValue("M", "010203")])
    let opened = values(back)
    for name in ["EM", "maskedSeed", "maskedDB", "seed", "dbMask", "seedMask", "DB", "lHash"] {
      #expect(opened[name] == parts[name], "\(name)")
    }
    #expect(throws: PublicKeyError.decryption) {
      try Trace.rsaDecrypt(
        ciphertext: ciphertext, key: key,
        scheme: .oaep(hash: SHA256.self, maskHash: SHA1.self, label: []))
    }
  }

  @Test("PKCS #1 v1.5 encryption, decrypted with the message that implicit rejection would give")
  func pkcs1v15Encryption() throws {
    let key = try key()
    let padding = [UInt8](repeating: 9, count: 128 - 3 - 2)
    let trace = try Trace.rsaEncrypt(
      message: [1, 2], key: key.publicKey, scheme: .pkcs1v15(paddingString: padding))
    let ciphertext = try Hex.decode(trace.results[0].text)
    #expect(values(trace)["EM"] == "0002" + Hex.encode(padding) + "000102")
    let back = try Trace.rsaDecrypt(ciphertext: ciphertext, key: key, scheme: .pkcs1v15)
    #expect(back.results == [TraceValue("M", "0102")])
    #expect(values(back)["KDK"]?.utf8.count == 64 && values(back)["AM"]?.utf8.count == 256)
    // Whatever the ciphertext is, there is a message.
    let other = try Trace.rsaDecrypt(
      ciphertext: [UInt8](repeating: 1, count: 128), key: key, scheme: .pkcs1v15)
    #expect(other.steps.last?.values.first?.name == "M")
  }

  @Test("signatures of both kinds are the library's, and verify step by step")
  func signatures() throws {
    let key = try key()
    let salt: [UInt8] = [1, 2, 3]
    let pss = try Trace.rsaSign(
      message: [8], key: key, scheme: .pss(hash: SHA256.self, maskHash: SHA1.self, salt: salt))
    let signature = try PSS<SHA256>.sign(message: [8], key: key, salt: salt, maskHash: SHA1.self)
    #expect(pss.results == [TraceValue("S", Hex.encode(signature))])
    let parts = values(pss)
    #expect(parts["M'"] == String(repeating: "0", count: 16) + parts["mHash"]! + "010203")
    #expect(parts["EM"] == parts["maskedDB"]! + parts["H"]! + "bc")
    for (message, saltLength, verdict) in [
      ([8], 3, "valid"), ([9], 3, "invalid"), ([8], 2, "invalid"),
    ]
      as [([UInt8], Int, String)]
    {
      let trace = Trace.rsaVerify(
        signature: signature, message: message, key: key.publicKey,
        scheme: .pss(hash: SHA256.self, maskHash: SHA1.self, saltLength: saltLength))
      #expect(trace.results == [TraceValue("result", verdict)])
    }

    let old = try Trace.rsaSign(message: [8], key: key, scheme: .pkcs1v15(hash: SHA384.self))
    let oldSignature = try PKCS1v15.sign(message: [8], key: key, hash: SHA384.self)
    #expect(old.results == [TraceValue("S", Hex.encode(oldSignature))])
    #expect(values(old)["EM"] == "0001" + values(old)["PS"]! + "00" + values(old)["T"]!)
    for (signature, verdict) in [(oldSignature, "valid"), (signature, "invalid"), ([], "invalid")] {
      let trace = Trace.rsaVerify(
        signature: signature, message: [8], key: key.publicKey,
        scheme: .pkcs1v15(hash: SHA384.self))
      #expect(trace.results == [TraceValue("result", verdict)])
    }
  }

  @Test("every step says what it is, and explains itself")
  func explanations() throws {
    let key = try key()
    let traces = [
      try Trace.rsaSign(
        message: [8], key: key, scheme: .pss(hash: SHA256.self, maskHash: SHA256.self, salt: [])),
      try Trace.rsaDecrypt(
        ciphertext: [UInt8](repeating: 1, count: 128), key: key, scheme: .pkcs1v15),
    ]
    for step in traces.flatMap(\.steps) {
      #expect(!step.label.isEmpty && !step.explanation.isEmpty && !step.values.isEmpty)
      #expect(!step.nist.isEmpty)
    }
  }
}
