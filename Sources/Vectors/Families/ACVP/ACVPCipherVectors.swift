import Ciphers

/// AES in CBC and ECB mode in ACVP: functional and Monte Carlo tests.
struct ACVPCipherVectors: VectorFamily {
  static let algorithm = "AES"
  static let aliases = ["AES-CBC", "AES-ECB", "CBC", "ECB"]

  let layout = CaseLayout(fields: [])
  private let isCBC: Bool

  init?(recognising document: VectorDocument) {
    switch document.acvp?.algorithm {
    case "ACVP-AES-CBC": isCBC = true
    case "ACVP-AES-ECB": isCBC = false
    default: return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let encrypts: Bool
    switch try vector.text("direction") {
    case "encrypt": encrypts = true
    case "decrypt": encrypts = false
    case let other:
      throw .malformed(field: "direction", expected: "encrypt or decrypt", found: other)
    }
    switch try vector.text("testType") {
    case "AFT": return try knownAnswer(vector, encrypts: encrypts)
    case "MCT": return try monteCarlo(vector, encrypts: encrypts)
    case let other: throw .unsupported(reason: "no test type \(other)")
    }
  }

  private func knownAnswer(_ vector: VectorCase, encrypts: Bool) throws(VectorError) -> Verdict {
    let (input, output) = encrypts ? ("pt", "ct") : ("ct", "pt")
    let key = try vector.bytes("key", bits: "keyLen")
    let iv = isCBC ? try vector.bytes("iv", count: AES.blockLength) : []
    let result = try transform(
      try vector.bytes(input), field: input, key: key, iv: iv, encrypts: encrypts)
    return .comparing(result, with: try vector.bytes(output), field: output)
  }

  /// A hundred checkpoints of a thousand blocks (AESAVS, section 6.4; the same in ACVP): the key,
  /// the vector and the first block of each follow from the one before.
  private func monteCarlo(_ vector: VectorCase, encrypts: Bool) throws(VectorError) -> Verdict {
    let (input, output) = encrypts ? ("pt", "ct") : ("ct", "pt")
    var key = try vector.bytes("key", bits: "keyLen")
    var iv = isCBC ? try vector.bytes("iv", count: AES.blockLength) : []
    var first = try vector.bytes(input, count: AES.blockLength)
    let count = try vector.integer("resultsArray")
    guard count > 0 else { throw .missing(field: "resultsArray.0.\(output)") }
    for checkpoint in 0..<count {
      let row = "resultsArray.\(checkpoint)."
      for (name, value) in [("key", key), ("iv", iv), (input, first)] where !value.isEmpty {
        let expected = try vector.bytes(row + name)
        guard value == expected else {
          return .comparing(value, with: expected, field: row + name)
        }
      }
      let (before, last) = try thousand(
        first, field: input, key: key, iv: iv, encrypts: encrypts)
      let expected = try vector.bytes(row + output)
      guard last == expected else { return .comparing(last, with: expected, field: row + output) }
      key = zip(key, (before + last).suffix(key.count)).map { $0 ^ $1 }
      (iv, first) = isCBC ? (last, before) : (iv, last)
    }
    return .passed
  }

  /// The last two of a thousand outputs.
  ///
  /// With CBC an output becomes an input two steps later, with
  /// ECB at the next.
  private func thousand(
    _ first: [UInt8], field: String, key: [UInt8], iv: [UInt8], encrypts: Bool
  ) throws(VectorError) -> (before: [UInt8], last: [UInt8]) {
    var (block, chain, before, last) = (first, iv, iv, iv)
    for _ in 0..<1000 {
      let result = try transform(block, field: field, key: key, iv: chain, encrypts: encrypts)
      if isCBC {
        chain = encrypts ? result : block
        block = last
      } else {
        block = result
      }
      (before, last) = (last, result)
    }
    return (before, last)
  }

  private func transform(
    _ input: [UInt8], field: String, key: [UInt8], iv: [UInt8], encrypts: Bool
  ) throws(VectorError) -> [UInt8] {
    do {
      guard isCBC else {
        return try ElectronicCodebook.transform(input, key: key, encrypts: encrypts)
      }
      return try encrypts
        ? CBC.encrypt(input, key: key, iv: iv) : CBC.decrypt(input, key: key, iv: iv)
    } catch {
      throw .malformed(field: field, expected: "input of AES", found: "\(error)")
    }
  }
}
