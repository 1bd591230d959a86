/// The odd primes below 2^10, for trial division.
enum SmallPrimes {
  /// The numbers below this bound are prime when no smaller prime divides them, and those below
  /// its square when none of the small primes does.
  static let bound: UInt64 = 1024

  /// 3, 5, 7, … 1021: the sieve of Eratosthenes.
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
