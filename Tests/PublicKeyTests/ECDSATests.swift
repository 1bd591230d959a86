import Arithmetic
import Bytes
import Hashing
import Testing

@testable import PublicKey

@Suite("ECDSA")
struct ECDSATests {
  /// The private key of RFC 6979, appendix A.2.5.
  static func rfc6979Key() throws -> P256.PrivateKey {
    try P256.PrivateKey(
      octets: Hex.decode("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"))
  }

  @Test("RFC 6979, appendix A.2.5: P-256 with SHA-1 and SHA-256")
  func rfc6979() throws {
    let key = try Self.rfc6979Key()
    #expect(
      Hex.encode(key.publicKey.encoded)
        == "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")
    func check<H: HashFunction>(
      _ hash: H.Type, _ message: String, _ r: String, _ s: String
    ) throws {
      let signature = try ECDSA.sign(message: Array(message.utf8), key: key, hash: hash)
      #expect(Hex.encode(signature.rawRepresentation) == r + s)
      #expect(signature.r == (try Natural(hexadecimal: r)))
      #expect(signature.s == (try Natural(hexadecimal: s)))
      #expect(
        ECDSA.verify(
          signature: signature, message: Array(message.utf8), key: key.publicKey, hash: hash))
    }
    try check(
      SHA1.self, "sample", "61340c88c3aaebeb4f6d667f672ca9759a6ccaa9fa8811313039ee4a35471d32",
      "6d7f147dac089441bb2e2fe8f7a3fa264b9c475098fdcf6e00d7c996e1b8b7eb")
    try check(
      SHA256.self, "sample", "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
      "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8")
    try check(
      SHA1.self, "test", "0cbcc86fd6abd1d99e703e1ec50069ee5c0b4ba4b9ac60e409e8ec5910d81a89",
      "01b9d7b73dfaa60d5651ec4591a0136f87653e0fd780c3b1bc872ffdeae479b1")
    try check(
      SHA256.self, "test", "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
      "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083")
  }

  @Test("NIST's SigGen, P-256 with SHA-256, first case: an explicit k")
  func published() throws {
    let key = try P256.PrivateKey(
      octets: Hex.decode("519b423d715f8b581f4fa8ee59f4771a5b44c8130b4e3eacca54a56dda72b464"))
    let message = try Hex.decode(
      """
      5905238877c77421f73e43ee3da6f2d9e2ccad5fc942dcec0cbd25482935faaf416983fe165b1a045ee2bcd2\
      e6dca3bdf46c4310a7461f9a37960ca672d3feb5473e253605fb1ddfd28065b53cb5858a8ad28175bf9bd386\
      a5e471ea7a65c17cc934a9d791e91491eb3754d03799790fe2d308d16146d5c9b0d0debd97d79ce8
      """)
    let k = try Hex.decode("94a1bbb14b906a61a280f245f9e93c7f3b4a6247824f5d33b9670787642a68de")
    let signature = try ECDSA.sign(
      message: message, key: key, hash: SHA256.self, nonce: .explicit(k))
    #expect(
      Hex.encode(signature.rawRepresentation)
        == "f3ac8061b514795b8843e3d6629527ed2afd6b1f6a555a7acabb5e6f79c8c2ac"
        + "8bf77819ca05a6b2786c76262bf7371cef97b218e96f175a3ccdda2acc058903")
  }

  @Test("a signature with any bit changed is invalid, and so is another message or key")
  func tampering() throws {
    let key = try Self.rfc6979Key()
    let signature = try ECDSA.sign(message: [1, 2, 3], key: key, hash: SHA256.self)
    for bit in 0..<512 {
      var raw = signature.rawRepresentation
      raw[bit / 8] ^= 1 << UInt8(bit % 8)
      let tampered = try P256.Signature(rawRepresentation: raw)
      #expect(
        !ECDSA.verify(
          signature: tampered, message: [1, 2, 3], key: key.publicKey, hash: SHA256.self))
    }
    #expect(
      !ECDSA.verify(signature: signature, message: [1, 2], key: key.publicKey, hash: SHA256.self))
    #expect(
      !ECDSA.verify(signature: signature, message: [1, 2, 3], key: key.publicKey, hash: SHA1.self))
    var random = SeededRandom(60)
    let other = try P256.PrivateKey.generate(using: &random).publicKey
    #expect(
      !ECDSA.verify(signature: signature, message: [1, 2, 3], key: other, hash: SHA256.self))
  }

  @Test("numbers outside 1 to n - 1 are no signature")
  func ranges() throws {
    let n = Natural(bigEndian: P256.orderOctets)
    for (r, s) in [
      (0, 1), (1, 0), (0, 0), (n, 1), (1, n), (n + 1, 1), (1, Natural.one << 256),
      (Natural.one << 300, 1),
    ] as [(Natural, Natural)] {
      #expect(throws: PublicKeyError.scalarOutOfRange) { try P256.Signature(r: r, s: s) }
    }
    for length in [0, 1, 63, 65, 128] {
      #expect(throws: PublicKeyError.signatureLength(length)) {
        try P256.Signature(rawRepresentation: [UInt8](repeating: 1, count: length))
      }
    }
    #expect(try P256.Signature(r: 1, s: n - 1).s == n - 1)
  }

  @Test("an explicit k outside 1 to n - 1 is refused")
  func explicitNonces() throws {
    let key = try Self.rfc6979Key()
    let n = Natural(bigEndian: P256.orderOctets)
    for k in [0, n, n + 5] as [Natural] {
      let octets = try k.bigEndianBytes(count: 32)
      #expect(throws: PublicKeyError.unusableNonce) {
        try ECDSA.sign(message: [], key: key, hash: SHA256.self, nonce: .explicit(octets))
      }
    }
    #expect(throws: PublicKeyError.unusableNonce) {
      try ECDSA.sign(message: [], key: key, hash: SHA256.self, nonce: .explicit([1]))
    }
  }

  @Test("hedged signatures differ with the random octets, and all are valid")
  func hedged() throws {
    let key = try Self.rfc6979Key()
    var random = SeededRandom(61)
    var seen: Set<P256.Signature> = [
      try ECDSA.sign(message: [7], key: key, hash: SHA256.self)
    ]
    for _ in 0..<4 {
      let signature = try ECDSA.sign(
        message: [7], key: key, hash: SHA256.self, nonce: .hedged(using: &random))
      #expect(
        ECDSA.verify(signature: signature, message: [7], key: key.publicKey, hash: SHA256.self))
      #expect(seen.insert(signature).inserted)
    }
    let twice = try (0..<2).map { _ in
      try ECDSA.sign(message: [7], key: key, hash: SHA256.self, nonce: .hedged([1, 2, 3]))
    }
    #expect(twice[0] == twice[1])
  }

  @Test("two messages under one k give the private key away")
  func reusedNonce() throws {
    let key = try Self.rfc6979Key()
    let k = [UInt8](repeating: 3, count: 32)
    let one = try ECDSA.sign(message: [1], key: key, hash: SHA256.self, nonce: .explicit(k))
    let two = try ECDSA.sign(message: [2], key: key, hash: SHA256.self, nonce: .explicit(k))
    #expect(one.r == two.r)
    let modulo = try Montgomery(modulus: Natural(bigEndian: P256.orderOctets))
    let n = modulo.modulus
    let z1 = Natural(bigEndian: SHA256.hash([1]))
    let z2 = Natural(bigEndian: SHA256.hash([2]))
    let difference = modulo.subtract(one.s, two.s)
    let inverse = try #require(Natural.inverseVariableTime(of: difference, modulo: n))
    let found = modulo.multiply(modulo.subtract(z1, z2), inverse)
    #expect(found == Natural(bigEndian: k))
    let d = modulo.multiply(
      modulo.subtract(modulo.multiply(one.s, found), z1),
      try #require(Natural.inverseVariableTime(of: one.r, modulo: n)))
    #expect(d == Natural(bigEndian: key.octets))
  }

  @Test("the leftmost bits of a digest count (RFC 6979, section 2.3.2)")
  func bits2int() {
    #expect(PublicKey.bits2int([0xff, 0x01], bitWidth: 8) == [0xff])
    #expect(PublicKey.bits2int([0xff, 0x01], bitWidth: 7) == [0x7f])
    #expect(PublicKey.bits2int([0xff, 0x01], bitWidth: 12) == [0x0f, 0xf0])
    #expect(PublicKey.bits2int([0xff], bitWidth: 16) == [0x00, 0xff])
    #expect(PublicKey.bits2int([], bitWidth: 16) == [0x00, 0x00])
  }

  @Test("RFC 6979, appendix A.1: two candidates are not below q, the third is k")
  func candidates() throws {
    // The order of K-163 has 163 bits, and the digest is already reduced modulo it.
    var recorder = Recorder<ECDSA.Step>()
    var candidates = DeterministicNonce<SHA256>(
      privateKey: try Hex.decode("009a4d6792295a7f730fc3f2b49cbc0f62e862272f"),
      digest: try Hex.decode("01795edf0d54db760f156d0dac04c0322b3a204224"), additionalData: [],
      bitWidth: 163, observer: &recorder)
    #expect(
      Hex.encode(candidates.next(&recorder)) == "04982d236f3ffc758838ca6f5e9fea455106af3b2b")
    #expect(
      Hex.encode(candidates.next(&recorder)) == "063863c30451dadf4944df4877b740d4f160a8b6ab")
    #expect(
      Hex.encode(candidates.next(&recorder)) == "023af4074c90a02b3fe61d286d5c87f425e6bdd81b")
    // K and V as the appendix prints them.
    let printed = recorder.steps.compactMap { step in
      if case .generator(let letter, let octets) = step {
        (letter, Hex.encode(octets))
      } else {
        nil
      }
    }
    #expect(printed.prefix(2).map(\.0) == [.b, .c])
    let expected: [(ECDSA.GeneratorStep, String)] = [
      (.d, "09999a9bfef972d3346911883fad7951d23f2c8b47f420222d1171eeeeac5ab8"),
      (.e, "d5f4030f755ee86aa10bba8c09df114ff6b6111c238500d13c7343a8c01becf7"),
      (.f, "0cf2fe96d5619c9ef53cb7417d49d37ea68a4ffed0d7e623e38689289911bd57"),
      (.g, "783457c1cf3148a8f2a9ae73ed472fa98ed9cd925d8e964ce0764def3f842b9a"),
      (.h2, "9305a46de7ff8eb107194debd3fd48aa20d5e7656cbe0ea69d2a8d4e7c67314a"),
      (.h3Key, "75cb5c05b2a78c3d81df12d74d7be0a0e94ab19815781d4d8e2902a79d0a6699"),
      (.h3V, "dcb9ca126107a9c27ce77ba58ea871c8c912d835eaddc305f2445d88f66c4c43"),
    ]
    for (index, (letter, text)) in expected.enumerated() {
      #expect(printed[index + 2].0 == letter)
      #expect(printed[index + 2].1 == text)
    }
  }

  @Test("every key and k of a small curve: signatures are valid, r = 0 and s = 0 refused")
  func toyCurve() throws {
    var refused = 0
    let message: [UInt8] = [5]
    for d in 1..<109 as Range<UInt8> {
      let key = try ECPrivateKey<Toy127>(octets: [d])
      for k in 1..<109 as Range<UInt8> {
        do throws(PublicKeyError) {
          let signature = try ECDSA.sign(
            message: message, key: key, hash: SHA256.self, nonce: .explicit([k]))
          #expect(
            ECDSA.verify(
              signature: signature, message: message, key: key.publicKey, hash: SHA256.self))
        } catch {
          #expect(error == .unusableNonce)
          refused += 1
        }
      }
      // With a k of its own a signature always comes out, if only after another candidate.
      for message in 0..<20 as Range<UInt8> {
        let signature = try ECDSA.sign(message: [message], key: key, hash: SHA256.self)
        #expect(
          ECDSA.verify(
            signature: signature, message: [message], key: key.publicKey, hash: SHA256.self))
      }
    }
    #expect(refused > 0)
  }
}
