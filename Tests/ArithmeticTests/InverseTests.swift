import Arithmetic
import Testing

@Suite("Inverses")
struct InverseTests {
  @Test("both algorithms agree with the definition for every pair of small numbers")
  func smallNumbers() {
    for m in 1...70 as ClosedRange<UInt64> {
      for a in 0..<m {
        // By trying every number.
        let expected = (0..<m).first { a * $0 % m == 1 % m }.map { Natural($0) }
        #expect(Natural.inverse(of: Natural(a), modulo: Natural(m)) == expected)
        #expect(Natural.inverseVariableTime(of: Natural(a), modulo: Natural(m)) == expected)
      }
    }
  }

  @Test("a times its inverse is 1, modulo odd and even numbers of any size")
  func largeNumbers() {
    var random = SeededRandom(3)
    var inverted = 0
    for bitWidth in [64, 65, 127, 128, 192, 256, 521, 1024] {
      for _ in 0..<12 {
        let m = Natural.random(bitWidth: bitWidth, using: &random) + 2
        let a = Natural.random(bitWidth: bitWidth, using: &random) % m
        let inverse = Natural.inverse(of: a, modulo: m)
        #expect(inverse == Natural.inverseVariableTime(of: a, modulo: m))
        #expect((inverse != nil) == (Natural.gcd(a, m) == 1))
        if let inverse {
          #expect(a * inverse % m == 1)
          #expect(inverse < m)
          inverted += 1
        }
      }
    }
    #expect(inverted > 30)
  }

  @Test("all ones, and words at the top, carry out of every word")
  func carries() {
    for bitWidth in [64, 128, 192] {
      let m = Natural.one << bitWidth - 1
      for a in [1, 2, m - 1, m - 2, m >> 1, Natural.one << (bitWidth - 1)] {
        let inverse = Natural.inverse(of: a, modulo: m)
        #expect(inverse == Natural.inverseVariableTime(of: a, modulo: m))
        if let inverse { #expect(a * inverse % m == 1) }
      }
    }
  }

  @Test("the private exponent of the textbook key: 1631 d = 1 mod lcm(100, 102)")
  func textbookKey() {
    let lambda = Natural.lcm(100, 102)
    let d = Natural.inverse(of: 1631, modulo: lambda)
    #expect(d == 3671)
  }
}
