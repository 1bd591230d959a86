/// A key that was pressed in a terminal, as far as a line editor cares.
public enum Key: Equatable, Sendable {
  /// A character of text, or the part of one that a terminal sends by itself.
  case text(Unicode.Scalar)
  /// ENTER.
  case enter
  /// Removes the character before the cursor.
  case backspace
  /// Removes the character after the cursor.
  case delete
  /// Moves the cursor by a character.
  case left
  /// Moves the cursor by a character.
  case right
  /// Moves the cursor to the beginning (also Ctrl-A).
  case home
  /// Moves the cursor to the end (also Ctrl-E).
  case end
  /// Shows the line before (also Ctrl-P).
  case up
  /// Shows the line after (also Ctrl-N).
  case down
  /// Removes what is before the cursor (Ctrl-U).
  case eraseToStart
  /// Removes what is after the cursor (Ctrl-K).
  case eraseToEnd
  /// Removes the word before the cursor (Ctrl-W).
  case eraseWord
  /// Draws the line again (Ctrl-L).
  case redraw
  /// Ctrl-C.
  case interrupt
  /// Ctrl-D: the end of input on an empty line, else like `delete`.
  case endOfInput
  /// Ctrl-Z.
  case suspend
}

/// Finds the keys in the bytes that a terminal sends, which may be cut anywhere: control
/// characters, UTF-8, and the escape sequences of ECMA-48 that cursor keys send.
public struct KeyParser: Sendable {
  /// The beginning of a character or of an escape sequence.
  private var pending: [UInt8] = []

  private static let escape: UInt8 = 0x1B
  /// No key sends a longer sequence than this; a flood of parameters is not kept.
  private static let longestSequence = 32

  /// Creates a parser that has seen nothing.
  public init() {}

  /// Returns the keys that are complete after some more bytes; unknown ones are left out.
  public mutating func parse(_ bytes: some Sequence<UInt8>) -> [Key] {
    bytes.flatMap { parse($0) }
  }

  private mutating func parse(_ byte: UInt8) -> [Key] {
    if pending.first == KeyParser.escape { return continueSequence(byte) }
    if !pending.isEmpty, byte & 0xC0 == 0x80 { return continueCharacter(byte) }
    // A character that was cut short stands as the replacement character.
    let repaired: [Key] = pending.isEmpty ? [] : [.text("\u{FFFD}")]
    pending = []
    switch byte {
    case KeyParser.escape:
      pending = [byte]
      return repaired
    case 0x00...0x1F, 0x7F:
      return repaired + (KeyParser.controls[byte].map { [$0] } ?? [])
    case 0x20...0x7E:
      return repaired + [.text(Unicode.Scalar(byte))]
    case 0xC2...0xF4:
      pending = [byte]
      return repaired
    default:
      return repaired + [.text("\u{FFFD}")]
    }
  }

  private mutating func continueCharacter(_ byte: UInt8) -> [Key] {
    pending.append(byte)
    let length = pending[0] < 0xE0 ? 2 : pending[0] < 0xF0 ? 3 : 4
    guard pending.count == length else { return [] }
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self).unicodeScalars.map { .text($0) }
  }

  /// ESC, then `[`, parameters and a final letter; or ESC `O` and a letter.
  private mutating func continueSequence(_ byte: UInt8) -> [Key] {
    if byte == KeyParser.escape || pending.count >= KeyParser.longestSequence {
      pending = byte == KeyParser.escape ? [byte] : []
      return []
    }
    pending.append(byte)
    let isComplete =
      switch pending.count {
      case 2: byte != UInt8(ascii: "[") && byte != UInt8(ascii: "O")
      default: (0x40...0x7E).contains(byte)
      }
    guard isComplete else { return [] }
    defer { pending = [] }
    return KeyParser.sequences[String(decoding: pending.dropFirst(), as: UTF8.self)].map { [$0] }
      ?? []
  }

  private static let controls: [UInt8: Key] = [
    0x01: .home, 0x02: .left, 0x03: .interrupt, 0x04: .endOfInput, 0x05: .end, 0x06: .right,
    0x08: .backspace, 0x09: .text(" "), 0x0A: .enter, 0x0B: .eraseToEnd, 0x0C: .redraw,
    0x0D: .enter, 0x0E: .down, 0x10: .up, 0x15: .eraseToStart, 0x17: .eraseWord, 0x1A: .suspend,
    0x7F: .backspace,
  ]

  private static let sequences: [String: Key] = [
    "[A": .up, "[B": .down, "[C": .right, "[D": .left, "[H": .home, "[F": .end,
    "OA": .up, "OB": .down, "OC": .right, "OD": .left, "OH": .home, "OF": .end,
    "[1~": .home, "[3~": .delete, "[4~": .end, "[7~": .home, "[8~": .end,
  ]
}
