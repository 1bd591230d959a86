import Bytes
import Hashing
import Traces

/// Keys from a secret that is not uniform: extract, then expand.
public struct HKDFSHA256Derivation: Operation {
  private let inputKeyingMaterial: Term
  private let salt: Term
  private let info: Term
  private let length: Int

  /// Derives `length` bytes, at most 8,160.
  public init(inputKeyingMaterial: Term, salt: Term, info: Term, length: Int) {
    self.inputKeyingMaterial = inputKeyingMaterial
    self.salt = salt
    self.info = info
    self.length = length
  }

  public var name: String { "HKDF-SHA-256" }
  public var citation: Citation { Citation("RFC 5869", "section 2") }
  public var operands: [Operand] {
    [Operand("IKM", inputKeyingMaterial), Operand("salt", salt), Operand("info", info)]
  }
  public var parameters: [Parameter] { [Parameter("L", length)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try HKDF<SHA256>.deriveKey(
        inputKeyingMaterial: inputKeyingMaterial.bytes, salt: salt.bytes, info: info.bytes,
        length: length)
    } catch {
      throw .operand("L", of: name, expected: "at most 8160 bytes")
    }
  }

  public var proof: ProofCommand? {
    let program =
      "openssl kdf -keylen \(length) -kdfopt digest:SHA256"
      + " -kdfopt hexkey:\(Hex.encode(inputKeyingMaterial.bytes))"
      + " -kdfopt hexsalt:\(Hex.encode(salt.bytes)) -kdfopt hexinfo:\(Hex.encode(info.bytes))"
      + " -binary HKDF"
    return .octets(from: program)
  }

  public var cost: Cost {
    Cost(
      compressions: HKDF<SHA256>.compressions(
        inputKeyingMaterialLength: inputKeyingMaterial.bytes.count, saltLength: salt.bytes.count,
        infoLength: info.bytes.count, length: length))
  }

  public var trace: Trace? {
    try? .hkdf(
      SHA256.self, inputKeyingMaterial: inputKeyingMaterial.bytes, salt: salt.bytes,
      info: info.bytes, length: length)
  }
}
