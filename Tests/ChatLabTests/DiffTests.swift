import Rendering
import Testing
import Transport

@testable import ChatLab

@Suite("diff lays two runs side by side")
struct DiffTests {
  private func diff(
    _ first: Runs.Options, _ second: Runs.Options, _ options: [String] = []
  ) throws -> Outcome {
    let directory = try TemporaryDirectory()
    let a = try directory.file("a.jsonl", try #require(Runs.transcripts[first]))
    let b = try directory.file("b.jsonl", try #require(Runs.transcripts[second]))
    return run(["diff", a, b] + options, of: .chatLab)
  }

  /// The text without the ends of lines.
  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("A run and itself have no difference")
  func same() throws {
    let outcome = try diff(Runs.toyHardened, Runs.toyHardened)
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    #expect(outcome.output.hasSuffix("over the whole runs\n    nothing is different\n"))
    #expect(!outcome.output.contains("CERTIFICATION"))
  }

  @Test("Original and hardened: how values are made, who can know them, what vouches for fields")
  func modes() throws {
    let outcome = try diff(Runs.toyOriginal, Runs.toyHardened)
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    #expect(outcome.output.split(separator: "\n").allSatisfy { displayWidth(of: $0) <= 80 })
    let text = words(outcome.output)
    for part in [
      "A alice.symmetric_key^bob.e mod bob.n, octet by octet B alice.encoded_key^",
      "alice.symmetric_key: in A relay and a listener can know it, in B nobody but users",
      "chat: iv, ciphertext; in A nothing vouches for that",
      "only B: alice.fingerprint = alice.expected_fingerprint A goes on without this check",
      "weak A F10 no sequence numbers: lines replay and reorder (an attack works on A)",
      "closes B F5 nothing tells whose public key this is",
      "only in A: F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F13; only in B: none",
      "A alice.symmetric_key bob.symmetric_key B alice.symmetric_key bob.symmetric_key",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("At real size nobody but the users can know the keys, in neither mode")
  func real() throws {
    let text = words(try diff(Runs.realOriginal, Runs.realHardened).output)
    #expect(!text.contains("symmetric_key: in A"))
    // The code over the text depends on both fields, as the receiver computes it.
    #expect(!text.contains("chat: iv, ciphertext; in A"))
    #expect(text.contains("public-key: mode, size, n, e; in A nothing vouches for that"))
  }

  @Test("An honest run beside one with an attacker")
  func attacker() throws {
    let text = words(try diff(Runs.toyOriginal, Runs.malloryOriginal).output)
    #expect(text.contains("mallory: what mallory learns of what others drew or typed"))
    #expect(text.contains("A does not take part B"))
  }

  @Test("The JSON says the same")
  func json() throws {
    let outcome = try diff(Runs.toyOriginal, Runs.toyHardened, ["--format", "json"])
    let json = try #require(JSONValue(line: outcome.output))
    #expect(json["schema"]?.string == ComparisonRenderer.schema)
    let steps = try #require(json["steps"]?.elements)
    #expect(steps.count > 15)
    let differences = steps.flatMap { $0["differences"]?.elements ?? [] }
    let subjects = Set(differences.compactMap { $0["subject"]?.string })
    #expect(
      subjects == [
        "value", "addition", "message", "coverage", "knowledge", "check", "weakness",
      ])
    for step in steps {
      #expect(!(step["a"]?.elements ?? []).isEmpty || !(step["b"]?.elements ?? []).isEmpty)
    }
  }

  @Test("What is no transcript is named, in one line")
  func refusals() throws {
    let directory = try TemporaryDirectory()
    let good = try directory.file("a.jsonl", try #require(Runs.transcripts[Runs.toyOriginal]))
    let bad = try directory.file("b.jsonl", "{}\n")
    let outcome = run(["diff", good, bad], of: .chatLab)
    #expect(outcome.status == .failure && outcome.output.isEmpty)
    #expect(
      outcome.diagnostics
        == "error: \(bad): stage 0, schema: missing, expected chat-lab.transcript/1\n")
    #expect(run(["diff", good, directory.path + "/no"], of: .chatLab).status == .unreadableInput)
    #expect(run(["diff", good], of: .chatLab).status == .usage)
  }
}
