import Bytes
import Transport

/// How a word on the command line becomes a value, and what help and errors say about it.
struct ValueForm<Value: Sendable>: Sendable {
  /// What stands for the value in help, without brackets: `port`.
  let placeholder: String
  /// What an error says was expected: `an integer from 0 to 65535`.
  let expected: String
  /// The words that are allowed, where they can be listed.
  let choices: [String]
  /// Returns the value of a word; nil when it has none.
  let read: @Sendable (String) -> Value?
  /// Returns the word of a value, as help shows a default.
  let show: @Sendable (Value) -> String
}

extension ValueForm where Value == String {
  /// Any text.
  static func text(_ placeholder: String = "text") -> ValueForm {
    ValueForm(
      placeholder: placeholder, expected: "a text", choices: [], read: { $0 }, show: { $0 })
  }

  /// The path of a file or directory, not empty.
  static func path(_ placeholder: String = "file") -> ValueForm {
    ValueForm(
      placeholder: placeholder, expected: "a path", choices: [],
      read: { $0.isEmpty ? nil : $0 }, show: { $0 })
  }

  /// One of the words of a list.
  static func choice(_ placeholder: String, among words: [String]) -> ValueForm {
    ValueForm(
      placeholder: placeholder, expected: "one of \(words.joined(separator: ", "))",
      choices: words, read: { words.contains($0) ? $0 : nil }, show: { $0 })
  }

  /// The name of a participant or of a room: 1 to 32 of `A-Z a-z 0-9 _ -`.
  static func name(_ placeholder: String = "name") -> ValueForm {
    ValueForm(
      placeholder: placeholder, expected: "1 to 32 of A-Z a-z 0-9 _ -", choices: [],
      read: { isName($0) ? $0 : nil }, show: { $0 })
  }

  private static func isName(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

extension ValueForm where Value == Int {
  /// A decimal integer within a range.
  static func integer(_ placeholder: String, in range: ClosedRange<Int>) -> ValueForm {
    ValueForm(
      placeholder: placeholder,
      expected: "an integer from \(range.lowerBound) to \(range.upperBound)", choices: [],
      read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }, show: { "\($0)" })
  }
}

extension ValueForm where Value == [UInt8] {
  /// Octets in hexadecimal digits, of a stated number where `count` is given.
  static func hex(_ placeholder: String = "hex", count: Int? = nil) -> ValueForm {
    ValueForm(
      placeholder: placeholder,
      expected: count.map { "\(2 * $0) hexadecimal digits" } ?? "pairs of hexadecimal digits",
      choices: [],
      read: { text in
        guard let bytes = try? Hex.decode(text) else { return nil }
        return count == nil || count == bytes.count ? bytes : nil
      }, show: { Hex.encode($0) })
  }
}

extension ValueForm where Value == Endpoint {
  /// A host and a port.
  static func endpoint(_ placeholder: String = "host:port") -> ValueForm {
    ValueForm(
      placeholder: placeholder, expected: "HOST:PORT with a port from 0 to 65535", choices: [],
      read: { try? Endpoint(parsing: $0) }, show: { $0.description })
  }
}

extension ValueForm where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of the cases of an enumeration, spelled as its raw value.
  static func choice(_ placeholder: String) -> ValueForm {
    let words = Value.allCases.map(\.rawValue)
    return ValueForm(
      placeholder: placeholder, expected: "one of \(words.joined(separator: ", "))",
      choices: words, read: { Value(rawValue: $0) }, show: { $0.rawValue })
  }
}
