import ASN1
import Hashing
import PublicKey

/// How a signature is made: the scheme, its hash function, and for PSS the rest of its parameters.
public enum SignatureAlgorithm: Hashable, Sendable {
  /// RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2).
  case pkcs1v15(Hash)
  /// RSASSA-PSS (RFC 8017, section 8.1).
  case pss(PSSParameters)
  /// ECDSA (FIPS 186-5, section 6).
  case ecdsa(Hash)

  /// RSASSA-PSS with one hash function, and a salt as long as its digest.
  public static func pss(_ hash: Hash) -> SignatureAlgorithm {
    .pss(PSSParameters(hash: hash, maskHash: hash, saltLength: hash.type.digestLength))
  }

  /// A hash function that signatures use.
  public enum Hash: Hashable, Sendable, CaseIterable {
    /// SHA-1, which is read in certificates of old and refused for new ones.
    case sha1
    /// SHA-256.
    case sha256
    /// SHA-384.
    case sha384
    /// SHA-512.
    case sha512
  }

  /// RSASSA-PSS-params (RFC 8017, section A.2.3); the trailer is always 1.
  public struct PSSParameters: Hashable, Sendable {
    /// The hash function of the message.
    public let hash: Hash
    /// The hash function of MGF1.
    public let maskHash: Hash
    /// The length of the salt in bytes.
    public let saltLength: Int

    /// Creates parameters.
    public init(hash: Hash, maskHash: Hash, saltLength: Int) {
      precondition(saltLength >= 0, "a salt has no negative length")
      (self.hash, self.maskHash, self.saltLength) = (hash, maskHash, saltLength)
    }
  }

  /// The hash function of the message.
  public var hash: Hash {
    switch self {
    case .pkcs1v15(let hash), .ecdsa(let hash): hash
    case .pss(let parameters): parameters.hash
    }
  }

  /// Whether it may be used for something new: SHA-1 may not.
  public var isForNewSignatures: Bool {
    if case .pss(let parameters) = self, parameters.maskHash == .sha1 { return false }
    return hash != .sha1
  }
}

extension SignatureAlgorithm.Hash {
  /// The hash function itself.
  public var type: any DigestInfoHash.Type {
    switch self {
    case .sha1: SHA1.self
    case .sha256: SHA256.self
    case .sha384: SHA384.self
    case .sha512: SHA512.self
    }
  }

  /// The object identifier of the hash function alone.
  public var identifier: ObjectIdentifier {
    switch self {
    case .sha1: .sha1
    case .sha256: .sha256
    case .sha384: .sha384
    case .sha512: .sha512
    }
  }
}

extension SignatureAlgorithm: CustomStringConvertible {
  /// The scheme and its hash function: `RSASSA-PSS with SHA-256`.
  public var description: String {
    switch self {
    case .pkcs1v15(let hash): "RSASSA-PKCS1-v1_5 with \(hash.type.name)"
    case .pss(let parameters): "RSASSA-PSS with \(parameters.hash.type.name)"
    case .ecdsa(let hash): "ECDSA with \(hash.type.name)"
    }
  }
}
