import Bytes

/// One bash line that recomputes or verifies a value with OpenSSL, coreutils and python3's
/// standard library only, from plain hexadecimal digits.
///
/// A proof prints exactly the value's lower-case hexadecimal digits; a check speaks by its exit
/// status. Neither needs a file or a key that this project encoded.
public struct ProofCommand: Hashable, Sendable {
  /// The line.
  public let line: String

  /// Creates a command from its line.
  public init(_ line: String) {
    self.line = line
  }

  /// A proof by a program that writes the value's octets to its standard output.
  public static func octets(from program: String) -> ProofCommand {
    ProofCommand("\(program) | \(toHex)")
  }

  /// A proof by a Python expression of type bytes.
  ///
  /// - Parameters:
  ///   - expression: The expression; `a[0]`, `a[1]`, … are the octets of the arguments.
  ///   - setup: Statements before it, each ending in a semicolon.
  ///   - arguments: Octet strings for the expression.
  /// - Returns: A line that prints the expression's hexadecimal digits.
  public static func python(
    _ expression: String, setup: String = "", arguments: [[UInt8]]
  ) -> ProofCommand {
    // An empty string would be lost on a command line that is read by a person: quoted.
    let hex = arguments.map { $0.isEmpty ? "''" : Hex.encode($0) }.joined(separator: " ")
    return ProofCommand(
      "python3 -c 'import sys,hashlib;a=[bytes.fromhex(x) for x in sys.argv[1:]];\(setup)"
        + "print((\(expression)).hex(),end=\"\")' \(hex)")
  }

  /// A shell fragment that writes octets to its standard output.
  public static func writing(_ bytes: [UInt8]) -> String {
    "printf %s \(quotedHex(bytes).uppercased()) | basenc --base16 -d"
  }

  /// A shell fragment that reads as a file with these octets.
  public static func file(_ bytes: [UInt8]) -> String {
    "<(\(writing(bytes)))"
  }

  /// The hexadecimal digits as a shell word.
  public static func quotedHex(_ bytes: [UInt8]) -> String {
    bytes.isEmpty ? "''" : Hex.encode(bytes)
  }

  /// A filter from octets to lower-case hexadecimal digits.
  public static let toHex = "basenc --base16 -w0 | tr A-F a-f"
}
