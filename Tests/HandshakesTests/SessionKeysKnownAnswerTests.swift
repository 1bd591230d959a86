import Bytes
import Terms
import Testing

@testable import Handshakes

/// The numbers that the document's own program gives, computed by the code that runs the lab.
@Suite struct SessionKeysKnownAnswerTests {
  private static let sizes = SessionKeysLab.Sizes(.real)

  private func octets(_ range: ClosedRange<UInt8>) -> Term {
    .constant("octets", Array(range))
  }

  private func keys() throws -> SessionKeysLab.OriginalKeys {
    let password = try Term("password", HexadecimalText(of: octets(0x00...0x1f)))
    return try .derive(password: password, salt: octets(0x20...0x3f), "luffy", Self.sizes)
  }

  @Test func keysFromTheDigitsOfASecret() throws {
    let keys = try keys()
    #expect(
      Hex.encode(keys.encryption.bytes)
        == "b186854d1d4947f2784d486cc9027e3e8c075dedc3ba47b7b1ab637c2ef8b99c")
    #expect(
      Hex.encode(keys.mac.bytes)
        == "1c91228a114aea1097c19437f4a234d5640f2b1663e7a28903c34e53967f228c")
    #expect(keys.all.bytes == keys.encryption.bytes + keys.mac.bytes)
  }

  @Test func aLineOfTheOriginal() throws {
    let sealed = try SessionKeysLab.OriginalSession.seal(
      .text("text", "pay 100"), sender: .text("sender", "luffy"), iv: octets(0xa0...0xaf),
      keys(), "luffy")
    #expect(sealed.values[0].bytes == Array(#"["pay 100", "luffy"]"#.utf8))
    #expect(
      Hex.encode(sealed.ciphertext.bytes)
        == "40849ac55fb5283390c4b211a5d286a2a8a45ad32ab11241f6945ae3f7c57b5f")
    #expect(
      Hex.encode(sealed.mac.bytes)
        == "b2d3fdf26ea2b6bbd7fac05db442ed61b605f85819f4e01ccb0b78b3e59427dd")
  }

  /// F1, by the session that a user has: the tag is right, and the text another one.
  @Test(arguments: [(UInt8(0), "pay 100"), (0x08, "pay 900")])
  func aFlippedBitOfTheIVIsNotNoticed(mask: UInt8, text: String) throws {
    let keys = try keys()
    let names = [Term.text("from", "luffy"), .text("to", "zoro")]
    let sealed = try SessionKeysLab.OriginalSession.seal(
      .text("text", "pay 100"), sender: names[0], iv: octets(0xa0...0xaf), keys, "luffy")
    var iv: [UInt8] = Array(0xa0...0xaf)
    iv[6] ^= mask
    let message = try SessionKeysLab.Layouts.chat.write(
      names + [.constant("iv", iv), sealed.ciphertext, sealed.mac],
      id: MessageID(wire: "w", sendingEnd: 1, ordinal: 0), from: Actor("server"),
      to: Actor("zoro"))
    var channel = Channel(Link(wire: "w", end: 0))
    channel.append(message.bytes)
    let arrival = try #require(try channel.nextArrival())
    var pair = Pair(
      own: Actor("zoro"), peer: Actor("luffy"), claimedName: "zoro", role: 0,
      settings: LabSettings(mode: .original, size: .real), layouts: [], channel: channel,
      draws: Draws(of: Actor("zoro"), in: "test", from: .seed("never used")))
    var session = SessionKeysLab.OriginalSession(keys)
    let delivered = try session.receive(arrival, &pair).compactMap { action in
      if case .deliver(let delivery, _) = action { delivery } else { nil }
    }
    #expect(delivered.map(\.isVerified) == [true])
    #expect(delivered.map { String(decoding: $0.text, as: UTF8.self) } == [text])
    #expect(delivered.map(\.sender.name) == ["luffy"])
  }
}
