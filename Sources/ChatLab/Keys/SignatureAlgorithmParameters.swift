import Certificates

/// Which algorithm a command signs or verifies with.
struct SignatureAlgorithmParameters: Sendable {
  private enum Scheme: String, CaseIterable, Sendable { case pkcs1v15, pss, ecdsa }

  private enum Hash: String, CaseIterable, Sendable {
    case sha256, sha384, sha512

    var hash: SignatureAlgorithm.Hash {
      switch self {
      case .sha256: .sha256
      case .sha384: .sha384
      case .sha512: .sha512
      }
    }
  }

  private let scheme = Parameter<Scheme?>.option(
    "scheme", .choice("scheme"),
    help: "For RSA, PKCS #1 v1.5 (which is the default) or PSS; for curves, ECDSA.")
  private let hash: Parameter<Hash?>
  private let saltLength = Parameter.option(
    "salt-length", .integer("n", in: 0...2048),
    help: "The salt of PSS in bytes. (default: as long as the digest)")

  /// Declares the parameters; certificates have another hash function by default where the key is
  /// of P-384.
  init(isForCertificates: Bool = false) {
    let usual = isForCertificates ? "sha256, or sha384 with a key of P-384" : "sha256"
    hash = .option("hash", .choice("hash"), help: "The hash function; without it, \(usual).")
  }

  /// The parameters, for the list of a command.
  var all: [any Declared] { [scheme, hash, saltLength] }

  /// The algorithm for a key.
  ///
  /// - Throws: `CommandError.usage` when the options contradict each other or the key.
  func algorithm(
    for key: SubjectPublicKeyInfo.Key, _ arguments: Arguments
  ) throws(CommandError) -> SignatureAlgorithm {
    let hash = (arguments[hash] ?? .sha256).hash
    let isRSA = if case .rsa = key { true } else { false }
    let scheme = arguments[scheme] ?? (isRSA ? .pkcs1v15 : .ecdsa)
    guard isRSA == (scheme != .ecdsa) else {
      let expected = isRSA ? "pkcs1v15 or pss" : "ecdsa"
      throw .usage("--scheme \(scheme.rawValue): the key is not for it, expected \(expected)")
    }
    if let length = arguments[saltLength] {
      guard scheme == .pss else {
        throw .usage("--salt-length: only PSS has a salt, expected --scheme pss")
      }
      return .pss(.init(hash: hash, maskHash: hash, saltLength: length))
    }
    return switch scheme {
    case .pkcs1v15: .pkcs1v15(hash)
    case .pss: .pss(hash)
    case .ecdsa: .ecdsa(hash)
    }
  }
}
