import Bytes
import Hashing
import Traces

/// A message authentication code.
public struct HMACSHA256Code: Operation {
  private let key: Term
  private let message: Term

  /// Authenticates a message with a key.
  public init(key: Term, message: Term) {
    self.key = key
    self.message = message
  }

  public var name: String { "HMAC-SHA-256" }
  public var citation: Citation { Citation("FIPS 198-1", "section 4") }
  public var operands: [Operand] { [Operand("key", key), Operand("message", message)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    HMAC<SHA256>.authenticationCode(for: message.bytes, key: key.bytes)
  }

  public var proof: ProofCommand? {
    let program =
      "\(ProofCommand.writing(message.bytes)) | openssl mac -digest SHA256"
      + " -macopt hexkey:\(Hex.encode(key.bytes)) -binary HMAC"
    return .octets(from: program)
  }

  public var cost: Cost {
    Cost(
      compressions: HMAC<SHA256>.compressions(
        keyLength: key.bytes.count, messageLength: message.bytes.count))
  }

  public var authentication: Authentication? { Authentication(key: key, message: message) }

  public var trace: Trace? { .hmac(SHA256.self, key: key.bytes, message: message.bytes) }
}
