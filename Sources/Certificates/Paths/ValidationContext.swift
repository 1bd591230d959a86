import ASN1
import PublicKey

/// What one validation keeps across the paths that it tries: the work done, and its results.
final class ValidationContext {
  let limits: ValidationLimits
  private let allowsSHA1: Bool
  /// How many signatures were verified.
  private(set) var signatureCount = 0
  /// How many comparisons of names are left.
  var nameBudget: Int
  private var results: [Signed: SignatureFinding] = [:]
  /// The certificates whose status is being looked for, so that none is asked for inside itself.
  var statusesInProgress: [Certificate] = []

  init(limits: ValidationLimits, allowsSHA1: Bool) {
    self.limits = limits
    self.allowsSHA1 = allowsSHA1
    nameBudget = limits.nameComparisons
  }

  /// What was signed, how, and with whose key.
  private struct Signed: Hashable {
    let message: [UInt8]
    let signature: [UInt8]
    let algorithm: AlgorithmIdentifier
    let key: SubjectPublicKeyInfo
  }

  /// Verifies a signature, once.
  func verify(_ structure: some SignedStructure, key: SubjectPublicKeyInfo) -> SignatureFinding {
    guard structure.signatureUnusedBits == 0 else {
      return .unusable(
        "its last \(structure.signatureUnusedBits) bits are unused, as in no signature known here")
    }
    let signed = Signed(
      message: structure.signedContent, signature: structure.signatureValue,
      algorithm: structure.signatureAlgorithm, key: key)
    if let known = results[signed] { return known }
    guard signatureCount < limits.signatures else {
      return .unusable("more than \(limits.signatures) signatures to verify")
    }
    let finding = find(signed)
    results[signed] = finding
    return finding
  }

  private func find(_ signed: Signed) -> SignatureFinding {
    do throws(CertificateError) {
      let algorithm = try SignatureAlgorithm(signed.algorithm)
      guard algorithm.isForNewSignatures || allowsSHA1 else {
        return .unusable("\(algorithm) is refused: collisions can be made")
      }
      let key = try signed.key.key(sizes: limits.modulusBitWidth < 1024 ? .any : .standard)
      if case .rsa(let key) = key, key.modulusBitWidth < limits.modulusBitWidth {
        return .unusable(
          "an RSA key of \(key.modulusBitWidth) bits, expected \(limits.modulusBitWidth) at least")
      }
      signatureCount += 1
      let isValid = key.verify(
        signature: signed.signature, message: signed.message, algorithm: algorithm)
      return isValid ? .valid(algorithm) : .invalid(algorithm)
    } catch {
      return .unusable("\(error)")
    }
  }
}

/// What came of verifying a signature.
enum SignatureFinding: Equatable {
  case valid(SignatureAlgorithm)
  case invalid(SignatureAlgorithm)
  /// Algorithm or key are not known here, or not good enough.
  case unusable(String)

  /// Whether the signature is valid.
  var isValid: Bool { if case .valid = self { true } else { false } }
}
