import Bytes
import Terms
import Testing

/// Diffie–Hellman on P-256 and PBKDF2, which the labs to come derive their keys with.
@Suite("Key agreement and derivation as terms") struct AgreementTests {
  // NIST CAVP, KAS_ECC_CDH_PrimitiveTest, P-256, COUNT = 0.
  private static let ownPrivate = "7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534"
  private static let ownPublic =
    "04ead218590119e8876b29146ff89ca61770c4edbbf97d38ce385ed281d8a6b230"
    + "28af61281fd35e2fa7002523acc85a429cb06ee6648325389f59edfce1405141"
  private static let peerPublic =
    "04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287"
    + "db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac"
  private static let shared = "46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b"

  private func drawn(_ actor: String, _ name: String, _ hex: String) throws -> Term {
    let bytes = try Hex.decode(hex)
    let draw = Draw(
      actor: Actor(actor), purpose: name, ordinal: 0, kind: .bytes(bytes.count), source: .system)
    return Term("\(actor).\(name)", bytes, .drawn(draw))
  }

  @Test("P-256 public key and shared secret are those of NIST's case")
  func publishedCase() throws {
    let d = try drawn("alice", "d", Self.ownPrivate)
    let own = try Term("Q", P256PublicPoint(of: d))
    #expect(Hex.encode(own.bytes) == Self.ownPublic)
    let peer = Term.constant("peer", try Hex.decode(Self.peerPublic))
    let secret = try Term("Z", P256SharedSecret(privateKey: d, publicKey: peer))
    #expect(Hex.encode(secret.bytes) == Self.shared)
  }

  @Test("the key of the rooms labs follows from the shared secret by PBKDF2")
  func keyEncryptionKey() throws {
    let secret = try drawn("alice", "Z", Self.shared)
    let salt = Term.constant("salt", Array(0...15))
    let key = try Term(
      "kek", PBKDF2Derivation(password: secret, salt: salt, iterations: 100_000, length: 16))
    #expect(Hex.encode(key.bytes) == "823e72beeea7c1d225590e0587bb7544")
  }

  @Test("both sides' secrets have one normal form, a stranger's another")
  func normalForms() throws {
    let scalars = ["11", "22", "33"].map { String(repeating: $0, count: 32) }
    let names = ["alice", "bob", "mallory"]
    let keys = try zip(names, scalars).map { try drawn($0, "d", $1) }
    let points = try zip(names, keys).map { try Term("\($0).Q", P256PublicPoint(of: $1)) }
    let alice = try Term("Z", P256SharedSecret(privateKey: keys[0], publicKey: points[1]))
    let bob = try Term("Z", P256SharedSecret(privateKey: keys[1], publicKey: points[0]))
    let swapped = try Term("Z", P256SharedSecret(privateKey: keys[0], publicKey: points[2]))
    let universe = TermUniverse(roots: [alice, bob, swapped], sent: [:])
    #expect(alice.bytes == bob.bytes)
    #expect(universe.form(of: alice) == universe.form(of: bob))
    #expect(universe.form(of: alice) != universe.form(of: swapped))
  }

  @Test("either private key with the other's point gives the secret; the points alone do not")
  func knowledge() throws {
    let keys = [
      try drawn("alice", "d", String(repeating: "11", count: 32)),
      try drawn("bob", "d", String(repeating: "22", count: 32)),
    ]
    let points = try keys.map { try Term("\($0.name).Q", P256PublicPoint(of: $0)) }
    let secrets = [
      try Term("Z", P256SharedSecret(privateKey: keys[0], publicKey: points[1])),
      try Term("Z", P256SharedSecret(privateKey: keys[1], publicKey: points[0])),
    ]
    let sent = [
      MessageID(wire: "w", sendingEnd: 0, ordinal: 0): ["Q": points[0]],
      MessageID(wire: "w", sendingEnd: 1, ordinal: 0): ["Q": points[1]],
    ]
    let universe = TermUniverse(roots: secrets, sent: sent)
    for (actors, knows) in [(["alice"], true), (["bob"], true), (["eve"], false)] {
      let knowledge = Knowledge(of: actors.map { Actor($0) }, seeing: ["w"], in: universe)
      #expect(secrets.map { knowledge.knows($0) } == [knows, knows])
    }
  }

  @Test("keys that are none are refused")
  func malformedKeys() throws {
    let zero = Term.constant("d", [UInt8](repeating: 0, count: 32))
    #expect(throws: TermError.self) { try P256PublicPoint(of: zero).evaluate() }
    let d = try drawn("alice", "d", Self.ownPrivate)
    var offCurve = try Hex.decode(Self.peerPublic)
    offCurve[64] ^= 1
    #expect(throws: TermError.self) {
      try P256SharedSecret(privateKey: d, publicKey: .constant("Q", offCurve)).evaluate()
    }
  }

  @Test(
    "OpenSSL computes the same",
    .enabled(if: Shell.isAvailable, "needs \(Shell.tools.joined(separator: ", "))"))
  func proofs() throws {
    let d = try drawn("alice", "d", Self.ownPrivate)
    let peer = Term.constant("peer", try Hex.decode(Self.peerPublic))
    let terms = [
      try Term("Q", P256PublicPoint(of: d)),
      try Term("Z", P256SharedSecret(privateKey: d, publicKey: peer)),
      try Term("k", PBKDF2Derivation(password: d, salt: peer, iterations: 1000, length: 80)),
      try Term("one", PBKDF2Derivation(password: d, salt: peer, iterations: 1, length: 1)),
    ]
    for term in terms {
      let line = try #require(term.operation?.proof?.line)
      #expect(try Shell.run(line).output == Hex.encode(term.bytes), "\(term.formula)")
    }
  }
}
