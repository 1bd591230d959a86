import Bytes
import Hashing

/// Hash functions and HMAC: messages in pieces, backends against each other, wrong codes.
struct HashTarget: FuzzTarget {
  let name = "hash"
  let cost = 2
  let corpus: [[UInt8]] = [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 700].map {
    [0, 3, 20] + Samples.octets("hash", $0)
  }

  func run(_ input: [UInt8]) throws {
    try check(SHA1.self, input)
    try check(SHA256.self, input)
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
