import Bytes
import Ciphers

extension Trace {
  /// Traces AES on one block (FIPS 197).
  ///
  /// - Parameters:
  ///   - key: 16, 24 or 32 bytes.
  ///   - block: 16 bytes.
  ///   - decrypt: Whether to run the inverse cipher.
  /// - Returns: The trace, whose result is the block that comes out.
  /// - Throws: `CipherError.keyLength`, and `.plaintextLength` or `.ciphertextLength` for anything
  ///   but one block.
  public static func aes(
    key: [UInt8], block: [UInt8], decrypt: Bool = false
  ) throws(CipherError) -> Trace {
    guard block.count == AES.blockLength else {
      throw lengthError(block.count, decrypt: decrypt)
    }
    return try blocks(block, key: key, decrypt: decrypt, isMode: false)
  }

  /// Traces the electronic codebook with AES (SP 800-38A, section 6.1).
  ///
  /// - Parameters:
  ///   - key: 16, 24 or 32 bytes.
  ///   - message: Plaintext or ciphertext, whole blocks of 16 bytes.
  ///   - decrypt: Whether to decrypt.
  /// - Returns: The trace, whose result is the ciphertext or the plaintext.
  /// - Throws: `CipherError.keyLength`, and `.plaintextLength` or `.ciphertextLength` for anything
  ///   but whole blocks.
  public static func aesECB(
    key: [UInt8], message: [UInt8], decrypt: Bool = false
  ) throws(CipherError) -> Trace {
    guard message.count.isMultiple(of: AES.blockLength) else {
      throw lengthError(message.count, decrypt: decrypt)
    }
    return try blocks(message, key: key, decrypt: decrypt, isMode: true)
  }

  /// The words of a key expansion as rows of a table (FIPS 197, appendix A).
  static func keyExpansion(_ words: [AES.Step]) -> [TraceStep] {
    words.enumerated().map { index, step in
      let cells: [String]
      switch step {
      case .keyWord(let index, let value):
        cells = ["\(index)", "", "", "", "", "", BlockNotation.digits(value)]
      case .expandedWord(let word):
        let steps = [word.afterRotWord, word.afterSubWord, word.rcon]
        cells =
          ["\(word.index)", BlockNotation.digits(word.temp)]
          + steps.map { $0.map { BlockNotation.digits($0) } ?? "" }
          + [BlockNotation.digits(word.before), BlockNotation.digits(word.value)]
      default: cells = []
      }
      let names = ["i", "temp", "RotWord()", "SubWord()", "Rcon", "w[i-Nk]", "w[i]"]
      return TraceStep(
        "w[\(index)]", depth: .operations, layout: .row,
        values: zip(names, cells).map { TraceValue($0, $1) })
    }
  }

  /// The step before the words of a key expansion.
  static func keyStep(_ key: [UInt8]) -> TraceStep {
    TraceStep(
      "Key expansion", depth: .operations, explanation: CipherExplanations.key,
      values: [TraceValue("key", Hex.encode(key))])
  }

  static func lengthError(_ length: Int, decrypt: Bool) -> CipherError {
    decrypt
      ? .ciphertextLength(found: length, blockLength: AES.blockLength)
      : .plaintextLength(found: length, blockLength: AES.blockLength)
  }

  private static func blocks(
    _ message: [UInt8], key: [UInt8], decrypt: Bool, isMode: Bool
  ) throws(CipherError) -> Trace {
    var words = Recorder<AES.Step>()
    let aes = try AES(key: key, observer: &words)
    let (input, output) = decrypt ? ("ciphertext", "plaintext") : ("plaintext", "ciphertext")
    var steps = [
      TraceStep(
        isMode ? "Key and \(input)" : "Key and block",
        explanation: isMode ? CipherExplanations.codebook : CipherExplanations.state,
        values: [TraceValue("key", Hex.encode(key)), TraceValue(input, Hex.encode(message))],
        nist: nistTitle(key: key, message: message, decrypt: decrypt))
    ]
    steps += [keyStep(key)] + keyExpansion(words.steps)
    var result: [UInt8] = []
    for offset in stride(from: 0, to: message.count, by: AES.blockLength) {
      let block = Array(message[offset..<offset + AES.blockLength])
      var reports = Recorder<AES.Step>()
      let out =
        decrypt
        ? aes.decrypt(block: block, observer: &reports)
        : aes.encrypt(block: block, observer: &reports)
      let number = offset / AES.blockLength + 1
      if isMode {
        steps.append(
          TraceStep(
            "Block \(number)",
            values: [TraceValue(input, Hex.encode(block)), TraceValue(output, Hex.encode(out))]))
      }
      let tracer = CipherTracer(
        prefix: isMode ? "Block \(number), " : "", explains: number == 1, hasNISTLines: true)
      steps += tracer.steps(reports.steps)
      result += out
    }
    let value = TraceValue(output, Hex.encode(result))
    steps.append(
      TraceStep(
        decrypt ? "Plaintext" : "Ciphertext", values: [value],
        nist: BlockNotation.value(decrypt ? "Plaintext" : "Ciphertext", result)))
    return Trace(
      title: "AES-\(8 * key.count)\(isMode ? "-ECB" : "")\(decrypt ? ", inverse" : "")",
      citation: isMode ? "SP 800-38A, section 6.1; FIPS 197" : "FIPS 197, section 5",
      steps: steps, results: [value])
  }

  private static func nistTitle(key: [UInt8], message: [UInt8], decrypt: Bool) -> [String] {
    let name = "ECB-AES\(8 * key.count)"
    let keyLines = BlockNotation.value("Key", key)
    guard !decrypt else {
      return [BlockNotation.rule, "\(name) (Decryption)", BlockNotation.line] + keyLines
        + BlockNotation.value("Ciphertext", message)
    }
    let plaintext = BlockNotation.value("Plaintext", message)
    return [
      BlockNotation.line, BlockNotation.frame, "", "Block Cipher Modes of Operation",
      "Electronic Codebook (ECB)",
    ] + plaintext + [BlockNotation.frame, "\(name) (Encryption)"] + keyLines + plaintext
  }
}
