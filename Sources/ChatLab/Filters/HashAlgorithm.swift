import Hashing

/// A hash function by the name that the command line gives it.
enum HashAlgorithm: String, CaseIterable, Sendable {
  case sha1, sha224, sha256, sha384, sha512
  case sha512t224 = "sha512-224"
  case sha512t256 = "sha512-256"

  /// The type that computes it.
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

  /// The word of a command line, which may have the standard's own spelling: `SHA-512/256`.
  static let form = ValueForm(
    placeholder: "algorithm", expected: "one of \(names.joined(separator: ", "))", choices: names,
    read: { word in allCases.first { plain($0.rawValue) == plain(word) } }, show: { $0.rawValue })

  private static let names = allCases.map(\.rawValue)

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "/" }
  }
}
