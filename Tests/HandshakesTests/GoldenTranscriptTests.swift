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
/// it. The failing test prints the new one: look at what changed (`chat-lab demo LAB --toy
/// --seed golden --mode … --format jsonl --who-knows --cost` before and after, and `diff`), then put
/// the new digest here, in the commit that changes the transcript.
@Suite struct GoldenTranscriptTests {
  static let digests: [(lab: any Lab.Type, mode: Mode, digest: String)] = [
    (
      NonceRelay.self, .original, "f3ffe07e38689fa6e0bab4fb13ce0a4d4719922ff51bd695e7c91f8670656625"
    ),
    (
      NonceRelay.self, .hardened, "7f41cddd6fa3416d926c4ac950c72d125f5be0f4404fe7bff5ce0944b482427e"
    ),
    (KeyHub.self, .original, "1b814ab42507cb62805fd76efba3ed1c46e184c54cb616c509d41949e85f5ee8"),
    (KeyHub.self, .hardened, "51f9f28bf13855192508e0b7db8d5493530033c51ea60c61914bca723fb88177"),
    (
      RegisteredRooms.self, .original,
      "ce9b60414034ffc0807948122245340af47d7db3dbf9184f34032dd4141e2c87"
    ),
    (
      RegisteredRooms.self, .hardened,
      "b65e1d161984be9707e1c3f5a34c06484207bdbfe8c4248b77d803e2f2b09140"
    ),
  ]

  private func seeded(
    _ lab: any Lab.Type, _ mode: Mode, through middle: Middle
  ) -> Demonstration {
    var demonstration = lab.demonstration(LabSettings(mode: mode, size: .toy))
    demonstration.source = .seed("golden")
    demonstration.middle = middle
    return demonstration
  }

  private func transcript(_ lab: any Lab.Type, _ demonstration: Demonstration) -> [String] {
    let told = [
      Transcript.Setting("mode", demonstration.settings.mode.rawValue),
      Transcript.Setting("size", demonstration.settings.size.rawValue),
    ]
    let transcript = lab.demonstrate(demonstration, told: told).transcript
    let observers = lab.observers(of: demonstration).map {
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
  func aSeededRunHasAFixedTranscript(
    lab: any Lab.Type, mode: Mode, digest expected: String
  ) {
    let lines = transcript(lab, seeded(lab, mode, through: .relay))
    #expect(lines.count > 15)
    let digest = SHA256.hash(Array(lines.map { $0 + "\n" }.joined().utf8))
    #expect(Hex.encode(digest) == expected)
  }

  /// Whatever addresses the terms of a run have, and in whatever order a dictionary holds them.
  @Test(arguments: digests.map { (lab: $0.lab, mode: $0.mode) }, Middle.allCases)
  func aSecondRunIsTheSame(run: (lab: any Lab.Type, mode: Mode), middle: Middle) {
    let demonstration = seeded(run.lab, run.mode, through: middle)
    #expect(transcript(run.lab, demonstration) == transcript(run.lab, demonstration))
  }
}
