/// The odd primes below 2^13, for trial division.
///
/// Of the odd numbers without such a factor one in 44 near 2^1024 is prime; with the primes to 2^10
/// alone it is one in 57, and the test of Miller and Rabin takes as long as many divisions.
enum SmallPrimes {
  /// The numbers below this bound are prime when no smaller prime divides them, and those below
  /// its square when none of the small primes does.
  static let bound: UInt64 = 8192

  /// 3, 5, 7, … 8191: the sieve of Eratosthenes.
  static let odd: [UInt64] = {
    var isComposite = [Bool](repeating: false, count: Int(bound))
    var primes: [UInt64] = []
    for number in stride(from: 3, to: Int(bound), by: 2) where !isComposite[number] {
      primes.append(UInt64(number))
      for multiple in stride(from: number * number, to: Int(bound), by: number) {
        isComposite[multiple] = true
      }
    }
    return primes
  }()

  /// The primes in groups whose product fits a word: one long division serves a whole group.
  static let groups: [(product: UInt64, primes: [UInt64])] = {
    var groups: [(product: UInt64, primes: [UInt64])] = []
    for prime in odd {
      if let last = groups.last, last.product <= UInt64.max / prime {
        groups[groups.count - 1] = (last.product * prime, last.primes + [prime])
      } else {
        groups.append((prime, [prime]))
      }
    }
    return groups
  }()

  /// True when a small odd prime divides a number and is not the number itself.
  ///
  /// Variable time.
  static func divideVariableTime(_ number: Natural) -> Bool {
    for group in groups {
      let remainder = number % group.product
      for prime in group.primes where remainder.isMultiple(of: prime) {
        return number.word != prime
      }
    }
    return false
  }
}
