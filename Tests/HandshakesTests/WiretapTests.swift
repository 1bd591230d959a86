import Handshakes
import Terms
import Testing
import Transcripts

/// A relay that has only the wire must come to what the run knows who holds all terms.
@Suite struct WiretapTests {
  static let allSettings = Mode.allCases.flatMap { mode in
    Size.allCases.map { LabSettings(mode: mode, size: $0) }
  }

  private func demonstration(_ settings: LabSettings) -> Demonstration {
    var demonstration = NonceRelay.demonstration(settings)
    demonstration.source = .seed("wiretap")
    return demonstration
  }

  /// What a wiretap finds in the messages that the relay of a run passed on.
  private func findings(
    _ transcript: Transcript, _ settings: LabSettings
  ) -> [Finding] {
    var wiretap = NonceRelay.Wiretap(settings)
    return transcript.stages
      .filter { $0.actor.name == "relay" && $0.messages.count == 2 }
      .flatMap { wiretap.observe($0.messages[0].message) }
  }

  @Test(arguments: allSettings)
  func theWireGivesTheSecretsThatTheRunGives(settings: LabSettings) throws {
    let demonstration = demonstration(settings)
    let transcript = NonceRelay.demonstrate(demonstration, told: []).transcript
    let relay = try #require(
      NonceRelay.observers(of: demonstration).first { $0.name == "relay" })
    let report = KnowledgeReport(
      [(name: relay.name, actors: relay.actors, wires: relay.wires)], in: transcript.universe)
    let expected = Set(report.secrets(learntBy: "relay").map(\.secret.name))
    #expect(Set(findings(transcript, settings).map(\.secret.name)) == expected)
    #expect(
      expected.contains("alice.text") == (settings.mode == .original && settings.size == .toy))
  }

  @Test func theRecordedSecretsAreRecoveredWithTheirValues() {
    let transcript = NonceRelay.demonstrate(NonceRelay.recordedRun, told: []).transcript
    let found = findings(transcript, NonceRelay.recordedRun.settings)
    let values = { (name: String) in found.filter { $0.secret.name == name }.map(\.secret.bytes) }
    #expect(values("user1.p") == [[101]] && values("user1.q") == [[103]])
    #expect(values("user2.p") == [[109]] && values("user2.q") == [[127]])
    #expect(values("user1.symmetric_key") == [Array("5798103083829088".utf8)])
    #expect(values("user2.symmetric_key") == [Array("5597332014816835".utf8)])
    #expect(
      values("user1.text") == ["i am fine", "and you", "it is a secret"].map { Array($0.utf8) })
    #expect(
      values("user2.text") == ["hello", "how are you", "fine thakyou"].map { Array($0.utf8) })
  }
}
