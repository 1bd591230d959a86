import Arithmetic
import PublicKey

/// Numbers that say that they are an RSA key, public or private.
struct RSAKeyTarget: FuzzTarget {
  let name = "rsa-key"
  let cost = 100
  let longestInput = 700

  let corpus: [[UInt8]] = {
    let key = Samples.rsaKey.publicKey
    let (n, e, d) = (key.modulus, key.exponent, Samples.rsaKey.privateExponent)
    let (p, q) = (Samples.rsaKey.prime1, Samples.rsaKey.prime2)
    // (n, e, d, p, q) of a toy: 61 · 53, 17, 2753.
    let toy = [3233, 17, 2753, 61, 53].map { Natural($0) }
    let square = [9, 3, 3, 3, 3].map { Natural($0) }
    return [[n, e, d, p, q], [n, e, d, q, p], [n, d, e, p, q], toy, square]
      .map { numbers in
        numbers.flatMap { number in
          let octets = number.bigEndianBytes
          return [UInt8(octets.count)] + octets
        }
      }
  }()

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let numbers = (0..<5).map { _ in Natural(bigEndian: script.octets(Int(script.octet()))) }
    try publicKey(numbers[0], numbers[1], .standard)
    try publicKey(numbers[0], numbers[1], .any)
    try privateKey(numbers)
    try fromExponents(numbers)
    try fromPrimes(numbers)
  }

  private func publicKey(_ n: Natural, _ e: Natural, _ sizes: RSA.Sizes) throws {
    let key = try Claim.accepted { () throws(PublicKeyError) in
      try RSA.PublicKey(modulus: n, exponent: e, sizes: sizes)
    }
    let smallest: Int
    if case .standard = sizes { smallest = 1024 } else { smallest = 2 }
    let isFit =
      (smallest...16384).contains(n.bitWidth) && !n.isEven && !e.isEven && e >= 3 && e < n
      && e.bitWidth <= 256
    try Claim.that((key != nil) == isFit, "a public key is odd, of a size, with an odd exponent")
    guard let key else { return }
    let message = Natural(0x1234_5678_9abc_def0) % n
    let ciphertext = try Claim.onEveryBackend("RSAEP") { try key.rsaep(message) }
    try Claim.that(ciphertext < n, "RSAEP gives a number below n")
    let refused = try Claim.accepted { () throws(PublicKeyError) in try key.rsaep(n) }
    try Claim.that(refused == nil, "RSAEP refuses n")
  }

  private func privateKey(_ numbers: [Natural]) throws {
    let (n, e, d, p, q) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
    let opened = try Claim.accepted { () throws(PublicKeyError) in
      let key = try RSA.PrivateKey(
        modulus: n, publicExponent: e, privateExponent: d, prime1: p, prime2: q, sizes: .any)
      return try round(key)
    }
    guard let opened else { return }
    try Claim.that(p * q == n, "a private key's primes give its modulus")
    try Claim.that(opened, "RSADP gives what RSAEP takes back, or refuses")
  }

  private func fromExponents(_ numbers: [Natural]) throws {
    let (n, e, d) = (numbers[0], numbers[1], numbers[2])
    let opened = try Claim.accepted { () throws(PublicKeyError) in
      let key = try RSA.PrivateKey(
        modulus: n, publicExponent: e, privateExponent: d, sizes: .any)
      return key.prime1 * key.prime2 == n ? try round(key) : false
    }
    try Claim.that(opened ?? true, "what factors n gives its primes")
  }

  private func fromPrimes(_ numbers: [Natural]) throws {
    let (e, p, q) = (numbers[1], numbers[3], numbers[4])
    let opened = try Claim.accepted { () throws(PublicKeyError) in
      let key = try RSA.PrivateKey(prime1: p, prime2: q, publicExponent: e, sizes: .any)
      return try round(key)
    }
    try Claim.that(opened ?? true, "two factors and an exponent give a key, or are refused")
  }

  /// Whether what comes out encrypts to what went in; factors that are not prime may be found out
  /// only now, and may give another message with the same ciphertext.
  private func round(_ key: borrowing RSA.PrivateKey) throws(PublicKeyError) -> Bool {
    let message = Natural(0xfedc_ba98_7654_3210) % key.publicKey.modulus
    let ciphertext = try key.publicKey.rsaep(message)
    return try key.publicKey.rsaep(key.rsadp(ciphertext)) == ciphertext
  }
}
