import Testing

@testable import ChatLab

/// What the standards print of their own examples, found again in a trace.
@Suite("Traces in the notation of NIST's worked examples")
struct WorkedExampleTests {
  private func nist(_ line: [String]) -> [String] {
    Runs.lines(run(["trace"] + line + ["--format", "nist"], of: .chatLab).output).map(String.init)
  }

  @Test("SHA-256 of three letters: schedule, rounds and sums (FIPS 180-2, appendix B.1)")
  func sha256() throws {
    let lines = nist(["sha256", "abc"])
    #expect(lines.filter { $0.hasPrefix("W[") }.count == 16)
    #expect(lines.contains("W[0] = 61626380") && lines.contains("W[15] = 00000018"))
    #expect(lines.filter { $0.hasPrefix("t=") }.count == 64)
    #expect(
      lines.contains(
        "t= 0: 5D6AEBCD 6A09E667 BB67AE85 3C6EF372 FA2A4622 510E527F 9B05688C 1F83D9AB"))
    #expect(
      lines.contains(
        "t=63: 506E3058 D39A2165 04D24D6C B85E2CE9 5EF50F24 FB121210 948D25B6 961F4894"))
    #expect(lines.contains("H[0] = 6A09E667 + 506E3058 = BA7816BF"))
    #expect(lines.contains("H[7] = 5BE0CD19 + 961F4894 = F20015AD"))
    #expect(
      lines.suffix(2).joined(separator: " ")
        == "BA7816BF 8F01CFEA 414140DE 5DAE2223 B00361A3 96177A9C B410FF61 F20015AD")
  }

  @Test("The notation is the same at every depth")
  func depth() {
    let line = ["sha256", "abc"]
    #expect(nist(line + ["--depth", "outline"]) == nist(line + ["--depth", "operations"]))
  }

  @Test("HMAC under a key as long as a block: K0 and its disguises (FIPS 198-1, section 4)")
  func hmac() {
    let key = (0..<64).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let lines = nist(["hmac", "Sample message for keylen=blocklen", "--key", key])
    #expect(lines.contains("Key length = 64") && lines.contains("K0^ipad is"))
    let ipad = lines.firstIndex(of: "K0^ipad is").map { lines[$0 + 1] }
    #expect(ipad == "36373435 32333031 3E3F3C3D 3A3B3839")
    #expect(
      lines.suffix(3).joined(separator: " ")
        == "mac is 8BB9A1DB 9806F20D F7F77B82 138C7914 D174D59E 13DC4D01 69C9057B 133E1D62")
  }

  @Test("AES-128 on the block of FIPS 197, appendix B")
  func aes() {
    let key = "2b7e151628aed2a6abf7158809cf4f3c"
    let block = "3243f6a8885a308d313198a2e0370734"
    let lines = nist(["aes", "--key", key, "--block", block])
    // The appendix shows the state as a square; these are its columns one after the other.
    let squeezed = lines.map { $0.split(separator: " ").joined(separator: " ") }
    for line in [
      "Substitution D42711AE E0BF98F1 B8B45DE5 1E415230",
      "ShiftRow D4BF5D30 E0B452AE B84111F1 1E2798E5",
      "MixColumn 046681E5 E0CB199A 48F8D37A 2806264C",
      "KeyAddition A49C7FF2 689F352B 6B5BEA43 026A5049",
      "Substitution E9098972 CB31075F 3D327D94 AF2E2CB5",
      "ShiftRow E9317DB5 CB322C72 3D2E895F AF090794",
    ] { #expect(squeezed.contains(line), "\(line)") }
    #expect(squeezed.count { $0.hasPrefix("Round = ") } >= 9)
    #expect(squeezed.contains("3925841D 02DC09FB DC118597 196A0B32"))
    let text = run(["trace", "aes", "--key", key, "--block", block], of: .chatLab).output
    #expect(text.contains("k_sch  a0fafe1788542cb123a339392a6c7605"))
    #expect(text.contains("m_col  046681e5e0cb199a48f8d37a2806264c"))
  }

  @Test("CBC: the first two blocks of SP 800-38A, section F.2.1")
  func cbc() {
    let lines = nist([
      "cbc", "--key", "2b7e151628aed2a6abf7158809cf4f3c", "--iv",
      "000102030405060708090a0b0c0d0e0f",
      "--hex", "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51",
    ]).joined(separator: "\n")
    for words in [
      // The input of the cipher, P_1 + IV, and both blocks of ciphertext.
      "6BC0BCE1 2A459991 E134741A 7F9E1925", "7649ABAC 8119B246 CEE98E9B 12E9197D",
      "D86421FB 9F1A1EDA 505EE137 5746972C", "5086CB9B 507219EE 95DB113A 917678B2",
    ] { #expect(lines.contains(words), "\(words)") }
  }

  @Test("ECDSA: k, r and s of RFC 6979, appendix A.2.5, P-256 with SHA-256")
  func ecdsa() {
    let key = "0xc9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"
    let digits = nist(["ecdsa", "sign", "sample", "--key", key]).joined().filter { $0 != " " }
    for number in [
      "A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60",
      "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
      "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    ] { #expect(digits.contains(number), "\(number)") }
  }

  @Test("A point on a curve for the blackboard: 7 (5, 1) on y^2 = x^3 + 2x + 2 modulo 17")
  func toy() {
    // Seven times the base point, added up by hand: (6, 3), (10, 6), (3, 1), (9, 16), (16, 13).
    let lines = Runs.lines(run(["trace", "toy-17", "multiply", "7"], of: .chatLab).output)
    #expect(lines.contains("  k P  (0, 6)"))
  }
}
