import Ciphers

/// AES in one mode in ACVP: functional and Monte Carlo tests.
struct ACVPCipherVectors<Mode: AESMode>: VectorFamily {
  static var algorithm: String { AESVectors<Mode>.algorithm }
  static var aliases: [String] { AESVectors<Mode>.aliases }

  let layout = CaseLayout(fields: [])

  init?(recognising document: VectorDocument) {
    guard document.acvp?.algorithm.uppercased() == "ACVP-AES-\(Mode.name)" else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let encrypts: Bool
    switch try vector.text("direction") {
    case "encrypt": encrypts = true
    case "decrypt": encrypts = false
    case let other:
      throw .malformed(field: "direction", expected: "encrypt or decrypt", found: other)
    }
    let fields = encrypts ? (input: "pt", output: "ct") : (input: "ct", output: "pt")
    do {
      switch try vector.text("testType") {
      case "AFT": return try knownAnswer(vector, fields, encrypts: encrypts)
      case "MCT": return try monteCarlo(vector, fields, encrypts: encrypts)
      case let other: throw VectorError.unsupported(reason: "no test type \(other)")
      }
    } catch let error as CipherError {
      throw .malformed(
        field: fields.input, expected: "input of \(Self.algorithm)", found: "\(error)")
    } catch let error as VectorError {
      throw error
    } catch {
      throw .malformed(field: fields.input, expected: "a case", found: "\(error)")
    }
  }

  private func iv(_ vector: VectorCase) throws -> [UInt8] {
    Mode.chains ? try vector.bytes("iv", count: AES.blockLength) : []
  }

  private func knownAnswer(
    _ vector: VectorCase, _ fields: (input: String, output: String), encrypts: Bool
  ) throws -> Verdict {
    let key = try vector.bytes("key", bits: "keyLen")
    let result = try Mode.transform(
      try vector.bytes(fields.input), key: key, iv: try iv(vector), encrypts: encrypts)
    return .comparing(result, with: try vector.bytes(fields.output), field: fields.output)
  }

  /// A hundred checkpoints of a thousand blocks (AESAVS, section 6.4; the same in ACVP): the key,
  /// the vector and the first block of each follow from the one before.
  private func monteCarlo(
    _ vector: VectorCase, _ fields: (input: String, output: String), encrypts: Bool
  ) throws -> Verdict {
    var key = try vector.bytes("key", bits: "keyLen")
    var iv = try iv(vector)
    var first = try vector.bytes(fields.input, count: AES.blockLength)
    let count = try vector.integer("resultsArray")
    guard count > 0 else { throw VectorError.missing(field: "resultsArray.0.\(fields.output)") }
    for checkpoint in 0..<count {
      let row = "resultsArray.\(checkpoint)."
      for (name, value) in [("key", key), ("iv", iv), (fields.input, first)] where !value.isEmpty {
        let expected = try vector.bytes(row + name)
        guard value == expected else {
          return .comparing(value, with: expected, field: row + name)
        }
      }
      let (before, last) = try Mode.thousand(first, key: key, iv: iv, encrypts: encrypts)
      let expected = try vector.bytes(row + fields.output)
      guard last == expected else {
        return .comparing(last, with: expected, field: row + fields.output)
      }
      key = Mode.nextKey(key, before: before, last: last)
      (iv, first) = Mode.chains ? (last, before) : ([], last)
    }
    return .passed
  }
}
