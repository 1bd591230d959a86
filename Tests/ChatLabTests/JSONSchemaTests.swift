import Testing
import Transport

@testable import ChatLab

@Suite("The validator of JSON Schemas rejects what it should")
struct JSONSchemaTests {
  @Test(
    "A keyword with a value that it takes, and values that it refuses",
    arguments: [
      (#"{"type": "string"}"#, [#""a""#], ["1", "null", "[]", "{}", "true"]),
      (#"{"type": "integer"}"#, ["1", "-4", "0"], ["1.5", #""1""#, "true"]),
      (#"{"type": "boolean"}"#, ["true", "false"], ["1", "null", #""true""#]),
      (#"{"const": 0}"#, ["0"], ["1", #""0""#, "null", "false"]),
      (#"{"const": ""}"#, [#""""#], [#""a""#]),
      (#"{"enum": ["a", "b"]}"#, [#""a""#, #""b""#], [#""c""#, #""""#, "0"]),
      (
        #"{"pattern": "^([0-9a-f]{2})*$"}"#, [#""""#, #""0f""#, #""0f10""#, "1"],
        [#""0""#, #""0F""#, #""0f1""#, #""0f ""#, #"" 0f""#, #""0f\n""#]
      ),
      (#"{"minLength": 1}"#, [#""a""#, #""é""#], [#""""#]),
      (#"{"minimum": 0}"#, ["0", "7"], ["-1"]),
      (#"{"minItems": 1}"#, ["[1]", "[1, 2]"], ["[]"]),
      (#"{"items": {"type": "integer"}}"#, ["[]", "[1, 2]"], [#"[1, "a"]"#, "[null]"]),
      (#"{"required": ["a"]}"#, [#"{"a": 1}"#, #"{"a": 1, "b": 2}"#], ["{}", #"{"b": 1}"#]),
      (
        #"{"properties": {"a": {"type": "integer"}}, "additionalProperties": false}"#,
        ["{}", #"{"a": 1}"#], [#"{"a": "x"}"#, #"{"b": 1}"#, #"{"a": 1, "b": 1}"#]
      ),
      (
        #"{"oneOf": [{"type": "integer"}, {"minimum": 5}, {"type": "string"}]}"#,
        ["1", "null"], ["7", #""a""#]
      ),
      (
        ##"{"$ref": "#/$defs/n", "$defs": {"n": {"items": {"$ref": "#/$defs/n"}, "type": "array"}}}"##,
        ["[]", "[[], [[]]]"], ["1", "[1]", "[[], [[1]]]"]
      ),
    ])
  func keyword(schema: String, valid: [String], invalid: [String]) throws {
    let schema = try JSONSchema(schema)
    for text in valid {
      #expect(schema.complaint(about: try #require(JSONValue(line: text))) == nil, "\(text)")
    }
    for text in invalid {
      #expect(schema.complaint(about: try #require(JSONValue(line: text))) != nil, "\(text)")
    }
  }

  @Test(
    "A schema that says more than the validator understands is refused",
    arguments: [
      #"{"maxLength": 4}"#, #"{"items": {"format": "date"}}"#, #"{"type": ["string", "null"]}"#,
      #"{"additionalProperties": {}}"#, ##"{"$ref": "#/$defs/nowhere", "$defs": {}}"##,
      #"{"$ref": "other.json"}"#, #"[]"#, #"{"$defs": {"a": {"maximum": 1}}}"#,
    ])
  func unknown(schema: String) {
    #expect(throws: JSONSchema.Fault.self) { try JSONSchema(schema) }
  }
}
