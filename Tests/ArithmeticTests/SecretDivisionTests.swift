import Arithmetic
import Bytes
import Testing

@Suite("Division in constant time")
struct SecretDivisionTests {
  static let samples: [Natural] = {
    var random = SeededRandom(40)
    let widths = [1, 2, 31, 63, 64, 65, 127, 128, 129, 200, 512]
    return [1, 2, 3] + widths.map { Natural.one << $0 - 1 }
      + widths.map { Natural.one << $0 }
      + widths.map { Natural.random(bitWidth: $0, using: &random) + 1 }
  }()

  @Test("agrees with Knuth's division for numbers of every pair of widths")
  func division() {
    for a in Self.samples + [0] {
      for b in Self.samples {
        let (quotient, remainder) = a.quotientAndRemainderInConstantTime(dividingBy: b)
        let expected = a.quotientAndRemainder(dividingBy: b)
        #expect(quotient == expected.quotient && remainder == expected.remainder)
      }
    }
  }

  @Test("gives the greatest common divisor that Euclid gives")
  func divisors() {
    for a in Self.samples {
      for b in Self.samples {
        #expect(Natural.gcdInConstantTime(a, b) == Natural.gcd(a, b))
        #expect(Natural.gcdInConstantTime(a * 30, b * 12) == Natural.gcd(a * 30, b * 12))
      }
    }
  }

  @Test("inverts a small public number modulo every number")
  func inverses() {
    for e in 2...40 as ClosedRange<UInt64> {
      for m in 1...60 as ClosedRange<UInt64> {
        #expect(
          Natural.inverse(ofPublic: Natural(e), modulo: Natural(m))
            == Natural.inverseVariableTime(of: Natural(e), modulo: Natural(m)))
      }
      for m in Self.samples {
        #expect(
          Natural.inverse(ofPublic: 65537 + Natural(e), modulo: m)
            == Natural.inverseVariableTime(of: 65537 + Natural(e), modulo: m))
      }
    }
  }
}
