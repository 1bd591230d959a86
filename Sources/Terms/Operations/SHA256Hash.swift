import Bytes
import Hashing
import Traces

/// The hash of a message.
public struct SHA256Hash: Operation {
  private let message: Term

  /// Hashes a term.
  public init(_ message: Term) {
    self.message = message
  }

  public var name: String { "SHA-256" }
  public var citation: Citation { Citation("FIPS 180-4", "section 6.2") }
  public var operands: [Operand] { [Operand("message", message)] }

  public func evaluate() throws(TermError) -> [UInt8] { SHA256.hash(message.bytes) }

  public var proof: ProofCommand? {
    .octets(from: "\(ProofCommand.writing(message.bytes)) | openssl dgst -sha256 -binary")
  }

  public var cost: Cost {
    Cost(compressions: SHA256.compressions(messageLength: message.bytes.count))
  }

  public var trace: Trace? { .sha256(message: message.bytes) }
}
