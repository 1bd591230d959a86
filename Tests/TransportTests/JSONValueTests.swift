import Testing
import Transport

@Suite("JSON is read as RFC 8259 has it")
struct JSONValueTests {
  @Test(
    "Texts and their values",
    arguments: [
      ("null", .null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .number(0)),
      ("-0.5e+2", .number(-50)), ("12345", .number(12345)), ("1E2", .number(100)),
      (#""""#, .string("")), (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
      (#""\u00fc\uD83D\ude00\u0000""#, .string("ü😀\0")), ("\"ü\u{2028}\"", .string("ü\u{2028}")),
      ("[]", .array([])), ("[ 1 , [ ] ]", .array([.number(1), .array([])])),
      ("{}", .object([:])), (#"{"a":{"b":null}}"#, .object(["a": .object(["b": .null])])),
      (#"{"a":1,"a":2}"#, .object(["a": .number(2)])), ("\n[\t1]\r\n", .array([.number(1)])),
    ] as [(String, JSONValue)])
  func valid(text: String, value: JSONValue) {
    #expect(JSONValue(parsing: Array(text.utf8)) == value)
  }

  @Test(
    "What is no JSON",
    arguments: [
      "", " ", "nul", "truex", "True", "01", "+1", "1.", ".5", "1e", "-", "0x1", "NaN", "1e999",
      #"""#, #""a"#, #""\x""#, #""\u12""#, #""\u+123""#, #""\ud800""#, #""\ud800\u0041""#,
      #""\udc00""#, "\"\u{1}\"", "\"\n\"", "'a'", "[", "[1", "[,1]", "[1 2]", "]", "{",
      #"{"a"}"#, #"{"a":}"#, "{a:1}", #"{"a":1"#, "1 2", "[]]",
    ])
  func invalid(text: String) {
    #expect(JSONValue(parsing: Array(text.utf8)) == nil)
  }

  @Test("Nesting is bounded; brackets in strings are not nesting")
  func nesting() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    func value(_ text: String) -> JSONValue? { JSONValue(parsing: Array(text.utf8)) }
    #expect(value(nested(64)) != nil)
    #expect(value(nested(100_000)) == nil)
    #expect(value(String(repeating: #"{"a":["#, count: 1_000_000)) == nil)
    #expect(value("\"\(String(repeating: "[{", count: 1000))\"") != nil)
  }

  @Test("Every text that is cut off or altered gives a value or nil, and no trap")
  func altered() {
    let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00\n",true,null,{"b":{}}],"c":"ü"}"#.utf8)
    #expect(JSONValue(parsing: text) != nil)
    for end in text.indices {
      #expect(JSONValue(parsing: Array(text[..<end])) == nil)
    }
    for index in text.indices {
      for octet in UInt8.min...UInt8.max {
        var changed = text
        changed[index] = octet
        _ = JSONValue(parsing: changed)
      }
    }
  }
}
