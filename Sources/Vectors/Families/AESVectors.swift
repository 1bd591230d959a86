import Ciphers

/// AES in one mode (FIPS 197; SP 800-38A): NIST's known answers, multi-block messages and Monte
/// Carlo (AESAVS, section 6), and Wycheproof for CBC.
struct AESVectors<Mode: AESMode>: VectorFamily {
  static var algorithm: String { "AES-\(Mode.name)" }
  static var aliases: [String] {
    [Mode.name] + [128, 192, 256].map { "AES-\($0)-\(Mode.name)" }
  }

  private enum Source {
    /// Known answers and multi-block messages: one call a case.
    case cavp
    /// A thousand chained calls a case, each case chained to the one before.
    case monteCarlo
    /// A file that does not say which; the first case decides.
    case undecided
    /// Wycheproof's IndCpaTest, padded as PKCS #7 says.
    case wycheproof
  }

  let layout = CaseLayout(
    fields: ["KEY", "PLAINTEXT", "CIPHERTEXT"], optional: ["IV", "COUNT"])
  private var source: Source
  /// Where the Monte Carlo case before this one leads to.
  private var next: Checkpoint?

  /// What a Monte Carlo case begins with.
  private struct Checkpoint {
    let section: [String]
    let key: [UInt8]
    let iv: [UInt8]
    let block: [UInt8]
  }

  init?(recognising document: VectorDocument) {
    if let file = document.wycheproof, file.algorithm == "AES-CBC-PKCS5", Mode.chains {
      source = .wycheproof
    } else if let text = document.response, text.hasFields("PLAINTEXT", "CIPHERTEXT"),
      !text.header.contains("tdes"), !text.hasFields("KEYs"), text.aesMode == Mode.name
    {
      let isKnown = ["gfsbox", "keysbox", "varkey", "vartxt", "mmt"].contains {
        text.header.contains($0)
      }
      source = text.header.contains("mct") ? .monteCarlo : isKnown ? .cavp : .undecided
    } else {
      return nil
    }
  }

  mutating func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .wycheproof: try wycheproof(vector)
    case .cavp: try knownAnswer(vector)
    case .monteCarlo: try monteCarlo(vector)
    case .undecided: try decide(vector)
    }
  }

  /// A case that is no known answer and comes out as a Monte Carlo checkpoint makes the file one.
  private mutating func decide(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let verdict = try knownAnswer(vector)
    if verdict != .passed, try monteCarlo(vector) == .passed {
      source = .monteCarlo
      return .passed
    }
    source = .cavp
    return verdict
  }

  /// Whether the section says to encrypt; then the ciphertext is what is published.
  private func encrypts(_ vector: VectorCase) throws(VectorError) -> Bool {
    switch vector.sections.last?.uppercased() {
    case "ENCRYPT": true
    case "DECRYPT": false
    case let other:
      throw .malformed(
        field: "section", expected: "ENCRYPT or DECRYPT", found: other ?? "no section")
    }
  }

  private func iv(_ vector: VectorCase) throws(VectorError) -> [UInt8] {
    Mode.chains ? try vector.bytes("IV", count: AES.blockLength) : []
  }

  private func knownAnswer(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let encrypts = try encrypts(vector)
    let (input, output) = AESVectors.fields(encrypts: encrypts)
    let (key, iv, data) = (try vector.bytes("KEY"), try iv(vector), try vector.bytes(input))
    let expected = try vector.bytes(output)
    do {
      let result = try Mode.transform(data, key: key, iv: iv, encrypts: encrypts)
      return .comparing(result, with: expected, field: output)
    } catch {
      throw AESVectors.fault(error, field: input)
    }
  }

  /// One checkpoint of the Monte Carlo test (AESAVS, section 6.4).
  ///
  /// The key, the vector and the first block of the next checkpoint follow from the last two
  /// outputs; that the file has them is checked as well.
  private mutating func monteCarlo(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let encrypts = try encrypts(vector)
    let (input, output) = AESVectors.fields(encrypts: encrypts)
    let (key, iv) = (try vector.bytes("KEY"), try iv(vector))
    let first = try vector.bytes(input, count: AES.blockLength)
    let expected = try vector.bytes(output, count: AES.blockLength)
    if let next, next.section == vector.sections {
      let verdict = Verdict.all(
        .comparing(next.key, with: key, field: "KEY"), .comparing(next.iv, with: iv, field: "IV"),
        .comparing(next.block, with: first, field: input))
      guard verdict == .passed else { return verdict }
    }
    do {
      let (before, last) = try Mode.thousand(first, key: key, iv: iv, encrypts: encrypts)
      guard last == expected else { return .comparing(last, with: expected, field: output) }
      next = Checkpoint(
        section: vector.sections, key: Mode.nextKey(key, before: before, last: last),
        iv: Mode.chains ? last : [], block: Mode.chains ? before : last)
      return .passed
    } catch {
      throw AESVectors.fault(error, field: input)
    }
  }

  private func wycheproof(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let (key, iv) = (try vector.bytes("key"), try vector.bytes("iv"))
    let (message, ciphertext) = (try vector.bytes("msg"), try vector.bytes("ct"))
    let decrypted = try? CBC.decryptPadded(ciphertext, key: key, iv: iv)
    let verdict = try vector.verdict(accepting: decrypted, result: "msg", input: "ct")
    guard verdict == .passed, vector.expectation?.result == "valid" else { return verdict }
    let encrypted = try? CBC.encryptPadded(message, key: key, iv: iv)
    return .comparing(encrypted ?? [], with: ciphertext, field: "ct")
  }

  private static func fields(encrypts: Bool) -> (input: String, output: String) {
    encrypts ? ("PLAINTEXT", "CIPHERTEXT") : ("CIPHERTEXT", "PLAINTEXT")
  }

  /// Input that the mode does not take is the file's fault.
  private static func fault(_ error: CipherError, field: String) -> VectorError {
    let name = if case .keyLength = error { "KEY" } else { field }
    return .malformed(field: name, expected: "input of \(algorithm)", found: "\(error)")
  }
}
