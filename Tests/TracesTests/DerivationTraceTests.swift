import Bytes
import Hashing
import Testing

@testable import Traces

/// Traces of PBKDF2 and HKDF against their RFCs.
@Suite("Traces of key derivations")
struct DerivationTraceTests {
  @Test("PBKDF2 shows the first iterations and the last of each block")
  func pbkdf2() throws {
    // RFC 7914, section 11.
    let trace = try Trace.pbkdf2(
      SHA256.self, password: Array("Password".utf8), salt: Array("NaCl".utf8),
      iterations: 80000, length: 64)
    #expect(
      trace.results == [
        TraceValue(
          "DK",
          "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
            + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d")
      ])
    let names = trace.steps.dropFirst().dropLast().filter { $0.depth < .operations }
      .map { $0.values[0].name }
    #expect(
      names == [
        "S || INT(1)", "U_1", "U_2", "U_3", "U_80000", "T_1", "S || INT(2)", "U_1", "U_2", "U_3",
        "U_80000", "T_2",
      ])
    let first = HMAC<SHA256>.authenticationCode(
      for: Array("NaCl".utf8) + [0, 0, 0, 1], key: Array("Password".utf8))
    #expect(trace.steps[2].nist == NISTNotation.value("U_1", first))
  }

  @Test("up to ten iterations are all shown, each once", arguments: 1...12)
  func fewIterations(count: Int) throws {
    let trace = try Trace.pbkdf2(
      SHA512.self, password: [1], salt: [2], iterations: count, length: 64)
    let shown = trace.steps.filter { $0.depth == .rounds }.map { $0.values[0].name }
      .filter { $0.hasPrefix("U_") }
    let expected = count <= 10 ? Array(1...count) : [1, 2, 3, count]
    #expect(shown == expected.map { "U_\($0)" })
    // Only what was left out is said to be left out.
    #expect(trace.steps.contains { $0.explanation.contains("not shown") } == (count > 10))
    // The last sum is T, also over iterations that are not shown.
    let sums = trace.steps.filter { $0.depth == .operations }.map { $0.values[0].text }
    #expect(sums.count == expected.count - 1)
    if let last = sums.last { #expect(trace.steps.contains { $0.values == [.init("T_1", last)] }) }
  }

  @Test("what PBKDF2 cannot do its trace cannot do either")
  func refused() {
    #expect(throws: HashingError.iterations(requested: 0)) {
      try Trace.pbkdf2(SHA256.self, password: [], salt: [], iterations: 0, length: 1)
    }
  }

  @Test("HKDF shows PRK, each T and OKM as RFC 5869, appendix A.1, does")
  func hkdf() throws {
    let trace = try Trace.hkdf(
      SHA256.self, inputKeyingMaterial: [UInt8](repeating: 0x0b, count: 22),
      salt: Array(0x00...0x0c), info: Array(0xf0...0xf9), length: 42)
    let values = trace.steps.flatMap(\.values)
    #expect(
      values.contains(
        TraceValue("PRK", "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")))
    #expect(
      values.contains(
        TraceValue("T(1)", "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf")))
    #expect(
      trace.results == [
        TraceValue(
          "OKM",
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
      ])
    #expect(trace.steps.map(\.label).suffix(2) == ["Expand: T(2)", "Output keying material"])
  }
}
