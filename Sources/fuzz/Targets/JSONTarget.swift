import Rendering
import Transcripts
import Transport

/// JSON, read from a file and written into a transcript.
struct JSONTarget: FuzzTarget {
  let name = "json"
  let cost = 2
  let tokens = [
    "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "null", "true", "-0", "1e999", "\\",
    "[[[[[[[[[[[[[[[[", "\u{2028}", "\u{1b}", "\"a\":",
  ]
  let corpus: [[UInt8]] = [
    #"{"schema": "chat-lab.transcript/1", "stage": 0, "run": [{"name": "x", "value": "y"}]}"#,
    #"[1, -2.5e3, true, false, null, "text \u00e9\n", {}, []]"#, "0", "\"\"",
    String(repeating: "[", count: 600), String(repeating: "{\"a\":", count: 600),
  ].map { Array($0.utf8) }

  func run(_ input: [UInt8]) throws {
    if let value = JSONValue(parsing: input) { try walk(value) }
    // Whatever a text holds, it stands in one line of a transcript and comes back.
    let text = String(decoding: input, as: UTF8.self)
    let line = JSONLinesRenderer().line(settings: [Transcript.Setting("text", text)])
    try Claim.isLine(line, longest: 1 << 20)
    let read = JSONValue(parsing: Array(line.utf8))?["run"]?.elements?.first?["value"]?.string
    try Claim.that(
      read.map { Array($0.utf8) } == Array(text.utf8), "a text in a transcript reads back")
  }

  private func walk(_ value: JSONValue) throws {
    switch value {
    case .array(let elements): for element in elements { try walk(element) }
    case .object(let members):
      for (name, member) in members {
        try Claim.that(value[name] == member, "a member is found by its name")
        try walk(member)
      }
    case .number(let number):
      if let integer = value.integer {
        try Claim.that(Double(integer) == number, "a whole number is the number")
      }
    case .string, .bool, .null: break
    }
  }
}
