import Foundation
import Handshakes
import Testing
import Transport

@testable import ChatLab

@Suite("demo runs a lab and shows it")
struct DemoTests {
  @Test(
    "The same seed gives the same bytes, another one others",
    arguments: ["original", "hardened"].flatMap { mode in
      [["--mode", mode], ["--mode", mode, "--toy"]]
    }, ["text", "jsonl"])
  func reproducible(options: [String], format: String) {
    let line = options + ["--who-knows", "--cost", "--format", format]
    let first = demo(["--seed", "one"] + line)
    #expect(first.status == .success && first.diagnostics.isEmpty)
    #expect(first.output.utf8.count > 10_000)
    #expect(demo(["--seed", "one"] + line).output == first.output)
    #expect(demo(["--seed", "two"] + line).output != first.output)
  }

  @Test("Without a seed, two runs draw different values")
  func unseeded() {
    #expect(demo(["--toy"]).output != demo(["--toy"]).output)
  }

  @Test("What is said later changes nothing that was drawn before")
  func sameDraws() throws {
    let short = Runs.lines(demo(["--toy", "--seed", "x", "--say", "a"]).output)
    let long = Runs.lines(demo(["--toy", "--seed", "x", "--say", "a", "--say", "b"]).output)
    let end = try #require(short.firstIndex { $0.contains("CLOSING") })
    let start = try #require(short.firstIndex { $0.contains("CONNECTION") })
    #expect(end - start > 300)
    // The introduction has one line more.
    #expect(long[(start + 1)..<(end + 1)].elementsEqual(short[start..<end]))
  }

  @Test("Lines are said by the users in turn, or by whom they name")
  func speakers() {
    let said = ["one", "two", "bob: three", "alice:four", "carol: five"]
    let line = ["--toy", "--mode", "original"] + said.flatMap { ["--say", $0] }
    let run = Runs.lines(demo(line).output).filter { $0.hasPrefix("    line ") }
    #expect(
      run.map { $0.dropFirst(14) } == [
        "alice: one", "bob: two", "bob: three", "alice: four", "alice: carol: five",
      ])
    #expect(demo(line).output.contains("alice encrypts a line for bob"))
  }

  @Test("A line of the greatest length is said, a longer one is bad usage")
  func longLines() {
    let longest = String(repeating: "é", count: 8192)
    #expect(demo(["--toy", "--mode", "original", "--say", longest]).status == .success)
    let longer = demo(["--toy", "--say", "bob: " + longest + "e"])
    #expect(longer.status == .usage)
    #expect(longer.diagnostics == "error: --say: 16385 bytes, expected at most 16384\n")
  }

  @Test("Characters that take over a terminal are shown escaped")
  func controls() {
    let text = demo([
      "--toy", "--mode", "original", "--say", "\u{1B}[2J\u{202E}x", "--seed", "\u{7}",
    ])
    #expect(text.output.contains(#""\u{1b}[2J\u{202e}x""#))
    let allowed = text.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }
    #expect(allowed && !text.output.unicodeScalars.contains("\u{202E}"))
  }

  @Test(
    "Bad usage is one line that says what was expected",
    arguments: [
      (
        ["nonce-rely"],
        "<lab>: 'nonce-rely' is not one of \(Labs.names.joined(separator: ", "));"
          + " did you mean 'nonce-relay'?"
      ),
      (
        ["--mode", "orignal"],
        "--mode: 'orignal' is not one of original, hardened; did you mean 'original'?"
      ),
      (
        ["--through", "malory"],
        "--through: 'malory' is not one of relay, mallory, lying-ca; did you mean 'mallory'?"
      ),
      (["--sede", "x"], "unknown option '--sede' for 'chat-lab demo'; did you mean '--seed'?"),
      (["--check-with", "gpg"], "--check-with: 'gpg' is not one of openssl"),
      (
        ["--recorded", "--mode", "hardened"],
        "--recorded is a run of the original, expected no --mode hardened"
      ),
      (["--recorded", "--seed", "x"], "--recorded has its own values, expected no --seed"),
      (
        ["--recorded", "--through", "mallory"],
        "--recorded went through the relay, expected no --through mallory"
      ),
      (["--recorded", "--say", "x"], "--recorded has its own lines, expected no --say"),
      (
        ["--step", "--format", "jsonl"],
        "--step needs text on a screen, expected no --format jsonl or --output"
      ),
      (
        ["--step", "--output", "x"],
        "--step needs text on a screen, expected no --format jsonl or --output"
      ),
    ])
  func badUsage(options: [String], message: String) {
    let outcome = demo(options)
    #expect(outcome.status == .usage && outcome.output.isEmpty)
    #expect(outcome.diagnostics == "error: \(message)\n")
  }

  @Test("--recorded agrees with what it implies")
  func recordedAgrees() {
    let plain = demo(["--recorded"]).output
    #expect(demo(["--recorded", "--mode", "original", "--toy"]).output == plain)
    #expect(demo(["nonce-relay", "--recorded", "--through", "relay"]).output == plain)
  }

  @Test("Mallory goes unseen in the original, and is caught in the hardened mode")
  func mallory() {
    let unseen = demo(["--mode", "original", "--toy", "--through", "mallory"])
    #expect(unseen.status == .success && unseen.diagnostics.isEmpty)
    let caught = demo(["--mode", "hardened", "--toy", "--through", "mallory"])
    #expect(caught.status == .failure)
    #expect(Runs.lines(caught.diagnostics).count == 1)
    #expect(caught.diagnostics.hasPrefix("error: alice: ") && caught.diagnostics.contains("finger"))
    #expect(!caught.output.contains("MESSAGE ENCRYPTION"))
  }

  @Test("An output that cannot be written ends with 73 and one line")
  func unwritable() {
    for path in ["/nonexistent/run", "/", "/dev/full"] {
      for format in ["text", "jsonl"] {
        let outcome = demo(["--toy", "--mode", "original", "--format", format, "--output", path])
        #expect(outcome.status == .unwritableOutput && outcome.output.isEmpty)
        #expect(outcome.diagnostics.hasPrefix("error: \(path): cannot be written: "))
        #expect(Runs.lines(outcome.diagnostics).count == 1)
      }
    }
  }

  @Test("A file holds what the screen would, and is for its owner alone")
  func file() throws {
    let directory = try TemporaryDirectory()
    for format in ["text", "jsonl"] {
      let path = "\(directory.path)/run.\(format)"
      let line = ["--toy", "--seed", "x", "--format", format]
      let outcome = demo(line + ["--output", path])
      #expect(outcome.status == .success && outcome.output.isEmpty)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == demo(line).output)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }
}

@Suite("demo --recorded shows the numbers of the document")
struct RecordedDemoTests {
  private let lines = Runs.lines(demo(["--recorded"]).output)

  @Test(
    "Every number and list, in decimal",
    arguments: [
      "10403", "1631", "3671", "13843", "2629", "2557",
      #""1808137960145660276412""#, #""5798103083829088""#,
      #""1938835455698791163918""#, #""5597332014816835""#,
      "[2142, 7874, 9358, 7874, 2142, 8341, 6504, 5094, 6819, 9358, 2142, 4019, 35, 6819, 6819, "
        + "9358, 9132, 6504, 6819, 4019, 2142, 9132]",
      "[9409, 1039, 12650, 6335, 6335, 12650, 7726, 814, 7726, 7726, 7139, 1039, 6335, 6595, 1039, "
        + "9409, 9409, 7139, 12650, 1039, 9409, 6335]",
      "[7917, 13571, 11984, 6798, 5911, 9782, 597, 9782, 6798, 597, 6798, 4648, 11984, 9782, 6798, "
        + "6798]",
      "[9202, 9202, 5094, 2487, 5457, 5457, 1613, 191, 3481, 2680, 9316, 3481, 227, 9316, 5457, "
        + "9202]",
      #""hello""#, #""how are you""#, #""i am fine""#, #""and you""#, #""fine thakyou""#,
      #""it is a secret""#,
      "e9cb17ca71954a135b69031eb179f644a53fe18349f645d1a289c02251fb7f3a",
      "6b6f85071c09fe12925bbd1418dda28b0cde20d304934ec59dddbebe77a9eafb",
    ])
  func number(text: String) {
    // A list can go on in the next line.
    let flowing = lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
    #expect(flowing.contains(" \(text) "))
  }

  @Test("Three terminals, one after the other, each with its own stages in order")
  func terminals() {
    let titles = lines.filter { $0.hasPrefix("TERMINAL OF ") }
    #expect(titles.map { $0.split(separator: " ")[2] } == ["user1", "user2", "relay"])
    let screens = lines.split { $0.hasPrefix("TERMINAL OF ") }.dropFirst()
    for screen in screens {
      let headings = screen.filter { $0.prefix(4).hasSuffix("  ") }
      let numbers = headings.compactMap { Int($0.prefix(2).drop { $0 == " " }) }
      #expect(numbers.count > 10 && numbers == numbers.sorted())
    }
  }

  @Test("Each line that arrives is verified")
  func verified() {
    let checks = lines.filter { $0.hasPrefix("    check ") }
    #expect(checks.count == 8 && checks.allSatisfy { $0.contains("✓") })
  }

  @Test("Only initialisation vectors are not of the recording, and are marked")
  func fixedSeed() {
    let drawn = lines.indices.filter { lines[$0].contains("drawn by") }
    for index in drawn {
      let name = lines[index].hasPrefix("     ") ? lines[index - 1] : lines[index]
      let isVector = name.contains(".iv")
      #expect(lines[index].contains("from a fixed seed; the recording lacks it") == isVector)
      #expect(lines[index].contains("from the recording") == !isVector)
    }
    #expect(drawn.count == 16)
  }
}

@Suite("demo --who-knows says who can know what")
struct WhoKnowsTests {
  /// The names that an observer can know at least one value of.
  private func known(by observer: String, in options: Runs.Options) throws -> Set<String> {
    let stages = try Runs.stages(options)
    let names = Dictionary(
      uniqueKeysWithValues: stages.flatMap { $0["values"]?.elements ?? [] }
        .map { ($0["id"]?.string, $0["name"]?.string) })
    let line = try #require(stages.first { $0["heading"]?.string == "WHO KNOWS" })
    let entry = try #require(
      line["knowledge"]?.elements?.first { $0["observer"]?.string == observer })
    return Set((entry["can"]?.elements ?? []).compactMap { names[$0.string] ?? nil })
  }

  /// What only the users should know.
  private let secrets: Set = [
    "alice.symmetric_key", "bob.symmetric_key", "alice.text", "bob.text", "alice.d", "bob.d",
    "alice.encryption_key", "bob.encryption_key", "alice.mac_key", "bob.mac_key",
    "key_material", "okm",
  ]

  @Test("Toy keys are nobody's secret: a listener learns keys and texts of the original")
  func toyOriginal() throws {
    for observer in ["relay", "a listener"] {
      let known = try known(by: observer, in: Runs.toyOriginal)
      #expect(known.isSuperset(of: ["alice.symmetric_key", "bob.symmetric_key"]))
      #expect(known.isSuperset(of: ["alice.text", "bob.text"]))
    }
  }

  @Test("At real size nobody outside learns a key of the original from listening")
  func realOriginal() throws {
    for observer in ["relay", "a listener"] {
      #expect(try known(by: observer, in: Runs.realOriginal).isDisjoint(with: secrets))
    }
    for user in ["alice", "bob"] {
      let known = try known(by: user, in: Runs.realOriginal)
      #expect(known.isSuperset(of: ["alice.symmetric_key", "bob.symmetric_key", "alice.text"]))
    }
  }

  @Test("Mallory in the middle of the original knows keys and texts, at real size too")
  func mallory() throws {
    let known = try known(by: "mallory", in: Runs.malloryOriginal)
    #expect(known.isSuperset(of: ["alice.text", "bob.text", "alice.symmetric_key"]))
    let real = demo([
      "--mode", "original", "--seed", "m", "--through", "mallory", "--who-knows", "--depth",
      "stages",
    ]).output
    #expect(real.contains("mallory learns what others drew or typed and did not send openly:"))
    #expect(real.contains("a listener learns nothing that others drew or typed"))
  }

  @Test("Nobody outside learns a secret of the hardened mode, whoever is in the middle")
  func hardened() throws {
    for options in [Runs.toyHardened, Runs.realHardened] {
      for observer in ["relay", "a listener"] {
        #expect(try known(by: observer, in: options).isDisjoint(with: secrets))
      }
      for user in ["alice", "bob"] {
        #expect(try known(by: user, in: options).isSuperset(of: ["alice.text", "bob.text", "okm"]))
      }
    }
    for observer in ["mallory", "a listener"] {
      let known = try known(by: observer, in: Runs.malloryHardened)
      #expect(known.isDisjoint(with: ["alice.text", "bob.text", "alice.d", "bob.d"]))
    }
  }
}

@Suite("demo --who-knows says who would know with another in the middle")
struct OtherMiddlesTests {
  /// The paragraphs of the page, each on one line.
  private func paragraphs(_ options: [String]) throws -> [String] {
    let text = demo(options + ["--toy", "--seed", "o", "--who-knows", "--columns", "500"]).output
    let lines = Runs.lines(text)
    let start = try #require(lines.firstIndex { $0.hasPrefix("WHO WOULD KNOW") })
    return lines[(start + 2)...].prefix { !$0.isEmpty }.map(String.init)
  }

  @Test("A lying CA reads the hardened mode, unless fingerprints are compared; mallory does not")
  func lyingCA() throws {
    let lines = try paragraphs(["certified-peers"])
    #expect(lines.count == 3)
    #expect(lines[0].contains("(--through mallory): learns no secret, and is found out: alice:"))
    #expect(lines[1].contains("lying CA") && lines[1].contains("(--through lying-ca): learns"))
    #expect(lines[1].contains("alice.master_secret") && lines[1].contains("bob.text"))
    #expect(!lines[1].contains("found out"))
    #expect(lines[2].contains("(--through lying-ca --pin): learns no secret, and is found out"))
  }

  @Test("Both read the original")
  func original() throws {
    let lines = try paragraphs(["certified-peers", "--mode", "original"])
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains("alice.text") && !$0.contains("found out") })
  }

  @Test("What one in the middle would know is what she does know when she is there")
  func agrees() throws {
    let promised = try #require(try paragraphs(["nonce-relay", "--mode", "original"]).first)
    let names = promised.components(separatedBy: "learns ")[1].components(separatedBy: ", ")
    let line = ["--toy", "--seed", "o", "--who-knows", "--mode", "original"]
    let run = demo(line + ["--through", "mallory"]).output
    let page = try #require(run.components(separatedBy: "    mallory learns what others").last)
    #expect(names.count > 3 && names.allSatisfy { page.contains("\($0) = ") })
    #expect(!run.contains("WHO WOULD KNOW"))
  }
}

@Suite("demo --who-knows leaves out what is open anyway")
struct OpenValuesTests {
  @Test("Neither the salt of a signature nor what a certificate says is a secret")
  func openValues() {
    for lab in ["certified-peers", "session-keys"] {
      let text = demo([lab, "--toy", "--seed", "o", "--who-knows", "--depth", "stages"]).output
      #expect(text.contains("a listener learns nothing that others drew or typed"), "\(lab)")
    }
  }
}

/// Runs `chat-lab demo`, of nonce-relay where no lab is named.
func demo(
  _ options: [String], environment: [String: String] = [:], output: MemorySink = MemorySink(),
  diagnostics: MemorySink = MemorySink()
) -> Outcome {
  let lab = options.first.map { $0.hasPrefix("-") } ?? true ? ["nonce-relay"] : []
  return run(
    ["demo"] + lab + options, of: .chatLab, environment: environment, output: output,
    diagnostics: diagnostics)
}
