import Hashing

/// Hash functions in ACVP: functional, Monte Carlo, and large data tests.
struct ACVPHashVectors: VectorFamily {
  static let algorithm = "SHA"
  static let aliases = ["SHA-256", "SHA-1"]

  /// Longer messages are skipped: they take long without checking anything new.
  static let maximumLength = 1 << 30

  let layout = CaseLayout(fields: [])
  private let name: HashName

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp, let name = HashName(file.algorithm) else { return nil }
    self.name = name
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let hash = name.implementation
    switch try vector.text("testType") {
    case "AFT":
      guard try vector.integer("len").isMultiple(of: 8) else {
        throw .unsupported(reason: "a message that is not whole bytes")
      }
      let message = try vector.message(bits: "len", field: "msg")
      return .comparing(hash.hash(message), with: try vector.bytes("md"), field: "md")
    case "MCT": return try monteCarlo(vector, hash)
    case "LDT": return try largeData(vector, hash)
    case let other: throw .unsupported(reason: "no test type \(other)")
    }
  }

  /// A hundred checkpoints of a thousand digests, each of the last three.
  ///
  /// In the alternate form
  /// each message is as long as the seed: cut off, or filled up with zeros.
  private func monteCarlo(
    _ vector: VectorCase, _ hash: any HashFunction.Type
  ) throws(VectorError) -> Verdict {
    var seed = try vector.bytes("msg")
    let length = seed.count
    let isAlternate = vector.optionalText("mctVersion") == "alternate"
    if vector.optionalText("len") != nil {
      guard try vector.byteCount(bits: "len") == length else {
        throw .malformed(field: "msg", expected: "as many bits as len says", found: "others")
      }
    }
    let count = try vector.integer("resultsArray")
    for checkpoint in 0..<count {
      var (a, b, c) = (seed, seed, seed)
      for _ in 0..<1000 {
        var message = a + b + c
        if isAlternate {
          message = Array(message.prefix(length))
          message += [UInt8](repeating: 0, count: length - message.count)
        }
        (a, b, c) = (b, c, hash.hash(message))
      }
      seed = c
      let field = "resultsArray.\(checkpoint).md"
      let expected = try vector.bytes(field)
      guard seed == expected else { return .comparing(seed, with: expected, field: field) }
    }
    guard count > 0 else { throw .missing(field: "resultsArray.0.md") }
    return .passed
  }

  /// A short content repeated up to a length of gigabytes.
  private func largeData<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let content = try vector.bytes("largeMsg.content", bits: "largeMsg.contentLength")
    let text = try vector.text("largeMsg.fullLength")
    guard let bits = Int(text), bits >= 0, bits.isMultiple(of: 8), !content.isEmpty else {
      throw .malformed(
        field: "largeMsg", expected: "content, and a length of whole bytes", found: text)
    }
    guard vector.optionalText("largeMsg.expansionTechnique") == "repeating" else {
      throw .unsupported(reason: "no expansion of large messages but repeating")
    }
    guard bits / 8 <= ACVPHashVectors.maximumLength else {
      throw .unsupported(reason: "a message of more than 1 GiB")
    }
    let repetitions = max(1, (1 << 16) / content.count)
    let block = [UInt8]([[UInt8]](repeating: content, count: repetitions).joined())
    var hash = H()
    var left = bits / 8
    while left >= block.count {
      hash.update(block)
      left -= block.count
    }
    hash.update(Array(block.prefix(left)))
    return .comparing(hash.finalize(), with: try vector.bytes("md"), field: "md")
  }
}
