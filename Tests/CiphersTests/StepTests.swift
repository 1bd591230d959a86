import Bytes
import Ciphers
import Testing

/// What AES and CBC report, against the examples of FIPS 197 and SP 800-38A.
struct StepTests {
  static let key = "000102030405060708090a0b0c0d0e0f"
  static let plaintext = "00112233445566778899aabbccddeeff"

  static func hex(_ state: AES.State) -> String { Hex.encode(state.bytes) }

  /// FIPS 197 (2001), appendix C.1.
  @Test("the cipher reports what appendix C.1 prints")
  func cipher() throws {
    let aes = try AES(key: Hex.decode(StepTests.key))
    var recorder = Recorder<AES.Step>()
    let output = aes.encrypt(block: try Hex.decode(StepTests.plaintext), observer: &recorder)
    #expect(output == aes.encrypt(block: try Hex.decode(StepTests.plaintext)))
    let lines = recorder.steps.map { step -> String in
      switch step {
      case .input(let state): "round[0].input \(StepTests.hex(state))"
      case .start(let round, let state): "round[\(round)].start \(StepTests.hex(state))"
      case .sBox(let round, let state): "round[\(round)].s_box \(StepTests.hex(state))"
      case .sRow(let round, let state): "round[\(round)].s_row \(StepTests.hex(state))"
      case .mCol(let round, let state): "round[\(round)].m_col \(StepTests.hex(state))"
      case .kSch(let round, let state): "round[\(round)].k_sch \(StepTests.hex(state))"
      case .output(let state): "round[10].output \(StepTests.hex(state))"
      default: "unexpected"
      }
    }
    #expect(
      lines.prefix(8) == [
        "round[0].input 00112233445566778899aabbccddeeff",
        "round[0].k_sch 000102030405060708090a0b0c0d0e0f",
        "round[1].start 00102030405060708090a0b0c0d0e0f0",
        "round[1].s_box 63cab7040953d051cd60e0e7ba70e18c",
        "round[1].s_row 6353e08c0960e104cd70b751bacad0e7",
        "round[1].m_col 5f72641557f5bc92f7be3b291db9f91a",
        "round[1].k_sch d6aa74fdd2af72fadaa678f1d6ab76fe",
        "round[2].start 89d810e8855ace682d1843d8cb128fe4",
      ])
    #expect(
      lines.suffix(5) == [
        "round[10].start bd6e7c3df2b5779e0b61216e8b10b689",
        "round[10].s_box 7a9f102789d5f50b2beffd9f3dca4ea7",
        "round[10].s_row 7ad5fda789ef4e272bca100b3d9ff59f",
        "round[10].k_sch 13111d7fe3944a17f307a78b4d2b30c5",
        "round[10].output 69c4e0d86a7b0430d8cdb78070b4c55a",
      ])
    #expect(lines.count == 2 + 9 * 5 + 5)
  }

  /// FIPS 197 (2001), appendix C.1.
  @Test("the inverse cipher reports what appendix C.1 prints")
  func inverseCipher() throws {
    let aes = try AES(key: Hex.decode(StepTests.key))
    var recorder = Recorder<AES.Step>()
    let ciphertext = try Hex.decode("69c4e0d86a7b0430d8cdb78070b4c55a")
    #expect(Hex.encode(aes.decrypt(block: ciphertext, observer: &recorder)) == StepTests.plaintext)
    let lines = recorder.steps.map { step -> String in
      switch step {
      case .iInput(let state): "round[0].iinput \(StepTests.hex(state))"
      case .iStart(let round, let state): "round[\(round)].istart \(StepTests.hex(state))"
      case .isRow(let round, let state): "round[\(round)].is_row \(StepTests.hex(state))"
      case .isBox(let round, let state): "round[\(round)].is_box \(StepTests.hex(state))"
      case .ikSch(let round, let state): "round[\(round)].ik_sch \(StepTests.hex(state))"
      case .ikAdd(let round, let state): "round[\(round)].ik_add \(StepTests.hex(state))"
      case .iOutput(let state): "round[10].ioutput \(StepTests.hex(state))"
      default: "unexpected"
      }
    }
    #expect(
      lines.prefix(8) == [
        "round[0].iinput 69c4e0d86a7b0430d8cdb78070b4c55a",
        "round[0].ik_sch 13111d7fe3944a17f307a78b4d2b30c5",
        "round[1].istart 7ad5fda789ef4e272bca100b3d9ff59f",
        "round[1].is_row 7a9f102789d5f50b2beffd9f3dca4ea7",
        "round[1].is_box bd6e7c3df2b5779e0b61216e8b10b689",
        "round[1].ik_sch 549932d1f08557681093ed9cbe2c974e",
        "round[1].ik_add e9f74eec023020f61bf2ccf2353c21c7",
        "round[2].istart 54d990a16ba09ab596bbf40ea111702f",
      ])
    #expect(
      lines.suffix(5) == [
        "round[10].istart 6353e08c0960e104cd70b751bacad0e7",
        "round[10].is_row 63cab7040953d051cd60e0e7ba70e18c",
        "round[10].is_box 00102030405060708090a0b0c0d0e0f0",
        "round[10].ik_sch 000102030405060708090a0b0c0d0e0f",
        "round[10].ioutput 00112233445566778899aabbccddeeff",
      ])
    #expect(lines.count == 2 + 9 * 5 + 5)
  }

  /// The words of a key expansion that are computed.
  static func expandedWords(_ key: String) throws -> [AES.ExpandedWord] {
    var recorder = Recorder<AES.Step>()
    let aes = try AES(key: Hex.decode(key), observer: &recorder)
    _ = consume aes
    #expect(recorder.steps.count == 4 * (key.count / 8 + 7))
    return recorder.steps.compactMap {
      if case .expandedWord(let word) = $0 { word } else { nil }
    }
  }

  /// FIPS 197 (2001), appendix A.1.
  @Test("the key expansion reports what appendix A.1 prints")
  func keyExpansion() throws {
    let words = try StepTests.expandedWords("2b7e151628aed2a6abf7158809cf4f3c")
    let first = try #require(words.first)
    #expect(first.index == 4)
    #expect(first.temp == 0x09cf_4f3c)
    #expect(first.afterRotWord == 0xcf4f_3c09)
    #expect(first.afterSubWord == 0x8a84_eb01)
    #expect(first.rcon == 0x0100_0000)
    #expect(first.afterRcon == 0x8b84_eb01)
    #expect(first.before == 0x2b7e_1516)
    #expect(first.value == 0xa0fa_fe17)
    #expect(words[1].temp == 0xa0fa_fe17)
    #expect(words[1].afterRotWord == nil)
    #expect(words[1].value == 0x8854_2cb1)
    #expect(words.last?.value == 0xb663_0ca6)
  }

  /// FIPS 197 (2001), appendix A.3.
  @Test("under 256 bits every fourth word in between is substituted too")
  func longKeyExpansion() throws {
    let words = try StepTests.expandedWords(
      "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
    let fifth = words[4]
    #expect(fifth.index == 12)
    #expect(fifth.afterRotWord == nil)
    #expect(fifth.rcon == nil)
    #expect(fifth.afterSubWord != nil)
    #expect(fifth.value == fifth.before ^ (try #require(fifth.afterSubWord)))
    #expect(words.last?.value == 0x706c_631e)
  }

  /// SP 800-38A, appendices F.2.1 and F.2.2, blocks 1 and 2.
  @Test("CBC reports the input and output blocks of SP 800-38A")
  func cbc() throws {
    let key = try Hex.decode("2b7e151628aed2a6abf7158809cf4f3c")
    let iv = try Hex.decode(CBCTests.iv)
    let plaintext = Array(try Hex.decode(CBCTests.plaintext)[..<32])
    var recorder = Recorder<CBC.Step>()
    let ciphertext = try CBC.encrypt(plaintext, key: key, iv: iv, observer: &recorder)
    #expect(ciphertext == (try CBC.encrypt(plaintext, key: key, iv: iv)))
    #expect(
      StepTests.blocks(recorder.steps) == [
        "1 plaintext 6bc1bee22e409f96e93d7e117393172a",
        "1 previous 000102030405060708090a0b0c0d0e0f",
        "1 input 6bc0bce12a459991e134741a7f9e1925",
        "1 output 7649abac8119b246cee98e9b12e9197d",
        "1 ciphertext 7649abac8119b246cee98e9b12e9197d",
        "2 plaintext ae2d8a571e03ac9c9eb76fac45af8e51",
        "2 previous 7649abac8119b246cee98e9b12e9197d",
        "2 input d86421fb9f1a1eda505ee1375746972c",
        "2 output 5086cb9b507219ee95db113a917678b2",
        "2 ciphertext 5086cb9b507219ee95db113a917678b2",
      ])
    recorder = Recorder<CBC.Step>()
    #expect(try CBC.decrypt(ciphertext, key: key, iv: iv, observer: &recorder) == plaintext)
    #expect(
      StepTests.blocks(recorder.steps) == [
        "1 ciphertext 7649abac8119b246cee98e9b12e9197d",
        "1 input 7649abac8119b246cee98e9b12e9197d",
        "1 output 6bc0bce12a459991e134741a7f9e1925",
        "1 previous 000102030405060708090a0b0c0d0e0f",
        "1 plaintext 6bc1bee22e409f96e93d7e117393172a",
        "2 ciphertext 5086cb9b507219ee95db113a917678b2",
        "2 input 5086cb9b507219ee95db113a917678b2",
        "2 output d86421fb9f1a1eda505ee1375746972c",
        "2 previous 7649abac8119b246cee98e9b12e9197d",
        "2 plaintext ae2d8a571e03ac9c9eb76fac45af8e51",
      ])
  }

  /// The blocks that CBC reported, without what happens inside the cipher.
  static func blocks(_ steps: [CBC.Step]) -> [String] {
    steps.compactMap { step in
      switch step {
      case .plaintext(let block, let state): "\(block) plaintext \(hex(state))"
      case .previous(let block, let state): "\(block) previous \(hex(state))"
      case .inputBlock(let block, let state): "\(block) input \(hex(state))"
      case .outputBlock(let block, let state): "\(block) output \(hex(state))"
      case .ciphertext(let block, let state): "\(block) ciphertext \(hex(state))"
      case .keyExpansion, .cipher: nil
      }
    }
  }
}
