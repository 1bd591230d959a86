import Arithmetic
import Bytes
import Hashing
import Testing

@testable import PublicKey

@Suite("P-384")
struct P384Tests {
  /// The private key of RFC 6979, appendix A.2.6.
  static func rfc6979Key() throws -> P384.PrivateKey {
    try P384.PrivateKey(
      octets: Hex.decode(
        "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8"
          + "96d5724e4c70a825f872c9ea60d2edf5"))
  }

  @Test("the primes are those of SP 800-186, and the base point has the order n")
  func parameters() throws {
    let p: Natural =
      Natural.one << 384 - Natural.one << 128 - Natural.one << 96
      + Natural.one << 32 - 1
    #expect(P384.prime == p)
    #expect(
      P384.orderOfBase.description
        == "394020061963944792122790401001436138050797392704654"
        + "46667946905279627659399113263569398956308152294913554433653942643")
    #expect(P384.isOnCurve(P384.baseX, P384.baseY))
    let base = ProjectivePoint<P384>.base
    let last = P384.Scalar.zero - .one
    #expect(base.multiplied(by: last).affinePoint == base.negated.affinePoint)
    #expect(P384.multipleOfBase(last).affinePoint == base.negated.affinePoint)
    #expect((base.multiplied(by: last) + base).isInfinity.declassified)
    #expect(P384.multipleOfBase(.zero).isInfinity.declassified)
  }

  @Test("both multiplications agree, and obey the laws of a group")
  func laws() throws {
    var random = SeededRandom(80)
    let base = ProjectivePoint<P384>.base
    for _ in 0..<4 {
      let k = P384.Scalar(reducing: random.generate(48))
      let l = P384.Scalar(reducing: random.generate(48))
      let kG = P384.multipleOfBase(k)
      #expect(kG.affinePoint == base.multiplied(by: k).affinePoint)
      #expect((kG + P384.multipleOfBase(l)).affinePoint == P384.multipleOfBase(k + l).affinePoint)
      #expect(kG.multiplied(by: l).affinePoint == P384.multipleOfBase(k * l).affinePoint)
      #expect(kG.doubled.affinePoint == (kG + kG).affinePoint)
    }
  }

  @Test("NIST's KAS_ECC_CDH_PrimitiveTest, P-384, count 0")
  func agreement() throws {
    let key = try P384.PrivateKey(
      octets: Hex.decode(
        "3cc3122a68f0d95027ad38c067916ba0eb8c38894d22e1b15618b6818a661774"
          + "ad463b205da88cf699ab4d43c9cf98a1"))
    #expect(
      Hex.encode(key.publicKey.xOctets)
        == "9803807f2f6d2fd966cdd0290bd410c0190352fbec7ff6247de1302df86f25d3"
        + "4fe4a97bef60cff548355c015dbb3e5f")
    let other = try P384.PublicKey(
      x: Hex.decode(
        "a7c76b970c3b5fe8b05d2838ae04ab47697b9eaf52e764592efda27fe7513272"
          + "734466b400091adbf2d68c58e0c50066"),
      y: Hex.decode(
        "ac68f19f2e1cb879aed43a9969b91a0839c4c38a49749b661efedf243451915e"
          + "d0905a32b060992b468c64766fc8437a"))
    #expect(
      Hex.encode(try ECDH.sharedSecret(privateKey: key, publicKey: other))
        == "5f9d29dc5e31a163060356213669c8ce132e22f57c9a04f40ba7fcead493b457"
        + "e5621e766c40a2e3d4d6a04b25e533f1")
    #expect(try P384.PublicKey(encoded: other.encodedCompressed) == other)
  }

  @Test("RFC 6979, appendix A.2.6: a digest shorter than n")
  func deterministic() throws {
    let key = try Self.rfc6979Key()
    let message = Array("sample".utf8)
    let signature = try ECDSA.sign(message: message, key: key, hash: SHA256.self)
    #expect(
      Hex.encode(signature.rawRepresentation)
        == "21b13d1e013c7fa1392d03c5f99af8b30c570c6f98d4ea8e354b63a21d3daa33"
        + "bde1e888e63355d92fa2b3c36d8fb2cd"
        + "f3aa443fb107745bf4bd77cb3891674632068a10ca67e3d45db2266fa7d1feeb"
        + "efdc63eccd1ac42ec0cb8668a4fa0ab0")
    #expect(
      ECDSA.verify(
        signature: signature, message: message, key: key.publicKey, hash: SHA256.self))
    #expect(
      !ECDSA.verify(signature: signature, message: [], key: key.publicKey, hash: SHA256.self))
  }

  @Test("NIST's SigGen, [P-384,SHA-256], first case: explicit k")
  func explicit() throws {
    let key = try P384.PrivateKey(
      octets: Hex.decode(
        "c602bc74a34592c311a6569661e0832c84f7207274676cc42a89f058162630184"
          + "b52f0d99b855a7783c987476d7f9e6b"))
    let message = try Hex.decode(
      "663b12ebf44b7ed3872b385477381f4b11adeb0aec9e0e2478776313d536376dc8fd5f3c715bb6ddf32c01ee1d6f"
        + "8b731785732c0d8441df636d8145577e7b3138e43c32a61bc1242e0e73d62d624cdc924856076bdbbf1ec04a"
        + "d4420732ef0c53d42479a08235fcfc4db4d869c4eb2828c73928cdc3e3758362d1b770809997")
    let k = try Hex.decode(
      "c10b5c25c4683d0b7827d0d88697cdc0932496b5299b798c0dd1e7af6cc757ccb30fcd3d36ead4a804877e24f3a3"
        + "2443")
    let signature = try ECDSA.sign(
      message: message, key: key, hash: SHA256.self, nonce: .explicit(k))
    #expect(
      Hex.encode(signature.rawRepresentation)
        == "b11db00cdaf53286d4483f38cd02785948477ed7ebc2ad609054551da0ab0359978c61851788aa2ec3267946"
        + "d440e878"
        + "16007873c5b0604ce68112a8fee973e8e2b6e3319c683a762ff5065a076512d7c98b27e74b7887671048ac02"
        + "7df8cbf2")
  }

  @Test("digests longer than n are cut: the first 48 of 64 octets count")
  func longDigests() throws {
    let key = try Self.rfc6979Key()
    let digest = (0..<64).map { UInt8($0) }
    let signature = try ECDSA.sign(digest: digest, key: key, hash: SHA256.self)
    for tail in [0, 1, 255] as [UInt8] {
      let other = digest.prefix(48) + [UInt8](repeating: tail, count: 16)
      #expect(ECDSA.verify(signature: signature, digest: Array(other), key: key.publicKey))
    }
    var wrong = digest
    wrong[47] ^= 1
    #expect(!ECDSA.verify(signature: signature, digest: wrong, key: key.publicKey))
  }

  @Test("points off the curve, at infinity or out of range are refused")
  func refused() throws {
    let good = try Self.rfc6979Key().publicKey.encoded
    #expect(throws: Never.self) { try P384.PublicKey(encoded: good) }
    for index in [1, 48, 49, 96] {
      var wrong = good
      wrong[index] ^= 1
      #expect(throws: PublicKeyError.pointNotOnCurve) { try P384.PublicKey(encoded: wrong) }
    }
    let prime = P384.primeOctets
    #expect(throws: PublicKeyError.coordinateOutOfRange) {
      try P384.PublicKey(x: prime, y: Array(good[49...]))
    }
    #expect(throws: PublicKeyError.coordinateOutOfRange) {
      try P384.PublicKey(x: Array(good[1...48]), y: prime)
    }
    #expect(throws: PublicKeyError.pointAtInfinity) { try P384.PublicKey(encoded: [0]) }
    #expect(throws: PublicKeyError.pointEncoding) { try P384.PublicKey(encoded: good + [0]) }
  }
}
