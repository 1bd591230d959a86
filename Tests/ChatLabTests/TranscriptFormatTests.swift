import Testing
import Transport

@testable import ChatLab

@Suite("Transcripts are what docs/transcript.md and its schema say")
struct TranscriptFormatTests {
  private let schema: JSONSchema

  init() throws { schema = try JSONSchema(Repository.text("docs/transcript.schema.json")) }

  @Test("The schema admits no member that it does not name")
  func strict() {
    #expect(!schema.admitsUnknownMembers)
  }

  @Test("Every line of real transcripts is valid", arguments: Runs.everything)
  func valid(options: Runs.Options) throws {
    let stages = try Runs.stages(options)
    #expect(stages.count > 30 || options == Runs.malloryHardened && stages.count > 20)
    for (index, stage) in stages.enumerated() {
      #expect(stage["stage"]?.integer == index)
      let complaint = schema.complaint(about: stage)
      #expect(complaint == nil, "stage \(index)")
    }
  }

  @Test("Transcripts have all kinds of lines and of values that the document describes")
  func kinds() throws {
    let stages = try Runs.everything.flatMap(Runs.stages)
    let headings = Set(stages.compactMap { $0["heading"]?.string })
    #expect(
      headings == [
        "RUN", "CONNECTION", "CERTIFICATION", "HANDSHAKE", "KEY GENERATION", "MESSAGE ENCRYPTION",
        "INTEGRITY CHECK", "REPLAY PROTECTION", "CLOSING", "WHO KNOWS", "COST",
      ])
    let origins = Set(values(stages).compactMap { $0["origin"]?.string })
    #expect(origins.isSuperset(of: ["drawn", "given", "constant", "received", "computed"]))
  }

  @Test(
    "A line with one thing wrong is invalid",
    arguments: [
      // What to look for in a line that has it, and what to put there.
      (#""schema":"chat-lab.transcript/1""#, #""schema":"chat-lab.transcript/2""#),
      (#""stage":1,"#, #""stage":"1","#), (#""stage":1,"#, ""), (#""stage":1,"#, #""stage":-1,"#),
      (#""stage":0,"#, #""stage":3,"#), (#""heading":"CLOSING""#, #""heading":"ENDING""#),
      (#""heading":"COST""#, #""heading":"WHO KNOWS""#),
      (#""checks":[]"#, #""checks":[],"more":1"#),
      (#""checks":[]"#, #""checks":{}"#), (#""holds":true"#, #""holds":"yes""#),
      (#""hex":"01""#, #""hex":"0""#), (#""hex":"01""#, #""hex":"0G""#),
      (#""hex":"0b""#, #""hex":"0B""#), (#""hex":"01""#, #""hex":1"#),
      (#""id":"v1""#, #""id":"1""#), (#""id":"m1""#, #""id":"v1""#),
      (#""notation":"text""#, #""notation":"octal""#),
      (#""origin":"constant""#, #""origin":"constant","proof":"true""#),
      (#""origin":"constant""#, #""origin":"invented""#), (#""ordinal":0,"#, ""),
      (#""source":"the seed""#, #""source":"the moon""#), (#""as":"typed""#, #""as":"guessed""#),
      (#""field":"nonce""#, #""field":"""#), (#""operands":["v"#, #""operands":["m"#),
      (#","citation":"#, #","place":"#), (#""direction":"sent""#, #""direction":"lost""#),
      (#""offset":0"#, #""offset":-1"#), (#""offset":0,"#, ""),
      (#""closes":["F"#, #""closes":["X"#),
      (#""name":"size","value":"#, #""name":"scale","value":"#), (#""flights":"#, #""trips":"#),
      (#""observer":"#, #""who":"#), (#""cannot":["v"#, #""cannot":["w"#),
      (#""compressions":"#, #""compressions":0.5,"more":"#),
    ])
  func invalid(part: String, replacement: String) throws {
    let text = try #require(Runs.transcripts[Runs.toyHardened])
    let line = try #require(Runs.lines(text).first { $0.contains(part) }, "no line has \(part)")
    let place = try #require(line.firstRange(of: part))
    let changed = line.replacingCharacters(in: place, with: replacement)
    #expect(schema.complaint(about: try #require(JSONValue(line: line))) == nil)
    #expect(schema.complaint(about: try #require(JSONValue(line: changed))) != nil)
  }

  @Test(
    "Fields cover each message without gap or overlap, and are their values",
    arguments: Runs.everything)
  func fields(options: Runs.Options) throws {
    let stages = try Runs.stages(options)
    let hex = Dictionary(
      uniqueKeysWithValues: values(stages).map { ($0["id"]?.string, $0["hex"]?.string) })
    var messages = 0
    for message in stages.flatMap({ $0["messages"]?.elements ?? [] }) {
      messages += 1
      let octets = try #require(message["hex"]?.string)
      var end = 0
      for field in try #require(message["fields"]?.elements) {
        #expect(field["offset"]?.integer == end)
        let length = try #require(field["length"]?.integer)
        let part = octets.dropFirst(2 * end).prefix(2 * length)
        #expect(hex[field["value"]?.string] == String(part), "\(field)")
        end += length
      }
      #expect(octets.count == 2 * end)
    }
    #expect(messages > 15)
  }

  @Test("Ids count up, and refer to what stands before", arguments: Runs.everything)
  func references(options: Runs.Options) throws {
    var known: Set<String> = []
    var lastMessage = 0
    for stage in try Runs.stages(options) {
      for value in stage["values"]?.elements ?? [] {
        for operand in value["operands"]?.elements ?? [] {
          #expect(known.contains(try #require(operand.string)))
        }
        let id = try #require(value["id"]?.string)
        #expect(id == "v\(known.count + 1)")
        known.insert(id)
      }
      for message in stage["messages"]?.elements ?? [] {
        let number = try #require(message["id"]?.string.flatMap { Int($0.dropFirst()) })
        #expect((1...lastMessage + 1).contains(number))
        lastMessage = max(lastMessage, number)
        for field in message["fields"]?.elements ?? [] {
          #expect(known.contains(try #require(field["value"]?.string)))
        }
      }
      for shown in stage["shows"]?.elements ?? [] {
        #expect(known.contains(try #require(shown.string)))
      }
      for observer in stage["knowledge"]?.elements ?? [] {
        let can = Set((observer["can"]?.elements ?? []).compactMap(\.string))
        let cannot = Set((observer["cannot"]?.elements ?? []).compactMap(\.string))
        #expect(can.isDisjoint(with: cannot) && can.union(cannot).isSubset(of: known))
      }
    }
    #expect(known.count > 100)
  }

  @Test(
    "Every computed value has function, citation, formula, operands, proof",
    arguments: Runs.everything)
  func computed(options: Runs.Options) throws {
    let computed = values(try Runs.stages(options)).filter { $0["origin"]?.string == "computed" }
    #expect(computed.count > 40)
    for value in computed {
      for member in ["function", "citation", "formula", "proof"] {
        #expect(value[member]?.string?.isEmpty == false, "\(value)")
      }
      #expect(value["operands"]?.elements != nil)
    }
  }

  @Test("The example of the document is a line of the run that it names")
  func example() throws {
    let document = try Repository.text("docs/transcript.md")
    let blocks = document.split(separator: "```json\n").dropFirst()
    #expect(blocks.count == 1)
    let example = try #require(blocks.first?.split(separator: "```").first)
    let line = try #require(
      document.split(separator: "\n").first { $0.contains("--seed class") }
        .map { $0.split(separator: " ").map(String.init) })
    #expect(line.first == "chat-lab")
    let lines = Runs.lines(run(Array(line.dropFirst()), of: .chatLab).output)
    #expect(lines.compactMap { JSONValue(line: $0) }.contains { $0 == JSONValue(line: example) })
  }

  private func values(_ stages: [JSONValue]) -> [JSONValue] {
    stages.flatMap { $0["values"]?.elements ?? [] }
  }
}
