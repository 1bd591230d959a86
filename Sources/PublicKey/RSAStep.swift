import Arithmetic

/// What RSA's primitives and encodings report to whoever watches them, by the names of RFC 8017.
public enum RSAStep: Sendable, Equatable {
  /// A number was computed or taken.
  case number(Name, Natural)
  /// An octet string was computed or taken.
  case octets(Name, [UInt8])

  /// The names in RFC 8017, sections 5, 7, 8 and 9.
  public enum Name: String, Sendable {
    /// The ciphertext representative of a decryption.
    case c
    /// The message representative.
    case m
    /// The signature representative.
    case s
    /// The number that is raised to a power.
    case base
    /// The powers modulo p and q (section 5.1.2, step 2.b).
    case m1 = "m_1"
    /// The power modulo q.
    case m2 = "m_2"
    /// (m_1 - m_2) qInv mod p.
    case h
    /// The result of the CRT, m_2 + q h.
    case result
    /// The result raised to the public exponent, which must give the base again.
    case check
    /// The label's digest.
    case lHash
    /// The padding string.
    case ps = "PS"
    /// The data block.
    case db = "DB"
    /// The seed of OAEP.
    case seed
    /// The mask of the data block.
    case dbMask
    /// The data block under its mask.
    case maskedDB
    /// The mask of the seed.
    case seedMask
    /// The seed under its mask.
    case maskedSeed
    /// The encoded message.
    case em = "EM"
    /// The message's digest.
    case mHash
    /// The salt of PSS.
    case salt
    /// Eight zeros, the message's digest and the salt.
    case mPrime = "M'"
    /// The digest of M', or of the message in PKCS #1 v1.5.
    case digest = "H"
    /// The digest of the M' that a verifier computes.
    case digestAgain = "H'"
    /// The DER encoding of DigestInfo.
    case digestInfo = "T"
    /// The message.
    case message = "M"
    /// The key of the synthetic message.
    case kdk = "KDK"
    /// The candidates for the length of the synthetic message.
    case candidateLengths = "CL"
    /// The synthetic message, at the end of k octets.
    case alternativeMessage = "AM"
  }
}
