import Bytes
import Terms

extension Rooms {
  /// The signature keys that a user has seen, by name: the first key of a name stays its key.
  ///
  /// Server and authority are one, and could certify themselves as anybody; the record is what
  /// stands against that, from the second time on, and from the first for whoever compares.
  struct KnownKeys: Sendable {
    /// A key as it is remembered.
    struct Entry: Sendable, Equatable {
      let fingerprint: [UInt8]
      /// Whether the user has compared it over another channel.
      var isCompared: Bool
    }

    private let owner: String
    private(set) var entries: [String: Entry] = [:]

    /// The file of a user's record: lines of name, fingerprint and `seen` or `compared`.
    static func fileName(of owner: String) -> String { "\(owner)/known-keys" }

    /// Reads a record; without a file it is empty.
    ///
    /// - Throws: `HandshakeError.configuration` naming file and line.
    init(file: [UInt8]?, of owner: String) throws(HandshakeError) {
      self.owner = owner
      let lines = String(decoding: file ?? [], as: UTF8.self).split(separator: "\n")
      for (index, line) in lines.enumerated() {
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 3, UserName.isValid(words[0]),
          let fingerprint = try? Hex.decode(words[1]), fingerprint.count == 32,
          ["seen", "compared"].contains(words[2]), entries[words[0]] == nil
        else {
          throw .configuration(
            "\(Self.fileName(of: owner)), line \(index + 1): expected a name, a fingerprint of 64"
              + " digits, and 'seen' or 'compared'")
        }
        entries[words[0]] = Entry(fingerprint: fingerprint, isCompared: words[2] == "compared")
      }
    }

    subscript(name: String) -> Entry? { entries[name] }

    /// Remembers the key of a name, the first time that it is seen.
    mutating func remember(_ name: String, _ fingerprint: [UInt8], isCompared: Bool) {
      entries[name] = Entry(fingerprint: fingerprint, isCompared: isCompared)
    }

    /// The record as it is to be on disk.
    var file: StoredFile {
      let lines = entries.sorted { $0.key < $1.key }.map { name, entry in
        "\(name) \(Hex.encode(entry.fingerprint)) \(entry.isCompared ? "compared" : "seen")\n"
      }
      return StoredFile(Self.fileName(of: owner), Array(lines.joined().utf8))
    }
  }
}
