import Rendering
import Testing

@testable import ChatLab

@Suite("why traces a value down to the draws")
struct WhyTests {
  private func why(_ text: String, _ name: String, _ options: [String] = []) throws -> Outcome {
    let directory = try TemporaryDirectory()
    let path = try directory.file("run.jsonl", text)
    return run(["why", path, name] + options, of: .chatLab)
  }

  private func transcript(_ options: Runs.Options) throws -> String {
    try #require(Runs.transcripts[options])
  }

  @Test("The tree of a received code goes through the wire to the other user's draws")
  func tree() throws {
    let outcome = try why(transcript(Runs.toyOriginal), "bob.computed_mac")
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    let tree = try #require(outcome.output.split(separator: "\n\n").first)
    for part in [
      "bob.computed_mac: HMAC-SHA-256(key: bob.symmetric_key, message: bob.text)",
      "[FIPS 198-1, section 4]", "received in m", "field sealed_key",
      "16 random decimal digits, drawn by bob from the seed", "typed, bob", "see above",
    ] {
      #expect(
        tree.split(whereSeparator: { $0.isWhitespace || "│├└─".contains($0) })
          .joined(separator: " ").contains(part), "\(part)")
    }
    #expect(tree.contains("├─ ") && tree.contains("└─ "))
  }

  @Test("The keys of the hardened mode come from draws of both users")
  func both() throws {
    let tree = try why(transcript(Runs.realHardened), "alice.mac_key").output
    #expect(tree.contains("drawn by alice") && tree.contains("drawn by bob"))
  }

  @Test("Values of all parts of a run have a tree, by their ids, no line wider than asked for")
  func everyValue() throws {
    let text = try transcript(Runs.toyHardened)
    let file = try TranscriptFile(Array(text.utf8), path: "x")
    let provenance = Provenance(file)
    for (index, value) in file.values.enumerated() where index.isMultiple(of: 7) {
      let id = try #require(value["id"]?.string)
      #expect(provenance.identifiers(named: id) == [id])
      for columns in [40, 80] {
        let tree = provenance.tree(of: id, columns: columns)
        #expect(tree.allSatisfy { displayWidth(of: $0) <= columns }, "\(id)")
        #expect(tree.first?.hasPrefix(value["name"]?.string ?? "?") == true)
      }
    }
  }

  @Test("A name that several values have gives a tree for each; the width is respected")
  func several() throws {
    let outcome = try why(transcript(Runs.recorded), "user2.text", ["--columns", "60"])
    #expect(outcome.output.split(separator: "\n\n").count == 6)
    for line in Runs.lines(outcome.output) { #expect(displayWidth(of: line) <= 60) }
  }

  @Test("An unknown name is one line, with the nearest name")
  func unknown() throws {
    let text = try transcript(Runs.toyOriginal)
    let near = try why(text, "alice.nonc")
    #expect(near.status == .failure && near.output.isEmpty)
    #expect(
      near.diagnostics.hasSuffix(
        "run.jsonl: no value is called 'alice.nonc'; did you mean 'alice.nonce'?\n"))
    let far = try why(text, "zzzzzzzzzzzz")
    #expect(far.diagnostics.hasSuffix("run.jsonl: no value is called 'zzzzzzzzzzzz'\n"))
    #expect(try why(text, "v999999").status == .failure)
  }

  @Test("A file that nests without end, or in a circle, ends the tree")
  func endless() throws {
    let head = #"{"schema":"chat-lab.transcript/1","stage":0,"values":["#
    func value(_ id: Int, _ operand: Int) -> String {
      #"{"id":"v\#(id)","name":"n\#(id)","hex":"00","origin":"computed","formula":"f","#
        + #""operands":["v\#(operand)"]}"#
    }
    let circle = try why(head + [value(1, 2), value(2, 1)].joined(separator: ",") + "]}", "n1")
    #expect(circle.status == .success && circle.output.contains("n1: see above"))
    let chain = (1...20_000).map { value($0, $0 + 1) }.joined(separator: ",")
    let deep = try why(head + chain + "]}", "n1")
    #expect(deep.status == .success && deep.output.contains(": ask for v"))
    for line in Runs.lines(deep.output) { #expect(displayWidth(of: line) <= 80) }
    let missing = try why(head + value(1, 7) + "]}", "v1")
    #expect(missing.output.contains("v7: not there"))
  }

  @Test("Nothing in a file takes over the terminal or the width")
  func hostile() throws {
    let long = String(repeating: "w", count: 300)
    let text = """
      {"schema":"chat-lab.transcript/1","values":[{"id":"v1","name":"n\\u001b[2J","hex":"\\u009b0",\
      "origin":"computed","formula":"\(long)","citation":"\\u202e","operands":["v\\u0007\(long)"]}]}
      """
    let outcome = try why(text, "v1")
    #expect(outcome.status == .success)
    let scalars = outcome.output.unicodeScalars
    #expect(scalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
    #expect(!scalars.contains("\u{9B}"))
    for line in Runs.lines(outcome.output) { #expect(displayWidth(of: line) <= 80) }
    let hint = try why(text, "n_[2J")
    #expect(hint.status == .failure && !hint.diagnostics.contains("\u{1B}"))
  }
}
