import Handshakes
import Terms
import Testing
import Transcripts

/// What the server of session-keys finds out: nothing of honest users, and everything of one whose
/// key factors.
@Suite struct SessionKeysInsightTests {
  private typealias Layouts = SessionKeysLab.Layouts

  /// A key of the recorded run of nonce-relay: 10403 = 101 · 103.
  private static let small = RSAPublicKeyTerms(
    n: .constant("n", [0x28, 0xa3]), e: .constant("e", [0x06, 0x5f]))

  /// The server passes a message on, and says what it puts in reach.
  private func findings(
    _ insight: inout any ServerInsight, _ layout: MessageLayout, from sender: String,
    _ fields: [[UInt8]]
  ) throws -> [String]? {
    let message = try layout.write(
      fields.map { Term.constant("field", $0) },
      id: MessageID(wire: "\(sender)-server", sendingEnd: 0, ordinal: Int(layout.type)),
      from: Actor(sender), to: Actor("server"))
    let arrived = try layout.read(
      message.bytes, id: message.id, from: Actor(sender), to: Actor("server"))
    let stage = Stage(
      .handshake, Actor("server"), "passing on", messages: [.received(arrived)])
    return insight.findings(after: stage)?.map(\.secret.name)
  }

  @Test(arguments: Mode.allCases)
  func aKeyThatFactorsGivesTheTalkAway(mode: Mode) throws {
    var insight = try #require(SessionKeysLab.insight(LabSettings(mode: mode, size: .toy)))
    let pem = try Term(
      "pem",
      PEMEncoding(try Term("info", RSAPublicKeyInfo(Self.small)), label: "PUBLIC KEY"))
    let (alice, bob) = (Array("alice".utf8), Array("bob".utf8))
    let nonce = [UInt8](repeating: 1, count: 32)
    let key =
      mode == .original
      ? try findings(&insight, Layouts.publicKey, from: "alice", [alice, pem.bytes, [1]])
      : try findings(
        &insight, Layouts.addressedPublicKey, from: "alice", [alice, bob, nonce, pem.bytes, [1]])
    #expect(key == ["alice.encryption_p", "alice.encryption_q"])
    let keys = try findings(
      &insight, Layouts.sessionKeys, from: "bob", [bob, alice, [1, 2], [1]])
    #expect(keys?.contains("bob.alice.oaep_seed") == true)
    #expect(keys?.contains("bob.alice.secret") == (mode == .hardened))
    let line =
      mode == .original
      ? try findings(
        &insight, Layouts.chat, from: "alice",
        [alice, bob, [UInt8](repeating: 2, count: 16), [UInt8](repeating: 3, count: 16), nonce])
      : try findings(
        &insight, Layouts.sequencedChat, from: "alice",
        [
          alice, bob, [UInt8](repeating: 0, count: 8), [UInt8](repeating: 2, count: 16),
          [UInt8](repeating: 3, count: 16), nonce,
        ])
    #expect(line == ["alice.bob.text"])
  }

  @Test(arguments: Mode.allCases)
  func honestUsersGiveNothingAway(mode: Mode) throws {
    var company = Company(mode, users: ["alice", "bob", "carol"])
    company.startAll()
    company.say("pay 100", 0, to: "bob")
    company.say("it is a secret", 2, to: "alice")
    company.run()
    var insight = try #require(SessionKeysLab.insight(company.settings))
    var looked = 0
    for stage in company.stages where stage.actor.name == "server" {
      guard let found = insight.findings(after: stage) else { continue }
      looked += 1
      #expect(found.isEmpty, "\(found.map(\.secret.name))")
    }
    #expect(looked >= 7)
  }
}
