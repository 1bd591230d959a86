import Handshakes
import Processor
import Rendering
import Testing
import Transport

@testable import ChatLab

@Suite("labs and vectors list what there is")
struct ListTests {
  @Test("labs: one line each, wrapped beside the name")
  func labs() {
    let outcome = run(["labs"], of: .chatLab)
    #expect(outcome.status == .success)
    #expect(
      outcome.output == """
        certified-peers   A server certifies two people's keys; they meet and talk past
                          it, directly.
        nonce-relay       Two people exchange RSA keys, nonces and symmetric keys
                          through a relay.
        key-hub           Rooms of up to ten share a Fernet key that an elected hub
                          hands out.
        session-keys      Any number of people share keys, a pair for each two of them,
                          through a server.
        registered-rooms  The rooms of key-hub, where the server checks logins with
                          registered keys.

        """)
    for line in Runs.lines(run(["labs", "--columns", "40"], of: .chatLab).output) {
      #expect(displayWidth(of: line) <= 40)
    }
  }

  @Test("labs --format json: a schema, and name and summary of each lab")
  func labsJSON() throws {
    let lines = Runs.lines(run(["labs", "--format", "json"], of: .chatLab).output)
    #expect(lines.count == 1)
    let json = try #require(JSONValue(line: lines[0]))
    #expect(json["schema"]?.string == "chat-lab.labs/1")
    let labs = try #require(json["labs"]?.elements)
    #expect(labs.map { $0["name"]?.string } == Labs.all.map { $0.name })
    #expect(labs.allSatisfy { $0["summary"]?.string?.hasSuffix(".") == true })
  }

  @Test("Every lab that is listed runs by its name", arguments: Labs.all.map { $0.name })
  func everyLab(name: String) {
    #expect(demo([name, "--toy"]).status == .success)
  }

  @Test("vectors --format json: a schema, a row for each file, totals that are their sums")
  func vectorsJSON() throws {
    let directory = try Repository.path("vectors")
    let outcome = run(
      ["vectors", "pbkdf2", "--directory", directory, "--format", "json"], of: .chatLab)
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    #expect(outcome.output.hasSuffix("}\n") && !outcome.output.hasSuffix("\n\n"))
    let json = try #require(JSONValue(line: outcome.output))
    #expect(json["schema"]?.string == "chat-lab.vectors/1")
    let files = try #require(json["files"]?.elements)
    #expect(!files.isEmpty)
    for file in files {
      #expect(file["path"]?.string?.isEmpty == false && file["algorithm"]?.string != nil)
      guard case .object(let reasons)? = file["reasons"] else {
        Issue.record("no reasons")
        continue
      }
      let skipped = reasons.values.compactMap(\.integer).reduce(0, +)
      #expect(file["skipped"]?.integer == skipped)
      #expect(file["failures"]?.elements?.isEmpty == true)
    }
    for number in ["cases", "passed", "failed", "skipped"] {
      let sum = files.compactMap { $0[number]?.integer }.reduce(0, +)
      #expect(json["totals"]?[number]?.integer == sum)
    }
    #expect((json["totals"]?["passed"]?.integer ?? 0) > 0)
    #expect(json["totals"]?["files"]?.integer == files.count)
  }

  @Test("vectors: text fits 80 columns and agrees with the JSON")
  func vectorsText() throws {
    let directory = try Repository.path("vectors")
    let outcome = run(["vectors", "pbkdf2", "--directory", directory], of: .chatLab)
    #expect(outcome.status == .success)
    for line in Runs.lines(outcome.output) { #expect(displayWidth(of: line) <= 80, "\(line)") }
  }

  @Test("vectors: the report names the backend; one that cannot run here is bad usage")
  func vectorsBackend() throws {
    let line = ["vectors", "rfc4231", "--directory", try Repository.path("vectors"), "--backend"]
    for backend in Backend.available {
      let outcome = run(line + [backend.name], of: .chatLab)
      #expect(outcome.status == .success)
      #expect(outcome.output.hasPrefix("backend: \(backend.name)\n"))
      let json = run(line + [backend.name, "--format", "json"], of: .chatLab)
      #expect(JSONValue(line: json.output)?["backend"]?.string == backend.name)
    }
    for name in Backend.names where Backend.named(name) == nil {
      let outcome = run(line + [name], of: .chatLab)
      #expect(outcome.status == .usage && outcome.output.isEmpty)
      #expect(outcome.diagnostics.hasPrefix("error: --backend: \(name) cannot run here"))
      #expect(displayWidth(of: Runs.lines(outcome.diagnostics)[0]) <= 80)
    }
    let unknown = run(line + ["quantum"], of: .chatLab)
    #expect(unknown.status == .usage)
    #expect(unknown.diagnostics.contains(Backend.names.joined(separator: ", ")))
  }

  @Test("vectors: nothing to run is a failure, no directory an unreadable input")
  func vectorsErrors() throws {
    let directory = try Repository.path("vectors")
    let none = run(["vectors", "zzz", "--directory", directory], of: .chatLab)
    #expect(none.status == .failure)
    #expect(none.diagnostics == "error: no case was run: 0 files, 0 cases skipped\n")
    let missing = run(["vectors", "--directory", "/nonexistent"], of: .chatLab)
    #expect(missing.status == .unreadableInput && missing.output.isEmpty)
    #expect(Runs.lines(missing.diagnostics).count == 1)
  }

  @Test("Bad usage of the other commands is one line of at most 80 columns")
  func badUsage() {
    for (line, part) in [
      (["labs", "--format", "jsn"], "did you mean 'json'?"),
      (["labs", "x"], "unexpected argument 'x'"), (["replay"], "missing argument <file>"),
      (["why", "run.jsonl"], "missing argument <name>"), (["rply"], "did you mean 'replay'?"),
      (["replay", "a", "b"], "takes one argument, <file>"),
      (["vectors", "--formt", "x"], "did you mean '--format'?"),
    ] {
      let outcome = run(line, of: .chatLab)
      #expect(outcome.status == .usage && outcome.output.isEmpty)
      #expect(outcome.diagnostics.hasPrefix("error: ") && outcome.diagnostics.contains(part))
      for line in Runs.lines(outcome.diagnostics) { #expect(displayWidth(of: line) <= 80) }
    }
  }
}
