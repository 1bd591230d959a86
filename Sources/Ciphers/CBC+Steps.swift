import Bytes

extension CBC {
  /// What the mode reports, with the names of SP 800-38A, appendix F.2; blocks count from 1.
  public enum Step: Sendable, Equatable {
    /// A word of the key expansion.
    case keyExpansion(AES.Step)
    /// P_j: what encryption begins with, or what decryption comes to.
    case plaintext(block: Int, AES.State)
    /// What is added to a block: the initialisation vector, or C_(j-1).
    case previous(block: Int, AES.State)
    /// What goes into the cipher or its inverse.
    case inputBlock(block: Int, AES.State)
    /// What the cipher or its inverse reports.
    case cipher(block: Int, AES.Step)
    /// What comes out of the cipher or its inverse.
    case outputBlock(block: Int, AES.State)
    /// C_j: what encryption comes to, or what decryption begins with.
    case ciphertext(block: Int, AES.State)
  }

  /// Encrypts whole blocks in the readable form, and reports every step.
  ///
  /// - Throws: as `encrypt(_:key:iv:)` does.
  public static func encrypt(
    _ plaintext: [UInt8], key: [UInt8], iv: [UInt8], observer: inout some Observer<Step>
  ) throws(CipherError) -> [UInt8] {
    let aes = try expand(key, observer: &observer)
    try check(iv: iv)
    guard plaintext.count.isMultiple(of: AES.blockLength) else {
      throw .plaintextLength(found: plaintext.count, blockLength: AES.blockLength)
    }
    var ciphertext: [UInt8] = []
    var previous = AES.State(iv.span)
    for (index, offset) in stride(from: 0, to: plaintext.count, by: 16).enumerated() {
      let block = AES.State(plaintext.span, at: offset)
      let inputBlock = block.adding(previous)  // P_j ⊕ C_(j-1)
      observer.observe(.plaintext(block: index + 1, block))
      observer.observe(.previous(block: index + 1, previous))
      observer.observe(.inputBlock(block: index + 1, inputBlock))
      var inside = Recorder<AES.Step>()
      previous = aes.cipher(inputBlock, observer: &inside)
      for step in inside.steps { observer.observe(.cipher(block: index + 1, step)) }
      observer.observe(.outputBlock(block: index + 1, previous))
      observer.observe(.ciphertext(block: index + 1, previous))
      ciphertext += previous.bytes
    }
    return ciphertext
  }

  /// Decrypts whole blocks in the readable form, and reports every step.
  ///
  /// - Throws: as `decrypt(_:key:iv:)` does.
  public static func decrypt(
    _ ciphertext: [UInt8], key: [UInt8], iv: [UInt8], observer: inout some Observer<Step>
  ) throws(CipherError) -> [UInt8] {
    let aes = try expand(key, observer: &observer)
    try check(iv: iv)
    guard ciphertext.count.isMultiple(of: AES.blockLength) else {
      throw .ciphertextLength(found: ciphertext.count, blockLength: AES.blockLength)
    }
    var plaintext: [UInt8] = []
    var previous = AES.State(iv.span)
    for (index, offset) in stride(from: 0, to: ciphertext.count, by: 16).enumerated() {
      let block = AES.State(ciphertext.span, at: offset)
      observer.observe(.ciphertext(block: index + 1, block))
      observer.observe(.inputBlock(block: index + 1, block))
      var inside = Recorder<AES.Step>()
      let outputBlock = aes.invCipher(block, observer: &inside)
      for step in inside.steps { observer.observe(.cipher(block: index + 1, step)) }
      let decrypted = outputBlock.adding(previous)  // CIPH^-1_K(C_j) ⊕ C_(j-1)
      observer.observe(.outputBlock(block: index + 1, outputBlock))
      observer.observe(.previous(block: index + 1, previous))
      observer.observe(.plaintext(block: index + 1, decrypted))
      plaintext += decrypted.bytes
      previous = block
    }
    return plaintext
  }

  /// Expands a key, and reports each word.
  private static func expand(
    _ key: [UInt8], observer: inout some Observer<Step>
  ) throws(CipherError) -> AES {
    var words = Recorder<AES.Step>()
    let aes = try AES(key: key, observer: &words)
    for word in words.steps { observer.observe(.keyExpansion(word)) }
    return aes
  }
}
