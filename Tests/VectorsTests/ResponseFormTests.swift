import Testing

@testable import Vectors

/// Response files of NIST in forms of which the project has no file; the values are small ones that
/// can be checked by hand, or published ones in another shape.
@Suite("Other forms of NIST's response files")
struct ResponseFormTests {
  private func report(_ text: String, name: String = "file") -> FileReport {
    VectorRunner.run(VectorFile(path: name, bytes: Array(text.utf8)))
  }

  /// n = 61 * 53, e = 17, d = 2753: 65^17 = 2790 modulo n.
  private static let toyKey = "n = ca1\ne = 11\nd = ac1\n"

  @Test("RSADP (RSADPComponent800_56B.txt), with empty lines inside a case")
  func rsadp() {
    let text = """
      # CAVS 11.4
      # "RSADP Component" information
      [mod = 12]

      COUNT = 0

      \(Self.toyKey)c =  ae6
      Result = Pass
      k = 41

      c^d = 41
      k^e = ae6

      COUNT = 1
      \(Self.toyKey)c =  ca5
      Result = Fail

      """
    let report = report(text)
    #expect(report.algorithm == "RSA primitives")
    #expect(report.passed == 2)
    #expect(report.failures.isEmpty)
    #expect(self.report(text.replacing("k = 41", with: "k = 42")).failures.map(\.field) == ["k"])
    #expect(self.report(text.replacing("ca5", with: "c05")).failures.map(\.field) == ["c"])
    // Without the private exponent the public operation decides.
    let publicHalf = text.replacing("d = ac1\n", with: "")
    #expect(self.report(publicHalf).passed == 2)
    #expect(self.report(publicHalf.replacing("k = 41", with: "k = 42")).failed == 1)
  }

  @Test("RSASP1 (RSASP1.fax)")
  func rsasp1() {
    let text = "# CAVS\n[mod = 12]\n\nCOUNT = 0\n\(Self.toyKey)EM = ae6\nS = 41\n"
    #expect(report(text).passed == 1)
    #expect(report(text.replacing("S = 41", with: "S = 40")).failures.map(\.field) == ["S"])
  }

  @Test("several sections of a Monte Carlo file each begin with their own seed")
  func sections() throws {
    let small = String(
      decoding: try ProjectVectors.bytes("nist/shs/SHA224Monte.rsp"), as: UTF8.self)
    let large = String(
      decoding: try ProjectVectors.bytes("nist/shs/SHA512Monte.rsp"), as: UTF8.self)
    let report = report(small + "\n" + large)
    #expect(report.passed == 200)
    #expect(report.failures.isEmpty)
  }

  @Test("a Monte Carlo file whose name and header say nothing is found by its first case")
  func unnamedMonteCarlo() throws {
    let bytes = try ProjectVectors.bytes("nist/aes-cbc/CBCMCT128.rsp")
    let body = "# for CBC\n" + String(decoding: bytes, as: UTF8.self).drop { $0 != "[" }
    #expect(report(body).passed == 200)
    let altered = body.replacing("CIPHERTEXT = b127a5b4", with: "CIPHERTEXT = b127a5b5")
    #expect(report(altered).failed > 0)
  }

  @Test("a file for ECB is told by the lack of a vector")
  func unnamedECB() throws {
    let bytes = try ProjectVectors.bytes("nist/aes-ecb/ECBMMT128.rsp")
    let body = String(decoding: bytes, as: UTF8.self).drop { $0 != "[" }
    let report = report(String(body))
    #expect(report.algorithm == "AES-ECB")
    #expect(report.passed == 20)
  }

  @Test("ECDSA without k is verified, with digests where the header says component")
  func ecdsaWithoutK() throws {
    let bytes = try ProjectVectors.bytes("nist/ecdsa/SigGen.txt")
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let start = try #require(lines.firstIndex { $0.hasPrefix("[P-256,SHA-256]") })
    let section = lines[start..<start + 9].filter { !$0.hasPrefix("d =") && !$0.hasPrefix("k =") }
      .joined(separator: "\n")
    let report = report(section)
    #expect(report.algorithm == "ECDSA")
    #expect(report.passed == 1)
    // The same message taken for a digest does not verify.
    #expect(self.report("# SigGen component\n" + section).failures.map(\.field) == ["S"])
    // FIPS 186-2 names the curve alone and means SHA-1.
    let early = section.replacing("[P-256,SHA-256]", with: "[P-256]")
    #expect(self.report(early).failed == 1)
  }

  @Test("a file for HMAC_DRBG that does not say so is found by its first cases")
  func unnamedDRBG() {
    // The first case of NIST's drbgvectors_no_reseed.
    let text = """
      # CAVS 14.3
      # DRBG800-90A information for "drbg_no_reseed"
      [SHA-256]
      [PredictionResistance = False]

      COUNT = 0
      EntropyInput = ca851911349384bffe89de1cbdc46e6831e44d34a4fb935ee285dd14b71a7488
      Nonce = 659ba96c601dc69fc902940805ec0ca8
      PersonalizationString =
      AdditionalInput =
      AdditionalInput =
      ReturnedBits = e528e9abf2dece54d47c7e75e5fe302149f817ea9fb4bee6f4199697d04d5b89d54fbb978a15b5c4\
      43c9ec21036d2460b6f73ebad0dc2aba6e624abf07745bc107694bb7547bb0995f70de25d6b29e2d3011bb19d27676c0\
      7162c8b5ccde0668961df86803482cb37ed6d5c0bb8d50cf1f50d476aa0458bdaba806f48be9dcb8
      """
    #expect(report(text).passed == 1)
    #expect(report(text, name: "Hash_DRBG.rsp").passed == 0)
    #expect(report(text.replacing("= e528", with: "= e529")).passed == 0)
  }

  @Test("one-pass and ephemeral key agreement use the keys that the fields name")
  func keyAgreement() throws {
    let bytes = try ProjectVectors.bytes(
      "nist/ecdh/KASValidityTest_ECCStaticUnified_NOKC_ZZOnly_init.fax")
    let text = String(decoding: bytes, as: UTF8.self)
    let expected = report(text)
    #expect(expected.passed == 60)
    for (theirs, ours) in [("e", "e"), ("s", "e"), ("e", "s")] {
      let other = text.replacing("QsCAVS", with: "Q\(theirs)CAVS")
        .replacing("dsIUT", with: "d\(ours)IUT").replacing("QsIUT", with: "Q\(ours)IUT")
      #expect(report(other).passed == 60)
      #expect(report(other).reasons == expected.reasons)
    }
    #expect(report(text.replacing("dhStaticUnified", with: "MQV")).reasons == ["no MQV": 150])
  }

  /// Ways to write the same file.
  @Test(
    "line ends, marks and comments do not matter",
    arguments: ["cr", "bom", "utf16le", "utf16be", "comments", "wrapped", "spaces", "latin1"])
  func encodings(form: String) throws {
    let path = "nist/aes-cbc/CBCMMT128.rsp"
    let bytes = try ProjectVectors.bytes(path).filter { $0 != 0x0d }
    let text = String(decoding: bytes, as: UTF8.self)
    let changed: [UInt8]
    switch form {
    case "cr": changed = bytes.map { $0 == 0x0a ? 0x0d : $0 }
    case "bom": changed = [0xef, 0xbb, 0xbf] + bytes
    case "utf16le": changed = [0xff, 0xfe] + bytes.flatMap { [$0, 0] }
    case "utf16be": changed = [0xfe, 0xff] + bytes.flatMap { [0, $0] }
    case "comments":
      changed = Array(
        text.replacing(/(KEY = [0-9a-f]+|COUNT = \d+)/) { $0.output.0 + "  # a comment" }
          .replacing("[ENCRYPT]", with: "[ENCRYPT]  # until DECRYPT").utf8)
    case "wrapped":
      changed = Array(
        text.replacing(/(CIPHERTEXT = [0-9a-f]{16})/) { $0.output.0 + "\n   " }.utf8)
    case "spaces":
      changed = Array(text.replacing(/KEY = ([0-9a-f]{2})/) { "KEY = 0x\($0.output.1) " }.utf8)
    default: changed = Array("# caf".utf8) + [0xe9, 0x0a] + bytes
    }
    let report = VectorRunner.run(VectorFile(path: path, bytes: changed))
    #expect(report.algorithm == "AES-CBC")
    #expect(report.passed == 20)
    #expect(report.failures.isEmpty)
  }

  @Test(
    "a compressed file says that it is one",
    arguments: [("a gzip file", [0x1f, 0x8b, 8, 0]), ("a zip archive", [0x50, 0x4b, 3, 4])])
  func compressed(name: String, bytes: [UInt8]) {
    let report = VectorRunner.run(VectorFile(path: "x.gz", bytes: bytes + [1, 2, 3]))
    #expect(report.remark == "not recognised: \(name), expected what is inside")
  }

  @Test("huge values are refused or skipped, and nothing traps")
  func huge() {
    let digits = String(repeating: "f", count: 200_000)
    for text in [
      "[mod = 9]\nn = \(digits)\ne = 11\nc = \(digits)\nResult = Pass\nk = 1\n",
      "[mod = 9]\nn = 1\ne = 11\nc = 0\nResult = Fail\n",
      "[mod = 9]\nn = 0\ne = 0\nc = 0\nResult = Fail\n",
      "# pss\n[mod = 9]\nn = \(digits)\ne = 3\nd = 3\nSHAAlg = SHA1\nSaltVal = 00\nMsg = 00\nS = 00\n",
      "[P-256]\n\nQx = \(digits)\nQy = \(digits)\nResult = F\n",
      "[P-256,SHA-256]\n\nMsg = 00\nQx = 0\nQy = 0\nR = \(digits)\nS = 0\nResult = F\n",
      "[L = 999999999]\n\nLen = 0\nMsg = 00\nMD = 00\n",
      "[L=20]\nCount = 0\nKlen = 2147483647\nTlen = 0\nKey = 00\nMsg = 00\nMac = 00\n",
      "e = 3\np = \(digits)\nq = \(digits)\nn = 1\nd = 1\n", "e = 3\np = 0\nq = 1\nn = 1\nd = 1\n",
    ] {
      let report = report(text)
      #expect(report.cases > 0, "\(text.prefix(40))")
    }
    for json in [
      "{\"vsId\": 1e400, \"testGroups\": [{\"tgId\": {}, \"tests\": {}}]}",
      "{\"vsId\": 1, \"algorithm\": \"SHA-1\", \"testGroups\": [{\"testType\": \"LDT\", "
        + "\"tests\": [{\"largeMsg\": {\"content\": \"00\", \"fullLength\": 1e300}}]}]}",
      "{\"vsId\": 1, \"algorithm\": \"PBKDF\", \"testGroups\": [{\"testType\": \"AFT\", "
        + "\"hmacAlg\": \"SHA-1\", \"tests\": [{\"iterationCount\": 2147483647, \"keyLen\": "
        + "2147483640, \"salt\": \"\", \"password\": \"\", \"derivedKey\": \"\"}]}]}",
      String(repeating: "[", count: 100_000), "{\"testGroups\": null}",
      "{\"testGroups\": [{\"tgId\": 1, \"tests\": [null, 1, \"x\"]}]}",
    ] {
      _ = report(json)
    }
  }
}
