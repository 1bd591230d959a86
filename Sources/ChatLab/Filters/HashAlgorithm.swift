import Hashing

/// A hash function by the name that the command line gives it.
enum HashAlgorithm: String, CaseIterable, Sendable {
  case sha1, sha256

  /// The type that computes it.
  var implementation: any HashFunction.Type {
    switch self {
    case .sha1: SHA1.self
    case .sha256: SHA256.self
    }
  }

  /// The word of a command line, which may have the standard's own spelling: `SHA-256`.
  static let form = ValueForm(
    placeholder: "algorithm", expected: "one of \(names.joined(separator: ", "))", choices: names,
    read: { HashAlgorithm(rawValue: $0.lowercased().filter { $0 != "-" }) },
    show: { $0.rawValue })

  private static let names = allCases.map(\.rawValue)
}
