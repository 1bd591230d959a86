import Arithmetic

/// The laws of arithmetic for numbers of any shape, and its backends against each other.
struct ArithmeticTarget: FuzzTarget {
  let name = "arithmetic"
  let cost = 10
  let longestInput = 300
  let corpus: [[UInt8]] = [
    [1, 7, 3, 5], [8] + Array(repeating: 0xff, count: 32),
    [40] + Array(repeating: 0xff, count: 40) + [0x80] + Array(repeating: 0, count: 39) + [1],
    [128] + Samples.octets("arithmetic", 300),
    [16, 0x7f] + Array(repeating: 0xff, count: 30) + Array(repeating: 0, count: 31) + [1],
  ]

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let length = Int(script.octet())
    let first = Natural(bigEndian: script.octets(length))
    let second = Natural(bigEndian: script.octets(length))
    let third = Natural(bigEndian: script.remainder())
    try sums(first, second, third)
    if !second.isZero {
      try division(first, second)
      try divisors(first, second)
    }
    if !third.isEven, third >= 3 { try residues(first, second, modulus: third) }
  }

  private func sums(_ a: Natural, _ b: Natural, _ c: Natural) throws {
    try Claim.that(a + b - b == a, "a + b - b = a")
    try Claim.that((a + b) * c == a * c + b * c, "(a + b) c = a c + b c")
    try Claim.that(a * b == b * a, "a b = b a")
    for shift in [0, 1, 63, 64, 65] {
      try Claim.that((a << shift) >> shift == a, "a << \(shift) >> \(shift) = a")
    }
  }

  private func division(_ a: Natural, _ b: Natural) throws {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    try Claim.that(remainder < b, "the remainder is below the divisor")
    try Claim.that(quotient * b + remainder == a, "q b + r = a")
    let product = a * b
    try Claim.that((product / b, product % b) == (a, .zero), "a b / b = a")
  }

  private func divisors(_ a: Natural, _ b: Natural) throws {
    let divisor = Natural.gcd(a, b)
    try Claim.that((a % divisor).isZero && (b % divisor).isZero, "the gcd divides both")
    let inverse = Natural.inverseVariableTime(of: a % b, modulo: b)
    guard b > .one else { return }
    try Claim.that((inverse != nil) == (divisor == .one), "an inverse means that the gcd is 1")
    if let inverse { try Claim.that(a * inverse % b == .one, "a a^-1 = 1") }
    // The other one is for odd numbers against any, or any against odd ones.
    guard !a.isEven || !b.isEven else { return }
    try Claim.that(
      Natural.inverse(of: a % b, modulo: b) == inverse, "both inverses are one, or none")
  }

  private func residues(_ a: Natural, _ b: Natural, modulus: Natural) throws {
    let (a, b, exponent) = (a % modulus, b % modulus, b.words.first ?? 0)
    let values = try Claim.onEveryBackend("residues") {
      let modulo = try Montgomery(modulus: modulus)
      let short = Natural(exponent >> 32)
      return [
        modulo.multiply(a, b), modulo.add(a, b), modulo.subtract(a, b),
        modulo.reduce(a * modulus + b), modulo.power(a, short, exponentBitWidth: 64),
        modulo.powerVariableTime(a, short),
      ]
    }
    try Claim.that(values[0] == a * b % modulus, "a b mod m")
    try Claim.that(values[1] == (a + b) % modulus, "a + b mod m")
    try Claim.that(values[2] == (a + modulus - b) % modulus, "a - b mod m")
    try Claim.that(values[3] == b, "a m + b mod m = b")
    var power = Natural.one % modulus
    for bit in (0..<32).reversed() {
      power = power * power % modulus
      if exponent >> UInt64(32 + bit) & 1 == 1 { power = power * a % modulus }
    }
    try Claim.that(values[4] == power && values[5] == power, "a^e mod m")
  }
}
