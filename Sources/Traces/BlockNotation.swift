import Bytes
import Ciphers

/// The form of NIST's examples with intermediate values for block ciphers and their modes.
enum BlockNotation {
  /// The line around a title.
  static let frame = String(repeating: "#", count: 62)
  /// The line between the parts of an example.
  static let rule = String(repeating: "=", count: 62)
  /// The line below the title of a decryption.
  static let line = String(repeating: "-", count: 62)

  /// A name, and octets on the lines below it, 16 to a line.
  static func value(_ name: String, _ octets: [UInt8]) -> [String] {
    [name + " is"]
      + stride(from: 0, to: octets.count, by: 16).map { start in
        words(Array(octets[start..<min(start + 16, octets.count)]))
      }
  }

  /// A name and a block on one line.
  static func block(_ name: String, _ state: AES.State) -> String {
    name + " " + words(state.bytes)
  }

  /// Octets in words of four, in upper case.
  static func words(_ octets: [UInt8]) -> String {
    stride(from: 0, to: octets.count, by: 4).map { start in
      Hex.encode(octets[start..<min(start + 4, octets.count)]).uppercased()
    }.joined(separator: " ")
  }

  /// A word as lower-case digits, with its zeros.
  static func digits(_ word: UInt32) -> String {
    Hex.encode(ByteWriter.integer(UInt64(word), length: 4))
  }
}
