/// What a cipher cannot do with what it was given, naming the parameter.
public enum CipherError: Error, Equatable, Sendable {
  /// A key that has not 16, 24 or 32 bytes.
  case keyLength(found: Int)
  /// An initialisation vector that is not one block long.
  case ivLength(found: Int, expected: Int)
  /// A plaintext that is not a number of whole blocks.
  case plaintextLength(found: Int, blockLength: Int)
  /// A ciphertext that is not a number of whole blocks.
  case ciphertextLength(found: Int, blockLength: Int)
  /// A ciphertext that does not decrypt; which part of it is wrong is deliberately left out, since
  /// whoever learns that the padding was wrong can decrypt without the key.
  case decryption
  /// A key of Fernet that is not base64url of 32 octets.
  case fernetKey
  /// A token that is not valid; which part of it is wrong is deliberately left out.
  case token
}

extension CipherError: CustomStringConvertible {
  /// The parameter, what was found, and what is expected.
  public var description: String {
    switch self {
    case .keyLength(let found):
      "key: \(found) bytes, expected 16, 24 or 32"
    case .ivLength(let found, let expected):
      "iv: \(found) bytes, expected \(expected)"
    case .plaintextLength(let found, let blockLength):
      "plaintext length: \(found) bytes, expected a multiple of \(blockLength)"
    case .ciphertextLength(let found, let blockLength):
      "ciphertext length: \(found) bytes, expected a multiple of \(blockLength)"
    case .decryption:
      "the ciphertext does not decrypt"
    case .fernetKey:
      "key: expected base64url of 32 bytes"
    case .token:
      "the token is not valid"
    }
  }
}
