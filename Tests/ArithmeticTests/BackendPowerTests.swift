import Bytes
import Processor
import Testing

@testable import Arithmetic

/// The loops for the IFMA instructions against those in words, called directly, so that no test
/// changes the backend of the process.
@Suite("Powers on both backends", .enabled(if: InstructionSets.offered.contains(.ifma)))
struct BackendPowerTests {
  /// Odd moduli with as many bits as there are digits, vectors and words to go wrong at: all ones,
  /// one high bit, and random ones.
  static let moduli: [Natural] = {
    var random = SeededRandom(60)
    // From 623 to 1038 bits there are three vectors; a digit more begins at 52 k - 1.
    let widths = [
      512, 513, 518, 519, 571, 622, 623, 640, 767, 768, 1023, 1024, 1025, 1038, 1039, 1040, 1090,
      1091, 1092,
      1536, 2047, 2048, 3072,
    ]
    return widths.flatMap { width in
      let top = Natural.one << (width - 1)
      let drawn = Natural.random(bitWidth: width - 1, using: &random)
      return [Natural.one << width - 1, top + 1, top + (drawn.isEven ? drawn + 1 : drawn)]
    }
  }()

  private func inWords(
    _ modulo: Montgomery, _ base: Natural, _ exponent: Natural, exponentBitWidth: Int
  ) -> Natural {
    var observer = Unobserved<ModularPowerStep>()
    return modulo.powerInWords(
      base, exponent, exponentBitWidth: exponentBitWidth, observer: &observer)
  }

  #if arch(x86_64)
    @Test("give the same for bases and exponents at the edges and between", arguments: moduli)
    func powers(_ m: Natural) throws {
      let modulo = try Montgomery(modulus: m)
      let digits = try #require(modulo.digits)
      var random = SeededRandom(61)
      let bases: [Natural] = [
        0, 1, 2, m - 1, m, m + 1, Natural.one << (64 * m.words.count) - 1,
        Natural.random(bitWidth: m.bitWidth - 1, using: &random),
        Natural.random(bitWidth: 2 * m.bitWidth, using: &random),
        Natural.one << (2 * m.bitWidth) - 1,
      ]
      let exponents: [(Natural, Int)] = [
        (0, 1), (1, 1), (2, 64), (65537, 17), (Natural.one << 130 - 1, 130),
        (Natural.random(bitWidth: 200, using: &random), 203),
      ]
      for base in bases {
        for (exponent, width) in exponents {
          let expected = inWords(modulo, base, exponent, exponentBitWidth: width)
          #expect(
            modulo.powerInDigits(base, exponent, exponentBitWidth: width, digits) == expected)
          guard !exponent.isZero else { continue }
          #expect(modulo.powerInDigitsVariableTime(base, exponent, digits) == expected)
        }
      }
    }

    @Test("give the same for two moduli at once")
    func pairs() throws {
      var random = SeededRandom(62)
      let small = Self.moduli.filter { (1000...1038).contains($0.bitWidth) }
      #expect(small.count == 12)
      for first in small {
        for second in small {
          let (p, q) = (try Montgomery(modulus: first), try Montgomery(modulus: second))
          let (pDigits, qDigits) = (try #require(p.digits), try #require(q.digits))
          guard pDigits.steps == qDigits.steps else { continue }
          let base = Natural.random(bitWidth: 2048, using: &random)
          let e1 = Natural.random(bitWidth: 120, using: &random)
          let e2 = Natural.one << 121 - 1
          let (x, y) = Montgomery.powersInDigits(
            of: base, p, e1, pDigits, q, e2, qDigits, exponentBitWidth: 121)
          #expect(x == inWords(p, base, e1, exponentBitWidth: 121))
          #expect(y == inWords(q, base, e2, exponentBitWidth: 121))
        }
      }
    }

    @Test("multiplies digits that are all ones, where every carry runs", arguments: moduli)
    func carries(_ m: Natural) throws {
      let modulo = try Montgomery(modulus: m)
      let digits = try #require(modulo.digits)
      let memory = DigitMemory(digits, count: 2)
      // Below 2 m', as every residue is.
      let mPrime = Natural(words: DigitModulus.words(of: digits.modulus)) - 1
      let ones = Natural.one << mPrime.bitWidth - 1
      let inverse = try #require(
        Natural.inverseVariableTime(of: Natural.one << (52 * digits.steps), modulo: m))
      for (a, b) in [(ones, ones), (ones, 1), (mPrime, mPrime), (2 * mPrime - 1, ones), (0, ones)] {
        memory.set(0, DigitModulus.digits(of: a.words, count: digits.length))
        memory.set(1, DigitModulus.digits(of: b.words, count: digits.length))
        memory.multiply(0, 1, into: 0)
        let result = memory.get(0)
        #expect(result.allSatisfy { $0 < 1 << 52 })
        let number = Natural(words: DigitModulus.words(of: result))
        #expect(number < 2 * mPrime)
        #expect(number % m == a * b * inverse % m)
      }
    }
  #endif
}

@Suite("Digits of 52 bits")
struct DigitTests {
  @Test("join to the number that they were cut from")
  func digits() {
    var random = SeededRandom(63)
    for bitWidth in [1, 51, 52, 53, 64, 104, 105, 1024, 1040, 1041] {
      for number in [
        Natural.random(bitWidth: bitWidth, using: &random), Natural.one << bitWidth - 1,
      ] {
        let digits = DigitModulus.digits(of: number.words, count: 24)
        #expect(digits.count == 24 && digits.allSatisfy { $0 < 1 << 52 })
        #expect(Natural(words: DigitModulus.words(of: digits)) == number)
      }
    }
  }
}

@Suite("Products of words")
struct WordRowTests {
  @Test("are those of numbers, for every length and all ones")
  func products() throws {
    var random = SeededRandom(64)
    for count in 1...21 {
      let width = 64 * count
      let ones = Natural.one << width - 1
      for a in [ones, Natural.random(bitWidth: width, using: &random), Natural.one << (width - 1)] {
        for b in [ones, Natural.random(bitWidth: width, using: &random), 1] {
          #expect(product(a, b, count) == a * b)
        }
        #expect(square(a, count) == a * a)
      }
    }
  }

  private func product(_ a: Natural, _ b: Natural, _ count: Int) -> Natural {
    var words = [UInt64](repeating: .max, count: 2 * count)
    // Arrays of the lengths that the loop wants.
    unsafe a.words(count: count).withUnsafeBufferPointer { a in
      unsafe b.words(count: count).withUnsafeBufferPointer { b in
        unsafe words.withUnsafeMutableBufferPointer { t in
          unsafe multiplyWords(a.baseAddress!, b.baseAddress!, count, into: t.baseAddress!)
        }
      }
    }
    return Natural(words: words)
  }

  private func square(_ a: Natural, _ count: Int) -> Natural {
    var words = [UInt64](repeating: .max, count: 2 * count)
    // Arrays of the lengths that the loop wants.
    unsafe a.words(count: count).withUnsafeBufferPointer { a in
      unsafe words.withUnsafeMutableBufferPointer { t in
        unsafe squareWords(a.baseAddress!, count, into: t.baseAddress!)
      }
    }
    return Natural(words: words)
  }
}
