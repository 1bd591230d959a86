import Bytes
import Hashing

/// Hash functions, HMAC and PBKDF2: messages in pieces, all backends, wrong codes.
struct HashTarget: FuzzTarget {
  let name = "hash"
  let cost = 20
  let corpus: [[UInt8]] = [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 700].map {
    [0, 3, 20] + Samples.octets("hash", $0)
  }

  func run(_ input: [UInt8]) throws {
    try check(SHA1.self, input)
    try check(SHA224.self, input)
    try check(SHA256.self, input)
    try check(SHA384.self, input)
    try check(SHA512.self, input)
    try check(SHA512_224.self, input)
    try check(SHA512_256.self, input)
  }

  private func check<H: HashFunction>(_ hash: H.Type, _ input: [UInt8]) throws {
    var script = Script(input)
    let key = script.octets(script.number(below: 200))
    let cuts = script.octets(script.number(below: 16))
    let message = script.remainder()
    let values = try Claim.onEveryBackend(H.name) {
      [H.hash(message), HMAC<H>.authenticationCode(for: message, key: key)]
    }
    var pieces = Script(cuts)
    var whole = H()
    var code = HMAC<H>(key: key)
    for piece in pieces.pieces(of: message) {
      whole.update(piece)
      code.update(piece)
    }
    try Claim.equal(whole.finalize(), values[0], "\(H.name) in pieces")
    try Claim.equal(code.finalize(), values[1], "HMAC-\(H.name) in pieces")
    try codes(hash, key: key, message: message, code: values[1])
    try derivation(hash, password: key, salt: cuts + message.prefix(20))
  }

  /// PBKDF2 beside its formula: U_1 = HMAC(P, S || INT(i)), U_j = HMAC(P, U_(j-1)).
  private func derivation<H: HashFunction>(
    _: H.Type, password: [UInt8], salt: [UInt8]
  ) throws {
    let iterations = 1 + salt.count % 3
    let length = 1 + (password.count + salt.count) % (2 * H.digestLength)
    let derived = try Claim.onEveryBackend("PBKDF2-\(H.name)") {
      try PBKDF2<H>.deriveKey(
        password: password, salt: salt, iterations: iterations, length: length)
    }
    var blocks: [UInt8] = []
    for index: UInt8 in 1...2 {
      var u = HMAC<H>.authenticationCode(for: salt + [0, 0, 0, index], key: password)
      var block = u
      for _ in 1..<iterations {
        u = HMAC<H>.authenticationCode(for: u, key: password)
        for place in block.indices { block[place] ^= u[place] }
      }
      blocks += block
    }
    try Claim.equal(derived, Array(blocks.prefix(length)), "PBKDF2-\(H.name)")
  }

  private func codes<H: HashFunction>(
    _: H.Type, key: [UInt8], message: [UInt8], code: [UInt8]
  ) throws {
    try Claim.that(HMAC<H>.isValid(code, for: message, key: key), "the right code is valid")
    var script = Script(message)
    let changed = script.changed(code)
    try Claim.that(
      HMAC<H>.isValid(changed, for: message, key: key) == (changed == code), "a wrong code is not")
    let other = script.changed(message)
    try Claim.that(
      HMAC<H>.isValid(code, for: other, key: key) == (other == message),
      "the code of another message is not")
  }
}
