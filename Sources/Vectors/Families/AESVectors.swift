import Ciphers

/// AES in CBC mode (FIPS 197; SP 800-38A, section 6.2): NIST's known answers, multi-block messages
/// and Monte Carlo (AESAVS, section 6), and Wycheproof.
struct AESVectors: VectorFamily {
  static let algorithm = "AES-CBC"
  static let aliases = ["AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "CBC"]

  private enum Source {
    /// Known answers and multi-block messages: one call a case.
    case cavp
    /// A thousand chained calls a case, each case chained to the one before.
    case monteCarlo
    /// Wycheproof's IndCpaTest, padded as PKCS #7 says.
    case wycheproof
    /// A file for which there is nothing to call.
    case skipped(reason: String)
  }

  let layout = CaseLayout(
    fields: ["KEY", "PLAINTEXT", "CIPHERTEXT"], optional: ["IV", "COUNT"])
  private let source: Source
  /// The key and vector that the Monte Carlo case before this one leads to.
  var next: (section: [String], key: [UInt8], iv: [UInt8])?

  init?(recognising document: VectorDocument) {
    if let file = document.wycheproof, file.algorithm == "AES-CBC-PKCS5" {
      source = .wycheproof
    } else if let text = document.response, text.hasFields("PLAINTEXT", "CIPHERTEXT") {
      guard let mode = AESVectors.mode(text) else {
        source = .skipped(reason: "the mode of operation is named nowhere")
        return
      }
      guard mode == "CBC" else {
        source = .skipped(reason: mode == "TDES" ? "no TDES" : "no mode \(mode)")
        return
      }
      source = text.header.contains("mct") ? .monteCarlo : .cavp
    } else {
      return nil
    }
  }

  /// The mode that header or file name says; the fields are the same in all but ECB.
  private static func mode(_ text: VectorText) -> String? {
    guard !text.header.contains("tdes"), !text.hasFields("KEYs") else { return "TDES" }
    let modes = ["CBC", "CFB128", "CFB8", "CFB1", "CFB", "OFB", "ECB", "CTR", "GCM", "CCM", "XTS"]
    let name = text.fileName.uppercased()
    let comments = text.comments.joined(separator: "\n").uppercased()
    return modes.first { comments.contains("FOR \($0)") } ?? modes.first { name.hasPrefix($0) }
      ?? modes.first { name.contains($0) } ?? modes.first { comments.contains($0) }
  }

  mutating func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .skipped(let reason): .skipped(reason: reason)
    case .wycheproof: try wycheproof(vector)
    case .cavp: try knownAnswer(vector)
    case .monteCarlo: try monteCarlo(vector)
    }
  }

  /// Whether the section says to encrypt; then the ciphertext is what is published.
  func encrypts(_ vector: VectorCase) throws(VectorError) -> Bool {
    switch vector.sections.last {
    case "ENCRYPT": true
    case "DECRYPT": false
    case let other:
      throw .malformed(
        field: "section", expected: "ENCRYPT or DECRYPT", found: other ?? "no section")
    }
  }

  private func knownAnswer(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let (key, iv) = (try vector.bytes("KEY"), try vector.bytes("IV", count: AES.blockLength))
    let (plaintext, ciphertext) = (try vector.bytes("PLAINTEXT"), try vector.bytes("CIPHERTEXT"))
    let encrypts = try encrypts(vector)
    let result = try transform(
      encrypts ? plaintext : ciphertext, key: key, iv: iv, encrypts: encrypts)
    return encrypts
      ? .comparing(result, with: ciphertext, field: "CIPHERTEXT")
      : .comparing(result, with: plaintext, field: "PLAINTEXT")
  }

  /// Encrypts or decrypts whole blocks; input that CBC does not take is the file's fault.
  func transform(
    _ input: [UInt8], key: [UInt8], iv: [UInt8], encrypts: Bool
  ) throws(VectorError) -> [UInt8] {
    do {
      return try encrypts
        ? CBC.encrypt(input, key: key, iv: iv) : CBC.decrypt(input, key: key, iv: iv)
    } catch {
      throw .malformed(
        field: encrypts ? "PLAINTEXT" : "CIPHERTEXT", expected: "input of AES-CBC",
        found: "\(error)")
    }
  }

  private func wycheproof(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let (key, iv) = (try vector.bytes("key"), try vector.bytes("iv"))
    let (message, ciphertext) = (try vector.bytes("msg"), try vector.bytes("ct"))
    let decrypted = try? CBC.decryptPadded(ciphertext, key: key, iv: iv)
    let verdict = try vector.verdict(decrypted: decrypted, message: "msg", ciphertext: "ct")
    guard verdict == .passed, vector.expectation?.result == "valid" else { return verdict }
    let encrypted = try? CBC.encryptPadded(message, key: key, iv: iv)
    return .comparing(encrypted ?? [], with: ciphertext, field: "ct")
  }
}
