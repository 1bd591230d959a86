import Bytes
import Hashing
import Traces

/// A key from a password or another secret, made slow on purpose.
public struct PBKDF2Derivation: Operation {
  private let password: Term
  private let salt: Term
  private let iterations: Int
  private let length: Int

  /// Derives `length` bytes by so many iterations, both at least 1.
  public init(password: Term, salt: Term, iterations: Int, length: Int) {
    self.password = password
    self.salt = salt
    self.iterations = iterations
    self.length = length
  }

  public var name: String { "PBKDF2-HMAC-SHA-256" }
  public var citation: Citation { Citation("RFC 8018", "section 5.2") }
  public var operands: [Operand] { [Operand("P", password), Operand("S", salt)] }
  public var parameters: [Parameter] { [Parameter("c", iterations), Parameter("dkLen", length)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try PBKDF2<SHA256>.deriveKey(
        password: password.bytes, salt: salt.bytes, iterations: iterations, length: length)
    } catch {
      throw .operand("c, dkLen", of: name, expected: "at least 1, and not too long: \(error)")
    }
  }

  public var proof: ProofCommand? {
    .octets(
      from: "openssl kdf -keylen \(length) -kdfopt digest:SHA256"
        + " -kdfopt hexpass:\(Hex.encode(password.bytes)) -kdfopt hexsalt:\(Hex.encode(salt.bytes))"
        + " -kdfopt iter:\(iterations) -kdfopt pkcs5:1 -binary PBKDF2")
  }

  public var cost: Cost {
    Cost(
      compressions: PBKDF2<SHA256>.compressions(
        passwordLength: password.bytes.count, saltLength: salt.bytes.count, iterations: iterations,
        length: length))
  }

  public var trace: Trace? {
    try? .pbkdf2(
      SHA256.self, password: password.bytes, salt: salt.bytes, iterations: iterations,
      length: length)
  }
}
