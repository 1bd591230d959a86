import Bytes
import Handshakes
import Terms
import Testing
import Transcripts

/// Values that were computed elsewhere, through the code that runs the labs.
@Suite struct RoomsKnownAnswerTests {
  private func constant(_ name: String, hex: String) throws -> Term {
    .constant(name, try Hex.decode(hex))
  }

  /// The shared secret is NIST's (CAVP, P-256, COUNT = 0); the rest follows by the document.
  @Test func theKeyIsWrappedAsInWhatWasBuilt() throws {
    let secret = try constant(
      "Z", hex: "46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b")
    let salt = Term.constant("salt", Array(0x00...0x0f))
    let iv = Term.constant("IV", Array(0x10...0x1f))
    let rules = KeyHub.rules(LabSettings(mode: .original, size: .real))
    let kek = try Rooms.KeyWrapping.keyEncryptionKey(
      "kek", secret: secret, salt: salt, iterations: rules.iterations)
    #expect(Hex.encode(kek.bytes) == "823e72beeea7c1d225590e0587bb7544")
    let key = try constant(
      "key", hex: "730ff4c7af3d46923e8ed451ee813c87f790b0a226bc96a92de49b5e9c05e1ee")
    let wrapped = try Rooms.KeyWrapping.wrap("wrapped", key, under: kek, iv: iv)
    #expect(
      Hex.encode(wrapped.bytes)
        == "973a136e665e1e8a7057b357ebd77a5de775cf8fbb7d364eb503b361fa458b3e")
    let again = try Rooms.KeyWrapping.unwrap("again", wrapped, under: kek, iv: iv)
    #expect(again.bytes == key.bytes)
    // F7: a bit of the IV flips the same bit of the key.
    let flipped = Term.constant("IV", [0x11] + Array(0x11...0x1f))
    let other = try Rooms.KeyWrapping.unwrap("other", wrapped, under: kek, iv: flipped)
    #expect(Hex.encode(other.bytes).hasPrefix("720ff4c7af3d46923e8ed451ee813c87f790b0a2"))
  }

  /// Both labs agree on keys on P-256, and `registered-rooms` signs on P-384.
  @Test func theCurvesAreThoseOfTheLabs() {
    #expect(KeyHub.curve == .p256)
    #expect(RegisteredRooms.curve == .p384)
    #expect(KeyHub.rules(LabSettings(mode: .original, size: .toy)).iterations == 1)
    #expect(!KeyHub.rules(LabSettings(mode: .original, size: .toy)).registers)
    #expect(KeyHub.rules(LabSettings(mode: .hardened, size: .toy)).registers)
    #expect(RegisteredRooms.rules(LabSettings(mode: .original, size: .toy)).registers)
  }

  /// The example of the Fernet specification, `generate.json` and `verify.json`.
  private let token =
    "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmNuBzLQK"
  private let fernetKey = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="

  private func roomKey() throws -> Rooms.RoomKey {
    let octets = try Base64.decode(fernetKey.utf8, alphabet: .urlSafe)
    return try Rooms.RoomKey(.constant("key", octets))
  }

  @Test func aTokenIsThatOfTheSpecification() throws {
    let alice = Actor("alice")
    let made = try Rooms.FernetToken.make(
      .text("text", "hello"), key: try roomKey(),
      time: .constant("time", ByteWriter.integer(499_162_800, length: 8)),
      iv: .constant("iv", Array(0...15)), by: alice)
    let text = String(decoding: made.token.bytes, as: UTF8.self)
    #expect(text.hasPrefix(token.prefix(60)))
    let received = try Rooms.FernetToken.Received(made.token, key: try roomKey(), from: alice)
    let verified = try #require(received.verified)
    #expect(try verified.open(key: try roomKey(), from: alice).text.bytes == Array("hello".utf8))
  }

  @Test func aSpoiltTokenIsNotOpened() throws {
    let alice = Actor("alice")
    let made = try Rooms.FernetToken.make(
      .text("text", "hello"), key: try roomKey(),
      time: .constant("time", ByteWriter.integer(1, length: 8)),
      iv: .constant("iv", Array(0...15)), by: alice)
    let octets = try Base64.decode(made.token.bytes, alphabet: .urlSafe)
    for place in octets.indices {
      var changed = octets
      changed[place] ^= 1
      let text = Term.text("token", Base64.encode(changed, alphabet: .urlSafe))
      let received = try? Rooms.FernetToken.Received(text, key: try roomKey(), from: alice)
      #expect(received?.verified == nil)
    }
  }
}
