import Bytes
import Ciphers

extension Trace {
  /// Traces cipher block chaining with AES (SP 800-38A, section 6.2).
  ///
  /// - Parameters:
  ///   - key: 16, 24 or 32 bytes.
  ///   - iv: The initialisation vector, 16 bytes.
  ///   - message: Plaintext or ciphertext: whole blocks, or of any length if padding is put on.
  ///   - decrypt: Whether to decrypt.
  ///   - padding: Whether the padding of PKCS #7 is put on or taken off.
  /// - Returns: The trace, whose result is the ciphertext or the plaintext.
  /// - Throws: `CipherError` as `CBC` does.
  public static func cbc(
    key: [UInt8], iv: [UInt8], message: [UInt8], decrypt: Bool = false, padding: Bool = true
  ) throws(CipherError) -> Trace {
    var tracer = ChainTracer(decrypt: decrypt)
    let input: [UInt8]
    var result: [UInt8]
    if decrypt {
      input = message
      result = try CBC.decrypt(message, key: key, iv: iv, observer: &tracer)
    } else {
      input = padding ? PKCS7Padding.pad(message, blockLength: AES.blockLength) : message
      result = try CBC.encrypt(input, key: key, iv: iv, observer: &tracer)
    }
    var steps = [opening(key: key, iv: iv, message: message, input: input, decrypt: decrypt)]
    if padding, !decrypt {
      steps.append(
        TraceStep(
          "Padding", explanation: CipherExplanations.padding,
          values: [
            TraceValue("padding", Hex.encode(input[message.count...])),
            TraceValue("padded", Hex.encode(input)),
          ]))
    }
    steps += [keyStep(key)] + keyExpansion(tracer.words) + tracer.steps
    let name = decrypt ? "Plaintext" : "Ciphertext"
    steps.append(
      TraceStep(
        padding && decrypt ? "Padded plaintext" : name,
        values: [
          TraceValue(padding && decrypt ? "padded" : name.lowercased(), Hex.encode(result))
        ],
        nist: BlockNotation.value(name, result)))
    if padding, decrypt {
      result = try PKCS7Padding.unpad(result, blockLength: AES.blockLength)
      steps.append(
        TraceStep(
          "Padding taken off", explanation: CipherExplanations.unpadding,
          values: [TraceValue("plaintext", Hex.encode(result))]))
    }
    return Trace(
      title: "AES-\(8 * key.count)-CBC, \(decrypt ? "decryption" : "encryption")",
      citation: "SP 800-38A, section 6.2", steps: steps,
      results: [TraceValue(name.lowercased(), Hex.encode(result))])
  }

  private static func opening(
    key: [UInt8], iv: [UInt8], message: [UInt8], input: [UInt8], decrypt: Bool
  ) -> TraceStep {
    let name = decrypt ? "Ciphertext" : "Plaintext"
    let title =
      decrypt
      ? [BlockNotation.rule, "CBC-AES\(8 * key.count) (Decryption)", BlockNotation.line]
      : [
        BlockNotation.line, BlockNotation.frame, "", "Block Cipher Modes of Operation",
        "Cipher Block Chaining (CBC)", BlockNotation.frame,
        "CBC-AES\(8 * key.count) (Encryption)",
      ]
    return TraceStep(
      "Key, vector and \(name.lowercased())",
      explanation: decrypt ? CipherExplanations.chainBack : CipherExplanations.chain,
      values: [
        TraceValue("key", Hex.encode(key)), TraceValue("IV", Hex.encode(iv)),
        TraceValue(name.lowercased(), Hex.encode(message)),
      ],
      nist: title + BlockNotation.value("Key", key) + BlockNotation.value("IV", iv)
        + BlockNotation.value(name, input))
  }
}

/// Turns what CBC reports into steps of a trace: a step for each block, and its rounds behind it.
private struct ChainTracer: Observer {
  typealias Step = CBC.Step

  static var isWatching: Bool { true }

  /// The steps of all blocks so far.
  private(set) var steps: [TraceStep] = []
  /// The words of the key expansion.
  private(set) var words: [AES.Step] = []
  private let decrypt: Bool
  private var values: [(name: String, state: AES.State)] = []
  private var cipher: [AES.Step] = []

  init(decrypt: Bool) {
    self.decrypt = decrypt
  }

  mutating func observe(_ step: CBC.Step) {
    switch step {
    case .keyExpansion(let word): words.append(word)
    case .cipher(_, let step): cipher.append(step)
    case .previous(let block, let state):
      values.append((block == 1 ? "IV" : "C_\(block - 1)", state))
    case .inputBlock(_, let state): values.append(("Input Block", state))
    case .outputBlock(_, let state): values.append(("Output Block", state))
    case .plaintext(let block, let state):
      values.append(("Plaintext", state))
      if decrypt { end(block) }
    case .ciphertext(let block, let state):
      values.append(("Ciphertext", state))
      if !decrypt { end(block) }
    }
  }

  /// Makes the steps of a block, all of whose values are there.
  private mutating func end(_ block: Int) {
    let printed = ["Plaintext", "Input Block", "Output Block", "Ciphertext"]
    steps.append(
      TraceStep(
        "Block \(block)", explanation: explanation(block),
        values: values.map { TraceValue($0.name, Hex.encode($0.state.bytes)) },
        nist: ["Block #\(block)"]
          + values.filter { printed.contains($0.name) }
          .map { BlockNotation.block($0.name, $0.state) }))
    let tracer = CipherTracer(
      prefix: "Block \(block), ", explains: block == 1, hasNISTLines: false)
    steps += tracer.steps(cipher)
    (values, cipher) = ([], [])
  }

  private func explanation(_ block: Int) -> String {
    switch (decrypt, block) {
    case (false, 1): "The input block is the sum of the plaintext and the initialisation vector."
    case (false, 2): "From here on the ciphertext before a block takes the place of the vector."
    case (true, 1): "The plaintext is the sum of the output block and the initialisation vector."
    case (true, 2): "From here on the ciphertext before a block takes the place of the vector."
    default: ""
    }
  }
}
