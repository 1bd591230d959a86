import Bytes
import Handshakes
import Hashing
import Rendering
import Terms
import Testing
import Transcripts

/// Whole seeded runs at toy size as JSON lines, byte for byte.
///
/// When a protocol, a formula, a text or the format changes on purpose, these digests change with
/// it. The failing test prints the new one: look at what changed (`chat-lab demo nonce-relay --toy
/// --seed golden --mode … --format jsonl --who-knows --cost` before and after, and `diff`), then put
/// the new digest here, in the commit that changes the transcript.
@Suite struct GoldenTranscriptTests {
  static let digests: [(mode: Mode, digest: String)] = [
    (.original, "f3ffe07e38689fa6e0bab4fb13ce0a4d4719922ff51bd695e7c91f8670656625"),
    (.hardened, "7f41cddd6fa3416d926c4ac950c72d125f5be0f4404fe7bff5ce0944b482427e"),
  ]

  private func seeded(
    _ mode: Mode, through middle: Middle
  ) -> Demonstration {
    var demonstration = NonceRelay.demonstration(LabSettings(mode: mode, size: .toy))
    demonstration.source = .seed("golden")
    demonstration.middle = middle
    return demonstration
  }

  private func transcript(_ demonstration: Demonstration) -> [String] {
    let told = [
      Transcript.Setting("mode", demonstration.settings.mode.rawValue),
      Transcript.Setting("size", demonstration.settings.size.rawValue),
    ]
    let transcript = NonceRelay.demonstrate(demonstration, told: told).transcript
    let observers = NonceRelay.observers(of: demonstration).map {
      (name: $0.name, actors: $0.actors, wires: $0.wires)
    }
    var renderer = JSONLinesRenderer()
    return [renderer.line(settings: transcript.settings)]
      + transcript.stages.map { renderer.line($0) }
      + [
        renderer.line(KnowledgeReport(observers, in: transcript.universe), of: transcript),
        renderer.line(CostReport(transcript)),
      ]
  }

  @Test(arguments: digests)
  func aSeededRunHasAFixedTranscript(mode: Mode, digest expected: String) {
    let lines = transcript(seeded(mode, through: .relay))
    #expect(lines.count > 15)
    let digest = SHA256.hash(Array(lines.map { $0 + "\n" }.joined().utf8))
    #expect(Hex.encode(digest) == expected)
  }

  /// Whatever addresses the terms of a run have, and in whatever order a dictionary holds them.
  @Test(arguments: Mode.allCases, Middle.allCases)
  func aSecondRunIsTheSame(mode: Mode, middle: Middle) {
    #expect(
      transcript(seeded(mode, through: middle)) == transcript(seeded(mode, through: middle)))
  }
}
