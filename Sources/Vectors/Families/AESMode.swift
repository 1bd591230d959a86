import Ciphers

/// A mode of operation as the vectors call it.
protocol AESMode: Sendable {
  /// "CBC", as in the names of files.
  static var name: String { get }
  /// Whether it chains blocks, beginning with an initialisation vector.
  static var chains: Bool { get }

  /// Encrypts or decrypts whole blocks; `iv` is empty for a mode that does not chain.
  static func transform(
    _ input: [UInt8], key: [UInt8], iv: [UInt8], encrypts: Bool
  ) throws(CipherError) -> [UInt8]
}

/// Cipher block chaining (SP 800-38A, section 6.2).
enum CBCMode: AESMode {
  static let name = "CBC"
  static let chains = true

  static func transform(
    _ input: [UInt8], key: [UInt8], iv: [UInt8], encrypts: Bool
  ) throws(CipherError) -> [UInt8] {
    try encrypts ? CBC.encrypt(input, key: key, iv: iv) : CBC.decrypt(input, key: key, iv: iv)
  }
}

/// Electronic codebook (SP 800-38A, section 6.1).
enum ECBMode: AESMode {
  static let name = "ECB"
  static let chains = false

  static func transform(
    _ input: [UInt8], key: [UInt8], iv: [UInt8], encrypts: Bool
  ) throws(CipherError) -> [UInt8] {
    try encrypts ? ECB.encrypt(input, key: key) : ECB.decrypt(input, key: key)
  }
}

extension AESMode {
  /// Runs the thousand blocks of a Monte Carlo checkpoint (AESAVS, section 6.4).
  ///
  /// With CBC an output becomes an input two steps later, with ECB at the next.
  ///
  /// - Parameters:
  ///   - first: the first input, one block.
  ///   - key: 16, 24 or 32 bytes.
  ///   - iv: one block, or empty.
  ///   - encrypts: false to decrypt.
  /// - Returns: The last two outputs.
  /// - Throws: What the mode throws.
  static func thousand(
    _ first: [UInt8], key: [UInt8], iv: [UInt8], encrypts: Bool
  ) throws(CipherError) -> (before: [UInt8], last: [UInt8]) {
    var (block, chain, before, last) = (first, iv, iv, iv)
    for _ in 0..<1000 {
      let result = try transform(block, key: key, iv: chain, encrypts: encrypts)
      chain = !chains ? [] : encrypts ? result : block
      block = chains ? last : result
      (before, last) = (last, result)
    }
    return (before, last)
  }

  /// The key of the next checkpoint: the old one, changed by the last outputs.
  static func nextKey(_ key: [UInt8], before: [UInt8], last: [UInt8]) -> [UInt8] {
    zip(key, (before + last).suffix(key.count)).map { $0 ^ $1 }
  }
}

extension VectorText {
  /// The mode that header or file name says; the fields are the same in all but ECB.
  var aesMode: String? {
    let modes = ["CBC", "CFB128", "CFB8", "CFB1", "CFB", "OFB", "ECB", "CTR", "GCM", "CCM", "XTS"]
    let name = fileName.uppercased()
    let comments = comments.joined(separator: "\n").uppercased()
    let named =
      modes.first { comments.contains("FOR \($0)") } ?? modes.first { name.hasPrefix($0) }
      ?? modes.first { name.contains($0) } ?? modes.first { comments.contains($0) }
    // Of the modes that NIST's files of this shape are for, only one has no vector.
    return named ?? (fieldNames.contains("IV") ? nil : "ECB")
  }

  /// Why a file that encrypts blocks is not for a mode here.
  var missingMode: String {
    guard !header.contains("tdes"), !hasFields("KEYs") else { return "no TDES" }
    return aesMode.map { "no mode \($0)" } ?? "the mode of operation is named nowhere"
  }
}
