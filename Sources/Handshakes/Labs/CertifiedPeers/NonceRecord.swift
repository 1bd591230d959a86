import Bytes
import Terms

extension CertifiedPeers {
  /// Every nonce that a user was ever sent: one that comes again is a replay.
  ///
  /// As a file it has a line of hexadecimal digits for each.
  struct NonceRecord: Sendable {
    /// The name of the file in the user's home.
    static let fileName = "nonces"

    private var nonces: Set<[UInt8]> = []
    private var text = ""

    /// Creates a record without nonces.
    init() {}

    /// Reads a file.
    ///
    /// - Throws: `HandshakeError.configuration`, naming the line, for a damaged one.
    init(file: [UInt8]) throws(HandshakeError) {
      for (index, line) in file.split(separator: UInt8(ascii: "\n")).enumerated() {
        guard let nonce = try? Hex.decode(String(decoding: line, as: UTF8.self)) else {
          throw .configuration(
            "\(Self.fileName), line \(index + 1): expected hexadecimal digits of a nonce")
        }
        add(nonce)
      }
    }

    /// The record as a file.
    var file: StoredFile { StoredFile(Self.fileName, Array(text.utf8)) }

    /// Whether a nonce was there before.
    func contains(_ nonce: Term) -> Bool { nonces.contains(nonce.bytes) }

    /// Takes a nonce down.
    mutating func add(_ nonce: Term) { add(nonce.bytes) }

    private mutating func add(_ nonce: [UInt8]) {
      if nonces.insert(nonce).inserted { text += Hex.encode(nonce) + "\n" }
    }
  }
}
