import Arithmetic
import Bytes
import PublicKey

/// What RSA works on: octets, or a number for the textbook's RSA.
struct RSAMessageParameters: Sendable {
  private let message = MessageParameters()
  private let number = Parameter.option(
    "number", .natural(), help: "Instead of octets, a number less than the modulus.")

  /// The parameters, for the list of a command.
  var all: [any Declared] { message.all + [number] }

  /// The octets; a number, which must be below a modulus, as `length` octets, or as few as it has.
  ///
  /// - Throws: `CommandError.usage` for a number that is too large; `CommandError.unreadableInput`.
  func octets(
    _ arguments: Arguments, _ io: CommandIO, below modulus: Natural, length: Int? = nil
  ) throws(CommandError) -> [UInt8] {
    guard let value = arguments[number] else {
      return try message.source(arguments).readForTrace(io)
    }
    guard value < modulus, let octets = try? value.bigEndianBytes(count: length ?? value.byteCount)
    else { throw .usage("--number: too large, expected less than the modulus") }
    return octets
  }
}

extension HashAlgorithm {
  /// The hash function, if signatures with PKCS #1 v1.5 can name it.
  ///
  /// - Throws: `CommandError.usage`.
  func digestInfoHash() throws(CommandError) -> any DigestInfoHash.Type {
    guard let hash = implementation as? any DigestInfoHash.Type else {
      throw .usage("--hash: PKCS #1 v1.5 has no \(rawValue)")
    }
    return hash
  }
}
