import Bytes
import Ciphers
import Testing

@testable import Traces

/// The lines of NIST's examples with intermediate values, and what a student sees.
@Suite("Traces of AES and CBC")
struct CipherTraceTests {
  static let key = "2b7e151628aed2a6abf7158809cf4f3c"
  static let iv = "000102030405060708090a0b0c0d0e0f"
  static let plaintext =
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"

  private func nist(_ trace: Trace) -> [String] { trace.steps.flatMap(\.nist) }

  /// NIST, "Block Cipher Modes of Operation: Electronic Codebook (ECB)", ECB-AES128.
  @Test("ECB-AES128 (Encryption), block 1")
  func encryption() throws {
    let trace = try Trace.aesECB(
      key: Hex.decode(CipherTraceTests.key), message: Hex.decode(CipherTraceTests.plaintext))
    let lines = nist(trace)
    let start = try #require(lines.firstIndex(of: "ECB-AES128 (Encryption)"))
    #expect(
      lines[start...].prefix(17) == [
        "ECB-AES128 (Encryption)", "Key is", "2B7E1516 28AED2A6 ABF71588 09CF4F3C",
        "Plaintext is", "6BC1BEE2 2E409F96 E93D7E11 7393172A",
        "AE2D8A57 1E03AC9C 9EB76FAC 45AF8E51", "30C81C46 A35CE411 E5FBC119 1A0A52EF",
        "F69F2445 DF4F9B17 AD2B417B E66C3710",
        "KeyAddition 40BFABF4 06EE4D30 42CA6B99 7A5C5816", "Round = 1",
        "Substitution 090862BF 6F28E304 2C747FEE DA4A6A47",
        "ShiftRow 09287F47 6F746ABF 2C4A6204 DA08E3EE",
        "MixColumn 529F16C2 978615CA E01AAE54 BA1A2659",
        "KeyAddition F265E8D5 1FD2397B C3B9976D 9076505C", "Round = 2",
        "Substitution 894D9B03 C0B51221 2E56883C 6038534A",
        "ShiftRow 89B5884A C0565303 2E389B21 604D123C",
      ])
    #expect(lines.filter { $0 == "Round = 9" }.count == 4)
    #expect(!lines.contains("Round = 10"))
    #expect(
      lines.suffix(8) == [
        "Substitution AB112CB6 EE1851B9 63068172 B21C88F6",
        "ShiftRow AB1881F6 EE0688B6 631C2CB9 B2115172",
        "KeyAddition 7B0C785E 27E8AD3F 82232071 04725DD4",
        "Ciphertext is", "3AD77BB4 0D7A3660 A89ECAF3 2466EF97",
        "F5D3D585 03B9699D E785895A 96FDBAAF", "43B1CD7F 598ECE23 881B00E3 ED030688",
        "7B0C785E 27E8AD3F 82232071 04725DD4",
      ])
  }

  /// NIST, "Block Cipher Modes of Operation: Electronic Codebook (ECB)", ECB-AES128.
  @Test("ECB-AES128 (Decryption), block 1")
  func decryption() throws {
    let trace = try Trace.aes(
      key: Hex.decode(CipherTraceTests.key),
      block: Hex.decode("3ad77bb40d7a3660a89ecaf32466ef97"), decrypt: true)
    #expect(trace.results == [TraceValue("plaintext", "6bc1bee22e409f96e93d7e117393172a")])
    let lines = nist(trace)
    #expect(
      lines.prefix(17) == [
        String(repeating: "=", count: 62), "ECB-AES128 (Decryption)",
        String(repeating: "-", count: 62), "Key is", "2B7E1516 28AED2A6 ABF71588 09CF4F3C",
        "Ciphertext is", "3AD77BB4 0D7A3660 A89ECAF3 2466EF97",
        "KeyAddition EAC3821C C49413E9 49A1C63B 9205E331",
        "Substitution BB3311C4 88E782EB A4F1C749 74364D2E",
        "ShiftRow BB36C7EB 88334D49 A4E7112E 74F182C4", "Round = 9",
        "KeyAddition 1741A118 91C99168 8C36386F 23AD82AA",
        "InvMixColumn 8333F0AF FF15A6ED C191B409 770E815E",
        "Substitution 4166171B 7D2FC553 DDACC640 02D7919D",
        "ShiftRow 41D7C653 7D669140 DD2F179D 02ACC51B", "Round = 8",
        "KeyAddition AB05B572 C8EB2B92 EC04E2FD 7D21EC34",
      ])
    #expect(
      lines.suffix(8) == [
        "Round = 1", "KeyAddition 529F16C2 978615CA E01AAE54 BA1A2659",
        "InvMixColumn 09287F47 6F746ABF 2C4A6204 DA08E3EE",
        "Substitution 40EE6B16 06CA58F4 425CAB30 7ABF4D99",
        "ShiftRow 40BFABF4 06EE4D30 42CA6B99 7A5C5816",
        "KeyAddition 6BC1BEE2 2E409F96 E93D7E11 7393172A",
        "Plaintext is", "6BC1BEE2 2E409F96 E93D7E11 7393172A",
      ])
  }

  @Test("longer keys have more rounds, both ways", arguments: [(16, 10), (24, 12), (32, 14)])
  func rounds(keyLength: Int, rounds: Int) throws {
    let key = (0..<keyLength).map { UInt8($0) }
    let block = (0..<16).map { UInt8($0 * 17) }
    let forth = try Trace.aes(key: key, block: block)
    let out = try Hex.decode(try #require(forth.results.last).text)
    #expect(out == (try AES(key: key)).encrypt(block: block))
    let back = try Trace.aes(key: key, block: out, decrypt: true)
    #expect(try Hex.decode(try #require(back.results.last).text) == block)
    for trace in [forth, back] {
      #expect(trace.title.hasPrefix("AES-\(8 * keyLength)"))
      #expect(trace.steps.filter { $0.depth == .rounds }.count == rounds + 1)
      #expect(nist(trace).filter { $0.hasPrefix("Round = ") }.count == rounds - 1)
      #expect(nist(trace).filter { $0.hasPrefix("KeyAddition") }.count == rounds + 1)
      #expect(nist(trace).filter { $0.hasPrefix("Substitution") }.count == rounds)
      let words = trace.steps.filter { $0.layout == .row }
      #expect(words.count == 4 * (rounds + 1))
      #expect(words.allSatisfy { $0.values.map(\.name) == words[0].values.map(\.name) })
      let additions = trace.steps.filter { $0.label.hasSuffix(" AddRoundKey()") }
      #expect(additions.count == rounds)
    }
  }

  /// FIPS 197, appendix B, round 1.
  @Test("the transformations of a round, row by row and column by column")
  func transformations() throws {
    let trace = try Trace.aes(
      key: Hex.decode(CipherTraceTests.key), block: Hex.decode("3243f6a8885a308d313198a2e0370734"))
    func values(_ label: String) -> [String] {
      trace.steps.first { $0.label == label }?.values.map(\.text) ?? []
    }
    #expect(values("Round 1: SubBytes()")[0] == "19a09ae9 → d4e0b81e")
    #expect(values("Round 1: ShiftRows()")[1] == "27bfb441 → bfb44127")
    #expect(values("Round 1: MixColumns()")[0] == "d4bf5d30 → 046681e5")
    #expect(values("Round 1: AddRoundKey()")[0] == "046681e5 ⊕ a0fafe17 = a49c7ff2")
    #expect(values("AddRoundKey()")[0] == "3243f6a8 ⊕ 2b7e1516 = 193de3be")
    let round = try #require(trace.steps.first { $0.label == "Round 1" })
    #expect(round.values.map(\.name) == ["start", "s_box", "s_row", "m_col", "k_sch"])
    let last = try #require(trace.steps.first { $0.label == "Round 10" })
    #expect(last.values.map(\.name) == ["start", "s_box", "s_row", "k_sch", "output"])
  }

  /// FIPS 197, appendix A.1.
  @Test("the key expansion is the table of appendix A")
  func keyExpansion() throws {
    let trace = try Trace.aes(
      key: Hex.decode(CipherTraceTests.key), block: [UInt8](repeating: 0, count: 16))
    let rows = trace.steps.filter { $0.layout == .row }.map { $0.values.map(\.text) }
    #expect(rows[0] == ["0", "", "", "", "", "", "2b7e1516"])
    #expect(
      rows[4] == ["4", "09cf4f3c", "cf4f3c09", "8a84eb01", "01000000", "2b7e1516", "a0fafe17"])
    #expect(rows[5] == ["5", "a0fafe17", "", "", "", "28aed2a6", "88542cb1"])
  }

  /// SP 800-38A, appendices F.2.1 and F.2.2.
  @Test("CBC-AES128: the blocks of SP 800-38A")
  func cbc() throws {
    let key = try Hex.decode(CipherTraceTests.key)
    let iv = try Hex.decode(CipherTraceTests.iv)
    let plaintext = try Hex.decode(CipherTraceTests.plaintext)
    let trace = try Trace.cbc(key: key, iv: iv, message: plaintext, padding: false)
    let lines = nist(trace)
    let first = try #require(lines.firstIndex(of: "Block #1"))
    #expect(
      lines[first...].prefix(6) == [
        "Block #1", "Plaintext 6BC1BEE2 2E409F96 E93D7E11 7393172A",
        "Input Block 6BC0BCE1 2A459991 E134741A 7F9E1925",
        "Output Block 7649ABAC 8119B246 CEE98E9B 12E9197D",
        "Ciphertext 7649ABAC 8119B246 CEE98E9B 12E9197D", "Block #2",
      ])
    #expect(
      lines.suffix(5) == [
        "Ciphertext is", "7649ABAC 8119B246 CEE98E9B 12E9197D",
        "5086CB9B 507219EE 95DB113A 917678B2", "73BED6B8 E3C1743B 7116E69E 22229516",
        "3FF1CAA1 681FAC09 120ECA30 7586E1A7",
      ])
    #expect(lines.allSatisfy { $0.utf8.count <= 80 })
    let ciphertext = try CBC.encrypt(plaintext, key: key, iv: iv)
    let back = try Trace.cbc(key: key, iv: iv, message: ciphertext, decrypt: true, padding: false)
    #expect(back.results == [TraceValue("plaintext", CipherTraceTests.plaintext)])
    let backLines = nist(back)
    let second = try #require(backLines.firstIndex(of: "Block #2"))
    #expect(
      backLines[second...].prefix(5) == [
        "Block #2", "Ciphertext 5086CB9B 507219EE 95DB113A 917678B2",
        "Input Block 5086CB9B 507219EE 95DB113A 917678B2",
        "Output Block D86421FB 9F1A1EDA 505EE137 5746972C",
        "Plaintext AE2D8A57 1E03AC9C 9EB76FAC 45AF8E51",
      ])
  }

  @Test("messages of any length are padded and come back", arguments: [0, 1, 15, 16, 17, 40])
  func padding(length: Int) throws {
    let key = try Hex.decode(CipherTraceTests.key)
    let iv = try Hex.decode(CipherTraceTests.iv)
    let message = (0..<length).map { UInt8($0) }
    let forth = try Trace.cbc(key: key, iv: iv, message: message)
    let ciphertext = try Hex.decode(try #require(forth.results.last).text)
    #expect(ciphertext == (try CBC.encryptPadded(message, key: key, iv: iv)))
    let back = try Trace.cbc(key: key, iv: iv, message: ciphertext, decrypt: true)
    #expect(try Hex.decode(try #require(back.results.last).text) == message)
  }

  @Test("what the primitives refuse, the traces refuse")
  func refused() throws {
    let key = try Hex.decode(CipherTraceTests.key)
    let bytes = [UInt8](repeating: 0, count: 17)
    #expect(throws: CipherError.plaintextLength(found: 17, blockLength: 16)) {
      try Trace.aes(key: key, block: bytes)
    }
    #expect(throws: CipherError.ciphertextLength(found: 17, blockLength: 16)) {
      try Trace.aesECB(key: key, message: bytes, decrypt: true)
    }
    #expect(throws: CipherError.keyLength(found: 17)) { try Trace.aesECB(key: bytes, message: []) }
    #expect(throws: CipherError.ivLength(found: 17, expected: 16)) {
      try Trace.cbc(key: key, iv: bytes, message: bytes)
    }
    #expect(throws: CipherError.plaintextLength(found: 17, blockLength: 16)) {
      try Trace.cbc(key: key, iv: key, message: bytes, padding: false)
    }
    #expect(throws: CipherError.decryption) {
      try Trace.cbc(key: key, iv: key, message: [], decrypt: true)
    }
  }
}
