import Arithmetic
import Bytes
import Testing

@testable import PublicKey

@Suite("Keys on P-256 and ECDH")
struct ECKeyTests {
  static let baseX = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
  static let baseY = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
  static let prime = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
  static let order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"

  @Test("NIST's KAS_ECC_CDH_PrimitiveTest, P-256, count 0")
  func published() throws {
    let key = try P256.PrivateKey(
      octets: Hex.decode("7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534"))
    #expect(
      Hex.encode(key.publicKey.encoded)
        == "04ead218590119e8876b29146ff89ca61770c4edbbf97d38ce385ed281d8a6b230"
        + "28af61281fd35e2fa7002523acc85a429cb06ee6648325389f59edfce1405141")
    let other = try P256.PublicKey(
      x: Hex.decode("700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287"),
      y: Hex.decode("db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac"))
    let z = try ECDH.sharedSecret(privateKey: key, publicKey: other)
    #expect(Hex.encode(z) == "46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b")
  }

  @Test("both sides come to the same secret")
  func agreement() throws {
    var random = SeededRandom(50)
    for _ in 0..<5 {
      let alice = try P256.PrivateKey.generate(using: &random)
      let bob = try P256.PrivateKey.generate(using: &random)
      let z = try ECDH.sharedSecret(privateKey: alice, publicKey: bob.publicKey)
      #expect(z.count == 32)
      #expect(try ECDH.sharedSecret(privateKey: bob, publicKey: alice.publicKey) == z)
      #expect(try ECDH.sharedSecret(privateKey: bob, publicKey: bob.publicKey) != z)
    }
  }

  @Test("points are read back with and without compression (SEC 1, section 2.3)")
  func encodings() throws {
    var random = SeededRandom(51)
    var prefixes: Set<UInt8> = []
    for _ in 0..<12 {
      let key = try P256.PrivateKey.generate(using: &random).publicKey
      prefixes.insert(key.encodedCompressed[0])
      #expect(try P256.PublicKey(encoded: key.encoded) == key)
      #expect(try P256.PublicKey(encoded: key.encodedCompressed) == key)
      #expect(try P256.PublicKey(x: key.xOctets, y: key.yOctets) == key)
      // The other parity is the opposite point.
      var opposite = key.encodedCompressed
      opposite[0] ^= 1
      #expect(try P256.PublicKey(encoded: opposite).xOctets == key.xOctets)
      #expect(try P256.PublicKey(encoded: opposite) != key)
    }
    #expect(prefixes == [2, 3])
  }

  @Test("a point that is not on the curve is refused")
  func offCurve() throws {
    let good = try Hex.decode("04" + Self.baseX + Self.baseY)
    for index in 1..<65 {
      var wrong = good
      wrong[index] ^= 1
      #expect(throws: PublicKeyError.pointNotOnCurve) { try P256.PublicKey(encoded: wrong) }
    }
    // (0, 0), which some implementations take for infinity.
    #expect(throws: PublicKeyError.pointNotOnCurve) {
      try P256.PublicKey(encoded: [4] + [UInt8](repeating: 0, count: 64))
    }
    // About half of all x have no y.
    var refused = 0
    for x in 0..<40 as Range<UInt8> {
      let encoded = [2] + [UInt8](repeating: 0, count: 31) + [x]
      do {
        #expect(try P256.PublicKey(encoded: encoded).encodedCompressed == encoded)
      } catch {
        #expect(error == .pointNotOnCurve)
        refused += 1
      }
    }
    #expect((10...30).contains(refused))
  }

  @Test("coordinates that are not below p are refused, even of a point of the curve")
  func coordinateRange() throws {
    for wrong in [
      "04" + Self.prime + Self.baseY, "04" + Self.baseX + Self.prime,
      "04" + String(repeating: "f", count: 64) + Self.baseY,
      "02" + Self.prime, "03" + String(repeating: "f", count: 64),
    ] {
      #expect(throws: PublicKeyError.coordinateOutOfRange) {
        try P256.PublicKey(encoded: Hex.decode(wrong))
      }
    }
    // x = 5 has a point; 5 + p is below 2^256 and would reduce to it.
    #expect(throws: Never.self) {
      try P256.PublicKey(encoded: [2] + [UInt8](repeating: 0, count: 31) + [5])
    }
    let congruent = Natural(bigEndian: try Hex.decode(Self.prime)) + 5
    #expect(throws: PublicKeyError.coordinateOutOfRange) {
      try P256.PublicKey(encoded: [2] + congruent.bigEndianBytes(count: 32))
    }
  }

  @Test("infinity and everything that is no encoding are refused")
  func malformed() throws {
    #expect(throws: PublicKeyError.pointAtInfinity) { try P256.PublicKey(encoded: [0]) }
    let good = try Hex.decode("04" + Self.baseX + Self.baseY)
    var wrongs: [[UInt8]] = [[], [4], [1], [0, 0], Array(good.dropLast()), good + [0]]
    for first in [0, 1, 2, 3, 5, 6, 7, 0xff] as [UInt8] { wrongs.append([first] + good[1...]) }
    wrongs.append([4] + good[1...32])
    for wrong in wrongs {
      #expect(throws: PublicKeyError.pointEncoding) { try P256.PublicKey(encoded: wrong) }
    }
    #expect(throws: PublicKeyError.pointAtInfinity) { try P256.PublicKey(.infinity) }
  }

  @Test("private keys are from 1 to n - 1")
  func privateKeyRange() throws {
    let n = Natural(bigEndian: try Hex.decode(Self.order))
    for wrong in [0, n, n + 1, Natural.one << 256 - 1] as [Natural] {
      #expect(throws: PublicKeyError.scalarOutOfRange) {
        _ = try P256.PrivateKey(octets: wrong.bigEndianBytes(count: 32))
      }
    }
    for wrong in [[], [1], [UInt8](repeating: 1, count: 31), [UInt8](repeating: 1, count: 33)] {
      #expect(throws: PublicKeyError.scalarOutOfRange) { _ = try P256.PrivateKey(octets: wrong) }
    }
    let one = try P256.PrivateKey(octets: Natural(1).bigEndianBytes(count: 32))
    #expect(Hex.encode(one.publicKey.xOctets) == Self.baseX)
    let last = try P256.PrivateKey(octets: (n - 1).bigEndianBytes(count: 32))
    #expect(Hex.encode(last.publicKey.xOctets) == Self.baseX)
    #expect(last.publicKey != one.publicKey)
    #expect(Natural(bigEndian: last.octets) == n - 1)
  }

  @Test("candidates above n - 2 are discarded, and d = c + 1 (FIPS 186-5, appendix A.2.2)")
  func generation() throws {
    struct Script: RandomByteGenerator {
      var draws: [[UInt8]]
      mutating func generate(_ count: Int) -> [UInt8] { draws.removeFirst() }
    }
    let n = Natural(bigEndian: try Hex.decode(Self.order))
    var script = Script(draws: [])
    for number in [Natural.one << 256 - 1, n, n - 1, 4] {
      script.draws.append(try number.bigEndianBytes(count: 32))
    }
    let key = try P256.PrivateKey.generate(using: &script)
    #expect(Natural(bigEndian: key.octets) == 5)
    #expect(script.draws.isEmpty)

    struct Stuck: RandomByteGenerator {
      func generate(_ count: Int) -> [UInt8] { [UInt8](repeating: 0xff, count: count) }
    }
    var stuck = Stuck()
    #expect(throws: PublicKeyError.randomness) {
      _ = try P256.PrivateKey.generate(using: &stuck)
    }
  }
}
