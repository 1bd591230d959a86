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
    (KeyHub.self, .original, "14d4af48f7997962c7844c71f9b22d23bd0689ce90f437be316a5f9a680dc56c"),
    (KeyHub.self, .hardened, "10dd7b02b167981a745c1ae034a0235d5a379a0b211e117a510dce0be933d00e"),
    (
      RegisteredRooms.self, .original,
      "7134519f4b648553733c8b1d8c2cbe305a9dc22d034ad6f61e4b563ed1b591a4"
    ),
    (
      RegisteredRooms.self, .hardened,
      "9f7e15e44b40fa17906852710bee7b21173c056efec634c94388b9b8caa89a8b"
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
