import Arithmetic
import Bytes
import Testing

@Suite("Prime numbers")
struct PrimeTests {
  @Test("agree with trial division below 4000")
  func smallNumbers() {
    var bases = SeededRandom(7)
    for number in 0..<4000 as Range<UInt64> {
      let isPrime = number > 1 && !(2..<number).contains { number.isMultiple(of: $0) }
      #expect(isProbablePrime(Natural(number), rounds: 8, using: &bases) == isPrime)
    }
  }

  @Test("Carmichael numbers and strong pseudoprimes are found out by random bases")
  func pseudoprimes() {
    var bases = SeededRandom(8)
    // Carmichael numbers (OEIS A002997), one without small factors (Arnault's, below), and the
    // least strong pseudoprimes to the first prime bases (OEIS A014233).
    let composites: [Natural] = [
      561, 1105, 1729, 2465, 2821, 6601, 8911, 10585, 15841, 29341, 2047, 1_373_653, 25_326_001,
      3_215_031_751, 2_152_302_898_747, 3_474_749_660_383, 341_550_071_728_321,
      3_825_123_056_546_413_051, 318_665_857_834_031_151_167_461,
      3_317_044_064_679_887_385_961_981,
    ]
    for composite in composites {
      #expect(!isProbablePrime(composite, rounds: 40, using: &bases))
      #expect(!MillerRabin.isProbablePrime(composite, rounds: 40, using: &bases))
    }
  }

  @Test("strong pseudoprimes do deceive the bases that they are known for")
  func deceivedBases() {
    #expect(MillerRabin.isStrongProbablePrime(2047, base: 2))
    #expect(!MillerRabin.isStrongProbablePrime(2047, base: 3))
    for base in [2, 3, 5, 7] as [Natural] {
      #expect(MillerRabin.isStrongProbablePrime(3_215_031_751, base: base))
    }
    #expect(!MillerRabin.isStrongProbablePrime(3_215_031_751, base: 11))
  }

  @Test("Mersenne's primes are prime, their neighbours and a Fermat number are not")
  func largeNumbers() {
    var bases = SeededRandom(9)
    for exponent in [13, 61, 89, 107, 127, 521] {
      let mersenne = Natural.one << exponent - 1
      #expect(isProbablePrime(mersenne, rounds: 10, using: &bases))
      #expect(!isProbablePrime(mersenne - 2, rounds: 10, using: &bases))
    }
    #expect(isProbablePrime(Natural.one << 16 + 1, rounds: 10, using: &bases))
    #expect(!isProbablePrime(Natural.one << 32 + 1, rounds: 10, using: &bases))
    #expect(!isProbablePrime(Natural.one << 67 - 1, rounds: 10, using: &bases))
  }

  @Test(
    "are drawn as factors of an RSA modulus (FIPS 186-5, appendix A.1.3)",
    arguments: [8, 9, 16, 64, 100, 256, 512])
  func draws(_ bitWidth: Int) throws {
    var draws = SeededRandom(10)
    var bases = SeededRandom(11)
    let e: Natural = bitWidth < 16 ? 5 : 65537
    for _ in 0..<3 {
      let p = try ProbablePrime.drawPrime(
        bitWidth: bitWidth, publicExponent: e, distinctFrom: nil, using: &draws, bases: &bases)
      let q = try ProbablePrime.drawPrime(
        bitWidth: bitWidth, publicExponent: e, distinctFrom: p, using: &draws, bases: &bases)
      #expect(p.bitWidth == bitWidth && q.bitWidth == bitWidth && p != q)
      #expect((p * q).bitWidth == 2 * bitWidth)
      for prime in [p, q] {
        #expect(isProbablePrime(prime, rounds: 20, using: &bases))
        #expect(Natural.gcd(prime - 1, e) == 1)
      }
    }
  }

  @Test("do not depend on the bases of the primality test")
  func independence() throws {
    var primes: Set<Natural> = []
    for seed in 0..<3 as Range<UInt64> {
      var draws = SeededRandom(12)
      var bases = SeededRandom(100 + seed)
      for _ in 0..<seed { _ = bases.generate(5) }
      let p = try ProbablePrime.drawPrime(
        bitWidth: 256, publicExponent: 3, distinctFrom: nil, using: &draws, bases: &bases)
      primes.insert(p)
    }
    #expect(primes.count == 1)
  }

  @Test("a generator that is stuck is an error, not an endless loop")
  func stuckGenerator() {
    struct Zeros: RandomByteGenerator {
      func generate(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
    }
    var zeros = Zeros()
    var bases = SeededRandom(13)
    #expect(throws: ArithmeticError.self) {
      try ProbablePrime.drawPrime(
        bitWidth: 64, publicExponent: 3, distinctFrom: nil, using: &zeros, bases: &bases)
    }
  }
}
