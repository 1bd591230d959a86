import Bytes
import Processor

/// Claims about what came out of a target.
enum Claim {
  /// Claims that a condition holds.
  static func that(_ holds: Bool, _ claim: @autoclosure () -> String) throws {
    if !holds { throw Violation(description: claim()) }
  }

  /// Claims that two octet strings are one.
  static func equal(
    _ left: [UInt8], _ right: [UInt8], _ claim: @autoclosure () -> String
  ) throws {
    guard left == right else {
      throw Violation(
        description: "\(claim()): \(Hex.encode(left)) and \(Hex.encode(right))")
    }
  }

  /// Returns what a reader made of its input; nil when it refused, in one line that a terminal can
  /// show.
  static func accepted<Value, Failure: Error & CustomStringConvertible>(
    _ read: () throws(Failure) -> Value
  ) throws -> Value? {
    do throws(Failure) {
      return try read()
    } catch {
      try isLine(error.description)
      return nil
    }
  }

  /// Claims that a text is one line, not empty and not endless, that controls no terminal.
  static func isLine(_ text: String, longest: Int = 1000) throws {
    try that(!text.isEmpty && text.utf8.count <= longest, "a line of \(text.utf8.count) octets")
    try isPlain(text)
  }

  /// Claims that what somebody was shown was said, in this order, with gaps at most.
  static func isInOrder(_ heard: [[UInt8]], in said: [[UInt8]]) throws {
    var rest = said[...]
    for text in heard {
      guard let place = rest.firstIndex(of: text) else {
        return try that(false, "what is shown was said, in this order, with gaps at most")
      }
      rest = rest[(place + 1)...]
    }
  }

  /// Claims that a text holds no character that controls a terminal.
  static func isPlain(_ text: String, lines: Bool = false) throws {
    let control = text.unicodeScalars.first { scalar in
      (scalar.value < 0x20 && !(lines && scalar == "\n")) || (0x7f...0x9f).contains(scalar.value)
        || (0x2028...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        || [0x061c, 0x200e, 0x200f].contains(scalar.value)
    }
    try that(
      control == nil, "control character U+\(String(control?.value ?? 0, radix: 16)) in a text")
  }

  /// Returns what a computation gives on the portable backend, and claims that all others that run
  /// here give the same.
  static func onEveryBackend<Value: Equatable>(
    _ what: String, _ compute: () throws -> Value
  ) throws -> Value {
    let before = Backend.current
    defer { Backend.current = before }
    Backend.current = .portable
    let expected = try compute()
    for backend in Backend.available where backend != .portable {
      Backend.current = backend
      let found = try compute()
      try that(found == expected, "\(what) on \(backend.name): \(found), expected \(expected)")
    }
    return expected
  }
}
