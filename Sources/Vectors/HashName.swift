import Hashing

/// A hash function as files name it, and the implementation when there is one here.
enum HashName: String, CaseIterable, Sendable {
  case sha1 = "SHA-1"
  case sha224 = "SHA-224"
  case sha256 = "SHA-256"
  case sha384 = "SHA-384"
  case sha512 = "SHA-512"
  case sha512t224 = "SHA-512/224"
  case sha512t256 = "SHA-512/256"

  /// Reads a name in any of its spellings: SHA256, SHA-256, sha256, SHA2-256, SHA512224.
  ///
  /// - Returns: nil for a name that is not of FIPS 180-4.
  init?(_ text: String) {
    var plain = text.uppercased().filter { !"-_/ ".contains($0) }
    // ACVP puts the family's number before the size: SHA2-256.
    let isFamilyNamed = text.uppercased().hasPrefix("SHA2-") || text.uppercased().hasPrefix("SHA2_")
    if isFamilyNamed { plain = "SHA" + plain.dropFirst(4) }
    guard let name = HashName.allCases.first(where: { $0.plain == plain }) else { return nil }
    self = name
  }

  /// The function with digests of so many bytes, as CAVP's `[L = 32]` names it.
  init?(digestLength: Int, isTruncated: Bool = false) {
    switch digestLength {
    case 28 where isTruncated: self = .sha512t224
    case 32 where isTruncated: self = .sha512t256
    case 20: self = .sha1
    case 28: self = .sha224
    case 32: self = .sha256
    case 48: self = .sha384
    case 64: self = .sha512
    default: return nil
    }
  }

  /// The name without what stands between its letters and digits: "SHA512224".
  var plain: String { rawValue.filter { $0 != "-" && $0 != "/" } }

  /// The implementation.
  var implementation: any HashFunction.Type {
    switch self {
    case .sha1: SHA1.self
    case .sha224: SHA224.self
    case .sha256: SHA256.self
    case .sha384: SHA384.self
    case .sha512: SHA512.self
    case .sha512t224: SHA512_224.self
    case .sha512t256: SHA512_256.self
    }
  }

  /// The implementation of the function that a file names.
  ///
  /// - Throws: `VectorError.unsupported` when there is none here.
  static func implementation(_ name: String) throws(VectorError) -> any HashFunction.Type {
    guard let function = HashName(name) else { throw .unsupported(reason: "no \(name)") }
    return function.implementation
  }
}

extension VectorCase {
  /// The implementation of the hash function that a field names.
  ///
  /// - Throws: `VectorError.unsupported` when there is none here.
  func hash(_ field: String) throws(VectorError) -> any HashFunction.Type {
    try HashName.implementation(text(field))
  }
}
