import Arithmetic
import Bytes
import Terms

/// Uniform choices from sets, out of random octets.
enum Sampling {
  /// Draws a value of a kind; numbers come back as minimal big-endian octets.
  ///
  /// Miller–Rabin bases come from a generator apart from the one that draws.
  ///
  /// - Throws: `HandshakeError.draw` if the set is empty or no prime is found.
  static func sample(
    _ kind: Draw.Kind, _ purpose: String, using generator: inout some RandomByteGenerator,
    bases: inout some RandomByteGenerator
  ) throws(HandshakeError) -> [UInt8] {
    switch kind {
    case .bytes(let count):
      return generator.generate(count)
    case .decimalDigits(let count):
      return decimalDigits(count, using: &generator)
    case .prime(let bitWidth, let exponent, let other):
      do {
        let prime = try ProbablePrime.drawPrime(
          bitWidth: bitWidth, publicExponent: Natural(exponent),
          distinctFrom: other.isEmpty ? nil : Natural(bigEndian: other), using: &generator,
          bases: &bases)
        return prime.bigEndianBytes
      } catch {
        throw .draw("\(purpose): no prime of \(bitWidth) bits found")
      }
    case .smallPrime(let range, let other):
      let primes = range.filter { candidate in
        isSmallPrime(candidate) && Natural(candidate) != Natural(bigEndian: other)
      }
      guard !primes.isEmpty else { throw .draw("\(purpose): no prime in \(range)") }
      return Natural(primes[index(below: primes.count, using: &generator)]).bigEndianBytes
    case .exponent(let modulus):
      return try exponent(coprimeTo: Natural(bigEndian: modulus), purpose, using: &generator)
    case .scalar(let order):
      return try scalar(below: order, purpose, using: &generator)
    }
  }

  /// Draws a private key by testing candidates (FIPS 186-5, appendix A.2.2).
  private static func scalar(
    below order: [UInt8], _ purpose: String, using generator: inout some RandomByteGenerator
  ) throws(HandshakeError) -> [UInt8] {
    let limit = Natural(bigEndian: order)
    let mask: UInt8 = 0xff >> UInt8(8 * order.count - limit.bitWidth)
    for _ in 0..<100 {
      var candidate = generator.generate(order.count)
      candidate[0] &= mask
      let number = Natural(bigEndian: candidate)
      if !number.isZero, number < limit { return candidate }
    }
    throw .draw("\(purpose): no number below the order found")
  }

  /// Draws ASCII digits, the first not zero, so that the number has that many.
  private static func decimalDigits(
    _ count: Int, using generator: inout some RandomByteGenerator
  ) -> [UInt8] {
    (0..<count).map { position in
      let least = position == 0 ? 1 : 0
      return UInt8(ascii: "0") + UInt8(least + index(below: 10 - least, using: &generator))
    }
  }

  /// Draws an index below a bound of up to 256 by rejection, so that each is as likely.
  private static func index(
    below bound: Int, using generator: inout some RandomByteGenerator
  ) -> Int {
    precondition((1...256).contains(bound), "one octet must do")
    let limit = 256 - 256 % bound
    while true {
      let octet = Int(generator.generate(1)[0])
      if octet < limit { return octet % bound }
    }
  }

  /// Draws an exponent above 2 that has an inverse.
  private static func exponent(
    coprimeTo modulus: Natural, _ purpose: String, using generator: inout some RandomByteGenerator
  ) throws(HandshakeError) -> [UInt8] {
    // Every modulus above 6 has one: its predecessor.
    guard modulus > 6 else { throw .draw("\(purpose): no exponent below \(modulus)") }
    while true {
      let candidate = Natural.randomNonzero(below: modulus, using: &generator)
      if candidate > 2, Natural.gcd(candidate, modulus) == .one { return candidate.bigEndianBytes }
    }
  }

  fileprivate static func isSmallPrime(_ number: UInt64) -> Bool {
    guard number > 3 else { return number > 1 }
    return !(2...).prefix { $0 * $0 <= number }.contains { number.isMultiple(of: $0) }
  }
}

extension Draw.Kind {
  /// Whether a value could have been drawn, as far as can be told without testing a large number
  /// for primality.
  func contains(_ value: [UInt8]) -> Bool {
    let number = Natural(bigEndian: value)
    switch self {
    case .bytes(let count):
      return value.count == count
    case .decimalDigits(let count):
      return value.count == count && value.first != UInt8(ascii: "0")
        && value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    case .prime(let bitWidth, _, _):
      return value == number.bigEndianBytes && number.bitWidth == bitWidth && !number.isEven
    case .smallPrime(let range, let other):
      guard value == number.bigEndianBytes, value != other, let word = number.word else {
        return false
      }
      return range.contains(word) && Sampling.isSmallPrime(word)
    case .exponent(let modulus):
      let modulus = Natural(bigEndian: modulus)
      return value == number.bigEndianBytes && number > 2 && number < modulus
        && Natural.gcd(number, modulus) == .one
    case .scalar(let order):
      return value.count == order.count && !number.isZero && number < Natural(bigEndian: order)
    }
  }
}
