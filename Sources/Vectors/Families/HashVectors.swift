import Hashing

/// Hash functions of FIPS 180-4: short and long messages, and Monte Carlo (SHAVS, section 6).
struct HashVectors: VectorFamily {
  static let algorithm = "SHA"
  static let aliases = ["SHA-256", "SHA-1"]

  let layout: CaseLayout
  private let isMonteCarlo: Bool
  private let other: String?
  /// The last digest of the Monte Carlo chain, and where that began.
  private var chain: (start: [String], digest: [UInt8])?
  /// Whether a digest of 28 or 32 bytes is one of SHA-512/t.
  private let isTruncated: Bool

  init?(recognising document: VectorDocument) {
    guard let text = document.response, text.hasFields("MD"),
      text.fieldNames.isDisjoint(with: ["Key", "KEY"])
    else { return nil }
    isMonteCarlo = text.hasFields("Seed")
    guard isMonteCarlo || text.hasFields("Len", "Msg") else { return nil }
    layout = CaseLayout(fields: isMonteCarlo ? ["MD"] : ["Len", "Msg", "MD"])
    // Functions whose files look alike and whose digests have the lengths of ours.
    other = ["sha3-", "sha3_", "shake", "keccak", "blake"].first { text.header.contains($0) }
    isTruncated = ["512/2", "512_2", "sha5122"].contains { text.header.contains($0) }
  }

  mutating func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if let other { return .skipped(reason: "no \(other.uppercased())") }
    guard let length = try vector.sectionInteger("L") else { throw .missing(field: "[L = ]") }
    guard let name = HashName(digestLength: length, isTruncated: isTruncated) else {
      return .skipped(reason: "no hash function with digests of \(length) bytes")
    }
    let hash = name.implementation
    let expected = try vector.bytes("MD")
    if isMonteCarlo {
      return .comparing(try monteCarlo(vector, hash), with: expected, field: "MD")
    }
    guard try vector.integer("Len").isMultiple(of: 8) else {
      return .skipped(reason: "a message that is not whole bytes")
    }
    let message = try vector.message(bits: "Len", field: "Msg")
    return .comparing(hash.hash(message), with: expected, field: "MD")
  }

  /// One checkpoint: a thousand digests, each of the last three (SHAVS, section 6.4).
  private mutating func monteCarlo(
    _ vector: VectorCase, _ hash: any HashFunction.Type
  ) throws(VectorError) -> [UInt8] {
    let origin = vector.sections + [try vector.text("Seed")]
    let start: [UInt8]
    if let chain, chain.start == origin {
      start = chain.digest
    } else {
      start = try vector.bytes("Seed")
    }
    var (first, second, third) = (start, start, start)
    for _ in 3..<1003 {
      (first, second, third) = (second, third, hash.hash(first + second + third))
    }
    chain = (origin, third)
    return third
  }
}

extension VectorCase {
  /// A message whose length another field gives in bits; `00` stands for the empty one.
  func message(bits length: String, field: String) throws(VectorError) -> [UInt8] {
    let bits = try integer(length)
    let message = try bytes(field)
    guard bits.isMultiple(of: 8) else {
      throw .malformed(field: length, expected: "whole bytes", found: "\(bits) bits")
    }
    if bits == 0, message == [0] { return [] }
    guard message.count == bits / 8 else {
      throw .malformed(
        field: field, expected: "\(bits / 8) bytes", found: "\(message.count) bytes")
    }
    return message
  }
}
