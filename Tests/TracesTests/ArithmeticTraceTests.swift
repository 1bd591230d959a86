import Arithmetic
import Testing

@testable import Traces

@Suite("Traces of modular arithmetic")
struct ArithmeticTraceTests {
  private func column(_ name: String, _ trace: Trace) -> [String] {
    trace.steps.filter { $0.layout == .row }.compactMap { step in
      step.values.first { $0.name == name }?.text
    }
  }

  @Test("the power of the Handbook's example 14.81: squares and multiplies, bit by bit")
  func handbook() throws {
    // Example 14.81 raises g to 283 = 100011011 in binary: the exponents that A passes through.
    let modulus = Natural.one << 400 - 1
    let trace = try Trace.modexp(base: 2, exponent: 283, modulus: modulus)
    #expect(column("e_i", trace) == ["1", "0", "0", "0", "1", "1", "0", "1", "1"])
    let exponents = [1, 2, 4, 8, 17, 35, 70, 141, 283]
    #expect(column("A", trace) == exponents.map { NumberText.text(Natural.one << $0) })
    #expect(
      trace.steps[0].values.last == TraceValue("e in bits", "100011011"))
    #expect(trace.steps[0].explanation.contains("takes 8 squarings and 4 multiplications,"))
    #expect(trace.steps[0].explanation.contains("again and again takes 282."))
    #expect(trace.steps.filter { !$0.explanation.isEmpty }.count == 3)
  }

  @Test("a toy is shown in decimal digits, and both ways give its power")
  func toy() throws {
    let bits = try Trace.modexp(base: 49, exponent: 3671, modulus: 10403)
    #expect(bits.results == [TraceValue("g^e mod m", "2142")])
    #expect(column("A", bits).last == "2142")
    #expect(bits.steps.last?.nist == ["g^e mod m = 2142"])
    let windows = try Trace.modexp(base: 49, exponent: 3671, modulus: 10403, method: .windows)
    #expect(windows.results == bits.results)
    #expect(column("A", windows).last == "2142")
    // 12 bits in windows of two: 3671 = 321113 in base 4.
    #expect(column("e_i", windows) == ["3", "2", "1", "1", "1", "3"])
    #expect(column("g^i", windows)[..<3] == ["1", "49", "2401"])
  }

  @Test("the products of each bit are worked out by hand, where the numbers are small")
  func byHand() throws {
    let trace = try Trace.modexp(base: 7, exponent: 5, modulus: 561)
    let products = trace.steps.filter { $0.depth == .operations }.map { $0.values.map(\.text) }
    #expect(
      products == [
        ["1^2 = 1 = 0·561 + 1", "1·7 = 7 = 0·561 + 7"], ["7^2 = 49 = 0·561 + 49"],
        ["49^2 = 2401 = 4·561 + 157", "157·7 = 1099 = 1·561 + 538"],
      ])
    #expect(trace.results == [TraceValue("g^e mod m", "538")])
    let large = try Trace.modexp(base: 7, exponent: 5, modulus: Natural.one << 64 - 59)
    #expect(!large.steps.contains { $0.depth == .operations })
    let windows = try Trace.modexp(base: 7, exponent: 560, modulus: 561, method: .windows)
    #expect(windows.steps[0].explanation.contains("10 squarings and 7 multiplications,"))
    let huge = try Trace.modexp(base: 7, exponent: Natural.one << 4095, modulus: 561)
    #expect(huge.steps[0].explanation.contains("takes more than 2^4094."))
  }

  @Test("exponents 0 and 1, and moduli that do not suit")
  func edges() throws {
    #expect(
      try Trace.modexp(base: 7, exponent: 0, modulus: 11).results == [TraceValue("g^e mod m", "1")])
    #expect(
      try Trace.modexp(base: 7, exponent: 1, modulus: 11).results == [TraceValue("g^e mod m", "7")])
    #expect(
      try Trace.modexp(base: 7, exponent: 0, modulus: 11, method: .windows).results
        == [TraceValue("g^e mod m", "1")])
    for modulus in [0, 1, 2, 10] as [Natural] {
      #expect(throws: ArithmeticError.unsuitableModulus) {
        try Trace.modexp(base: 7, exponent: 3, modulus: modulus)
      }
    }
  }

  @Test("the table of Euclid's extended algorithm, as it is written by hand: 1631 and 5100")
  func euclid() {
    let trace = Trace.inverse(of: 1631, modulus: 5100)
    #expect(column("q", trace) == ["", "", "3", "7", "1", "7", "3", "1", "1", "3"])
    #expect(
      column("r", trace) == ["5100", "1631", "207", "182", "25", "7", "4", "3", "1", "0"])
    #expect(trace.results == [TraceValue("gcd", "1"), TraceValue("a^-1 mod m", "3671")])
    // Every row keeps r = s m + t a.
    let rows = zip(column("r", trace), zip(column("s", trace), column("t", trace)))
    for (r, (s, t)) in rows {
      #expect(Int(r)! == Int(s)! * 5100 + Int(t)! * 1631)
    }
  }

  @Test("each row of Euclid's table is worked out by hand, and a number above m is reduced first")
  func euclidByHand() {
    let trace = Trace.inverse(of: 3137, modulus: 3120)
    #expect(trace.steps[0].values.last == TraceValue("a mod m", "17"))
    let rows = trace.steps.filter { $0.depth == .operations }.map { $0.values.map(\.text) }
    #expect(rows.count == 4)
    #expect(rows[1] == ["17 = 1·9 + 8", "0 - 1·1 = -1", "1 - 1·(-183) = 184"])
    #expect(trace.results.last == TraceValue("a^-1 mod m", "2753"))
    #expect(Trace.inverse(of: 17, modulus: 3120).steps[0].values.count == 2)
  }

  @Test("numbers with a common divisor have no inverse, and the table shows the divisor")
  func noInverse() {
    let trace = Trace.inverse(of: 12, modulus: 18)
    #expect(trace.results == [TraceValue("gcd", "6")])
    #expect(column("r", trace) == ["18", "12", "6", "0"])
    #expect(column("s", trace) == ["1", "0", "1", "-2"])
    #expect(column("t", trace) == ["0", "1", "-1", "3"])
    #expect(trace.steps.last?.label == "No inverse")
    #expect(Trace.inverse(of: 0, modulus: 5).results == [TraceValue("gcd", "5")])
  }

  @Test("long numbers are shown in hexadecimal digits")
  func long() {
    let m = Natural.one << 89 - 1
    let trace = Trace.inverse(of: 3, modulus: m)
    let inverse = Natural.inverseVariableTime(of: 3, modulo: m)
    #expect(trace.results.last?.text == inverse?.hexadecimal)
  }
}
