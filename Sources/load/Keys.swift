import Foundation

/// The RSA key pairs that the users of `session-keys` have, in turns.
///
/// Making one takes longer than all that is measured, so the pairs lie in a directory and many
/// users share one; nobody compares the keys of two names.
struct Keys {
  private var pairs: [(secret: [UInt8], open: [UInt8])] = []

  init(reading directory: String) throws {
    while let secret = FileManager.default.contents(atPath: file(directory, "priv.pem")) {
      guard let open = FileManager.default.contents(atPath: file(directory, "pub.pem")) else {
        throw Options.Unusable(text: "keys: \(file(directory, "pub.pem")) is missing")
      }
      pairs.append((Array(secret), Array(open)))
    }
    guard !pairs.isEmpty else {
      throw Options.Unusable(text: "keys: \(file(directory, "priv.pem")) is missing")
    }
  }

  private func file(_ directory: String, _ name: String) -> String {
    "\(directory)/\(pairs.count)/\(name)"
  }

  /// The files of a user: its own pair, and the public keys of those whom it knows.
  func files(of name: String, _ place: Int, knowing others: [(name: String, place: Int)])
    -> [String: [UInt8]]
  {
    var files = ["keys/\(name)/priv.pem": pairs[place % pairs.count].secret]
    for other in others {
      files["keys/\(other.name)/pub.pem"] = pairs[other.place % pairs.count].open
    }
    return files
  }
}
