import Bytes
import Ciphers
import Traces

/// AES in cipher block chaining mode on whole blocks, without padding.
public struct CBCEncryption: Operation {
  private let key: Term
  private let initializationVector: Term
  private let plaintext: Term

  /// Encrypts whole blocks under a key of 16, 24 or 32 bytes.
  public init(key: Term, iv: Term, plaintext: Term) {
    self.key = key
    self.initializationVector = iv
    self.plaintext = plaintext
  }

  public var name: String { "AES-\(8 * key.bytes.count)-CBC-ENCRYPT" }
  public var citation: Citation { Citation("SP 800-38A", "section 6.2") }
  public var operands: [Operand] {
    [Operand("key", key), Operand("IV", initializationVector), Operand("plaintext", plaintext)]
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try CBC.encrypt(plaintext.bytes, key: key.bytes, iv: initializationVector.bytes)
    } catch {
      throw .operand("plaintext", of: name, expected: "whole blocks; key and IV of their lengths")
    }
  }

  public var proof: ProofCommand? {
    .cbc("-e", key: key, iv: initializationVector, input: plaintext)
  }

  public func check(of result: Term) -> ProofCommand? {
    let command = ProofCommand.cbc("-d", key: key, iv: initializationVector, input: result)
    return ProofCommand("test \"$(\(command.line))\" = \(ProofCommand.quotedHex(plaintext.bytes))")
  }

  public var cost: Cost { Cost(blockCipherCalls: plaintext.bytes.count / 16) }

  public var trace: Trace? {
    try? .cbc(
      key: key.bytes, iv: initializationVector.bytes, message: plaintext.bytes, padding: false)
  }

  /// The key opens it.
  ///
  /// The IV is needed for the first block alone, so a holder of the key gets the rest without it;
  /// every lab here sends the IV.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    holder.knows(key) && holder.knows(initializationVector) ? [plaintext] : []
  }

  /// Encryption undoes decryption under the same key and IV.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    let inverse = name.replacing("ENCRYPT", with: "DECRYPT")
    if let opened = forms.operands(of: operands[2], if: inverse),
      opened[0] == operands[0], opened[1] == operands[1]
    {
      return opened[2]
    }
    return forms.application(of: self, to: operands)
  }
}

/// The inverse of `CBCEncryption`.
public struct CBCDecryption: Operation {
  private let key: Term
  private let initializationVector: Term
  private let ciphertext: Term

  /// Decrypts whole blocks under a key of 16, 24 or 32 bytes.
  public init(key: Term, iv: Term, ciphertext: Term) {
    self.key = key
    self.initializationVector = iv
    self.ciphertext = ciphertext
  }

  public var name: String { "AES-\(8 * key.bytes.count)-CBC-DECRYPT" }
  public var citation: Citation { Citation("SP 800-38A", "section 6.2") }
  public var operands: [Operand] {
    [Operand("key", key), Operand("IV", initializationVector), Operand("ciphertext", ciphertext)]
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try CBC.decrypt(ciphertext.bytes, key: key.bytes, iv: initializationVector.bytes)
    } catch {
      throw .decryption(name)
    }
  }

  public var proof: ProofCommand? {
    .cbc("-d", key: key, iv: initializationVector, input: ciphertext)
  }

  public var cost: Cost { Cost(blockCipherCalls: ciphertext.bytes.count / 16) }

  public var trace: Trace? {
    try? .cbc(
      key: key.bytes, iv: initializationVector.bytes, message: ciphertext.bytes, decrypt: true,
      padding: false)
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    holder.knows(key) && holder.knows(initializationVector) ? [ciphertext] : []
  }

  /// Decryption undoes encryption under the same key and IV.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    let inverse = name.replacing("DECRYPT", with: "ENCRYPT")
    if let sealed = forms.operands(of: operands[2], if: inverse),
      sealed[0] == operands[0], sealed[1] == operands[1]
    {
      return sealed[2]
    }
    return forms.application(of: self, to: operands)
  }
}

extension ProofCommand {
  fileprivate static func cbc(_ direction: String, key: Term, iv: Term, input: Term) -> ProofCommand
  {
    let cipher = "openssl enc \(direction) -aes-\(8 * key.bytes.count)-cbc -nopad"
    let program =
      "\(writing(input.bytes)) | \(cipher) -K \(Hex.encode(key.bytes)) -iv \(Hex.encode(iv.bytes))"
    return .octets(from: program)
  }
}
