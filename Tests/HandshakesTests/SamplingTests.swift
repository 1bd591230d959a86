import Handshakes
import Terms
import Testing

/// Each value of a set is drawn, none outside it, and none much more often than another.
///
/// The seed is fixed, so these counts are the same in every run.
@Suite struct SamplingTests {
  private func values(_ kind: Draw.Kind, _ count: Int) throws -> [[UInt8]] {
    var draws = Draws(of: Actor("alice"), in: "tests", from: .seed("sampling"))
    return try (0..<count).map { _ in try draws.draw("x", kind).bytes }
  }

  /// How often each value comes.
  private func counts<Value: Hashable>(_ values: [Value]) -> [Value: Int] {
    values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  @Test func digitsAreDecimalTheFirstNotZeroAndAllAsLikely() throws {
    let numbers = try values(.decimalDigits(22), 200)
    #expect(numbers.allSatisfy { $0.count == 22 })
    let firsts = counts(numbers.map { $0[0] })
    #expect(Set(firsts.keys) == Set(UInt8(ascii: "1")...UInt8(ascii: "9")))
    let others = counts(numbers.flatMap { $0.dropFirst() })
    #expect(Set(others.keys) == Set(UInt8(ascii: "0")...UInt8(ascii: "9")))
    // 4,200 digits, 420 of each expected, standard deviation 19.4: five of them either way.
    #expect(others.values.allSatisfy { (323...517).contains($0) }, "\(others)")
  }

  @Test func octetsHaveEveryValue() throws {
    let octets = try values(.bytes(64), 100).flatMap { $0 }
    // 6,400 octets, 25 of each expected, standard deviation 5.
    let counts = counts(octets)
    #expect(counts.count == 256)
    #expect(counts.values.allSatisfy { (3...55).contains($0) })
    #expect(try values(.bytes(0), 1) == [[]])
  }

  @Test func smallPrimesArePrimesOfTheirRangeAndAllOfThemCome() throws {
    let found = counts(try values(.smallPrime(101...149, otherThan: []), 500))
    let primes: [UInt8] = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149]
    #expect(Set(found.keys) == Set(primes.map { [$0] }))
    // 50 of each expected, standard deviation 6.7.
    #expect(found.values.allSatisfy { (16...84).contains($0) })
  }

  @Test func aSmallPrimeIsNotTheOneBefore() throws {
    let found = Set(try values(.smallPrime(101...107, otherThan: [103]), 100))
    #expect(found == [[101], [107]])
  }

  @Test(
    arguments: [
      (0...1, []), (2...2, [2]), (0...3, [2, 3]), (8...10, []), (24...28, []), (25...29, [29]),
      (114...126, []), (120...122, []), (167...173, [167, 173]),
    ] as [(ClosedRange<UInt64>, Set<UInt8>)])
  func smallRangesHaveExactlyTheirPrimes(range: ClosedRange<UInt64>, primes: Set<UInt8>) throws {
    let kind = Draw.Kind.smallPrime(range, otherThan: [])
    guard !primes.isEmpty else {
      #expect(throws: HandshakeError.draw("x: no prime in \(range)")) { try values(kind, 1) }
      return
    }
    #expect(Set(try values(kind, 60)) == Set(primes.map { [$0] }))
  }

  @Test func exponentsAreAboveTwoCoprimeToTheirModulusAndAllOfThemCome() throws {
    // The totient of 10403 is 10200; of 20 it is easy to say which exponents there are.
    let found = Set(try values(.exponent(coprimeTo: [20]), 300))
    #expect(found == Set(([3, 7, 9, 11, 13, 17, 19] as [UInt8]).map { [$0] }))
    for bytes in try values(.exponent(coprimeTo: [0x27, 0xD8]), 50) {
      let exponent = bytes.reduce(0) { $0 << 8 | Int($1) }
      #expect(exponent > 2 && exponent < 10_200)
      // 10200 = 2^3 · 3 · 5^2 · 17.
      #expect([2, 3, 5, 17].allSatisfy { !exponent.isMultiple(of: $0) })
      #expect(bytes.first != 0)
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 6] as [UInt8])
  func aModulusWithoutExponentsIsAnError(modulus: UInt8) {
    #expect(throws: HandshakeError.draw("x: no exponent below \(modulus)")) {
      try values(.exponent(coprimeTo: [modulus]), 1)
    }
  }

  @Test(arguments: [64, 128, 264])
  func primesForRSAHaveTheirWidthAndSuitTheirExponent(bitWidth: Int) throws {
    var draws = Draws(of: Actor("alice"), in: "tests", from: .seed("primes"))
    let p = try draws.draw("p", .prime(bitWidth: bitWidth, publicExponent: 65537, farFrom: []))
    let q = try draws.draw(
      "q", .prime(bitWidth: bitWidth, publicExponent: 65537, farFrom: p.bytes))
    #expect(p.bytes != q.bytes)
    for prime in [p.bytes, q.bytes] {
      #expect(prime.count == bitWidth / 8)
      // At least the root of two times a power of two, and odd.
      #expect(prime[0] >= 0xB5 && !prime[prime.count - 1].isMultiple(of: 2))
      for divisor in [3, 5, 7, 11, 13, 65537] {
        let remainder = prime.reduce(0) { ($0 << 8 | Int($1)) % divisor }
        #expect(remainder != 0)
        if divisor == 65537 { #expect(remainder != 1) }
      }
    }
  }
}
