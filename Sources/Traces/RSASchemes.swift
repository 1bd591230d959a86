import Hashing
import PublicKey

extension Trace {
  /// How a message becomes a number that RSA encrypts.
  public enum RSAEncryption: Sendable {
    /// The message itself is the number (textbook RSA): for toys.
    case textbook
    /// RSAES-PKCS1-v1_5 with this padding string, which fills the encoding.
    case pkcs1v15(paddingString: [UInt8])
    /// RSAES-OAEP with this seed, as long as a digest.
    case oaep(
      hash: any HashFunction.Type, maskHash: any HashFunction.Type, label: [UInt8], seed: [UInt8])
  }

  /// How a number that RSA decrypted becomes a message.
  public enum RSADecryption: Sendable {
    /// The number is the message (textbook RSA).
    case textbook
    /// RSAES-PKCS1-v1_5 with implicit rejection.
    case pkcs1v15
    /// RSAES-OAEP.
    case oaep(hash: any HashFunction.Type, maskHash: any HashFunction.Type, label: [UInt8])
  }

  /// How a message becomes a number that RSA signs.
  public enum RSASignature: Sendable {
    /// The message itself is the number (textbook RSA): for toys.
    case textbook
    /// RSASSA-PKCS1-v1_5.
    case pkcs1v15(hash: any DigestInfoHash.Type)
    /// RSASSA-PSS with this salt.
    case pss(hash: any HashFunction.Type, maskHash: any HashFunction.Type, salt: [UInt8])
  }

  /// How a signature is verified.
  public enum RSAVerification: Sendable {
    /// The number must be the message (textbook RSA).
    case textbook
    /// RSASSA-PKCS1-v1_5.
    case pkcs1v15(hash: any DigestInfoHash.Type)
    /// RSASSA-PSS with a salt of so many bytes.
    case pss(hash: any HashFunction.Type, maskHash: any HashFunction.Type, saltLength: Int)
  }
}
