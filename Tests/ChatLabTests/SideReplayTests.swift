import Handshakes
import Rendering
import Testing
import Transport

@testable import ChatLab

@Suite("The transcript of one side has its inputs, and replays from them")
struct SideReplayTests {
  /// A relay and two users, run in memory, each with the transcript of its own side.
  private struct Wires {
    var sides: [SideRequest]
    var parties: [any Party]
    var recorders: [SideRecorder]
    var lines: [[String]]
    var queue: [(party: Int, input: Input)] = []
    /// The relay's ends of the wires to the users.
    let relayLinks = [Link(wire: "1", end: 1), Link(wire: "2", end: 1)]

    init(_ settings: LabSettings, seed: String?) throws {
      let roles: [SideRequest.Role] = [
        .user(UserConfiguration(name: "alice", settings: settings, wanted: "bob")),
        .user(UserConfiguration(name: "bob", settings: settings)),
        .server(ServerConfiguration(settings: settings)),
      ]
      sides = zip(roles, [seed, seed, nil]).map {
        SideRequest(lab: "nonce-relay", role: $0, seed: $1)
      }
      parties = try sides.map { try $0.party() }
      recorders = sides.map { _ in SideRecorder() }
      lines = zip(sides, recorders).map { [$1.line(settings: $0.transcriptSettings)] }
    }

    mutating func run(_ inputs: [(party: Int, input: Input)]) {
      queue += inputs
      while !queue.isEmpty {
        let (party, input) = queue.removeFirst()
        recorders[party].record(input)
        for output in parties[party].handle(input) { perform(output, of: party) }
      }
    }

    private mutating func perform(_ output: Output, of party: Int) {
      switch output {
      case .stage(let stage): lines[party].append(recorders[party].line(stage))
      case .send(let bytes, let link):
        let (receiver, its) = other(end: link, of: party)
        queue.append((receiver, .received(bytes, on: its)))
      case .close(let link):
        let (receiver, its) = other(end: link, of: party)
        queue.append((receiver, .closed(its)))
      default: break
      }
    }

    private func other(end link: Link, of party: Int) -> (Int, Link) {
      party == 2
        ? (relayLinks.firstIndex(of: link) ?? 0, UserConfiguration.link) : (2, relayLinks[party])
    }
  }

  /// The transcripts of alice, bob and the relay.
  private func transcripts(_ mode: Mode, seed: String?) throws -> [String] {
    var wires = try Wires(LabSettings(mode: mode, size: .toy), seed: seed)
    wires.run(wires.relayLinks.map { (2, .opened($0)) } + [(0, .start), (1, .start)])
    wires.run([
      (0, .tick(seconds: 1)), (0, .tick(seconds: 2)), (0, .submit(.say(Array("grüß dich".utf8)))),
    ])
    wires.run([(1, .submit(.help)), (1, .submit(.unknown(":x"))), (1, .submit(.verified))])
    wires.run([(1, .submit(.say([])))])
    wires.run([(0, .submit(.endOfInput))])
    return wires.lines.map { $0.map { $0 + "\n" }.joined() }
  }

  @Test(
    "It is valid, and replays", arguments: [Mode.original, .hardened], ["seed", nil])
  func replays(mode: Mode, seed: String?) throws {
    let schema = try JSONSchema(Repository.text("docs/transcript.schema.json"))
    let directory = try TemporaryDirectory()
    for text in try transcripts(mode, seed: seed) {
      let lines = Runs.lines(text)
      #expect(lines.count > 12)
      var inputs = 0
      for line in lines {
        let json = try #require(JSONValue(line: line))
        #expect(schema.complaint(about: json) == nil, "\(line.prefix(80))")
        inputs += json["inputs"]?.elements?.count ?? 0
      }
      #expect(inputs > 8)
      let path = try directory.file("run.jsonl", text)
      let outcome = run(["replay", path], of: .chatLab)
      #expect(outcome.status == .success, "\(outcome.diagnostics)")
    }
  }

  @Test(
    "A value or an octet that arrived, once changed, is found",
    arguments: [Mode.original, .hardened])
  func changed(mode: Mode) throws {
    var random = SplitMix64(seed: 6)
    let directory = try TemporaryDirectory()
    for text in try transcripts(mode, seed: nil) {
      let bytes = Array(text.utf8)
      let places = (text.ranges(of: #""hex":""#) + text.ranges(of: #""value":"0"#)).map {
        text.utf8.distance(from: text.startIndex, to: $0.upperBound)
      }
      #expect(places.count > 60)
      let digits = places.filter { bytes[$0] != UInt8(ascii: "\"") }
      for place in digits.shuffled(using: &random).prefix(15) {
        var changed = bytes
        changed[place] = UInt8(ascii: bytes[place] == UInt8(ascii: "7") ? "8" : "7")
        let path = try directory.file("run.jsonl", changed)
        let outcome = run(["replay", path], of: .chatLab)
        #expect(outcome.status == .failure && outcome.output.isEmpty, "byte \(place)")
        #expect(outcome.diagnostics.hasPrefix("error: \(path): stage "))
      }
    }
  }

  @Test(
    "Inputs that no side can have had are refused in one line",
    arguments: [
      (#""kind":"start""#, #""kind":"begin""#),
      (#""kind":"start","wire":"""#, #""kind":"start","wire":0"#),
      (#""wire":"relay/0""#, #""wire":"relay/7""#), (#""wire":"relay/0""#, #""wire":"""#),
      (#""kind":"received""#, #""kind":"closed""#),
      (#""kind":"tick""#, #""kind":"peer fingerprint""#),
      (
        #""kind":"received","wire":"relay/0","value":"0"#,
        #""kind":"received","wire":"relay/0","value":"x"#
      ),
      (#""as","value":"alice""#, #""as","value":"al ice""#),
      (#""command","value":"join""#, #""command","value":"serve""#),
      (#""lab","value":"nonce-relay""#, #""lab","value":"nonce""#),
    ])
  func impossible(part: String, replacement: String) throws {
    let text = try transcripts(.hardened, seed: nil)[0]
    #expect(text.contains(part))
    let directory = try TemporaryDirectory()
    let file = try directory.file(
      "run.jsonl", text.replacing(part, with: replacement, maxReplacements: 1))
    let outcome = run(["replay", file], of: .chatLab)
    #expect(outcome.status == .failure && outcome.output.isEmpty)
    #expect(outcome.diagnostics.hasPrefix("error: \(file): stage "))
    #expect(Runs.lines(outcome.diagnostics).count == 1)
  }

  @Test(
    "A time that no run has is no input: it could not be added to",
    arguments: ["9223372036854775807", "-9223372036854775808", "-1", "2147483648", "1e3"])
  func impossibleTime(seconds: String) {
    #expect(RecordedInput(kind: "tick", value: seconds).input == nil)
    #expect(RecordedInput(kind: "tick", value: "2147483647").input == .tick(seconds: 2_147_483_647))
  }
}
