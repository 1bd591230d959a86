import Bytes
import Hashing
import Testing

/// SHA-256 against the messages of NIST's worked examples for FIPS 180-4, and against itself.
struct SHA256Tests {
  @Test(
    "the digests of NIST's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func examples(message: String, digest: String) {
    #expect(Hex.encode(SHA256.hash(Array(message.utf8))) == digest)
  }

  @Test("the digest of a million letters a")
  func millionLetters() {
    let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(Hex.encode(SHA256.hash(message)) == digest)
  }

  @Test("a message in two pieces has the digest of the whole, wherever it is cut")
  func twoPieces() {
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 200] {
      let message = (0..<length).map { UInt8(truncatingIfNeeded: 7 * $0) }
      let digest = SHA256.hash(message)
      for cut in 0...length {
        var hash = SHA256()
        hash.update(Array(message[..<cut]))
        hash.update(Array(message[cut...]))
        #expect(hash.finalize() == digest, "\(length) bytes cut at \(cut)")
      }
    }
  }

  @Test("a message in pieces of one size has the digest of the whole", arguments: 1...130)
  func equalPieces(size: Int) {
    let message = (0..<300).map { UInt8(truncatingIfNeeded: 11 * $0) }
    var hash = SHA256()
    for start in stride(from: 0, to: message.count, by: size) {
      hash.update(Array(message[start..<min(start + size, message.count)]))
    }
    #expect(hash.finalize() == SHA256.hash(message))
  }

  @Test("a copy goes its own way")
  func copies() {
    var hash = SHA256()
    hash.update(Array("ab".utf8))
    var copy = hash
    copy.update(Array("d".utf8))
    hash.update(Array("c".utf8))
    #expect(hash.finalize() == SHA256.hash(Array("abc".utf8)))
    #expect(copy.finalize() == SHA256.hash(Array("abd".utf8)))
  }

  @Test(
    "the compression function runs once a block of the padded message",
    arguments: [(0, 1), (55, 1), (56, 2), (64, 2), (119, 2), (120, 3), (1_000_000, 15626)])
  func cost(messageLength: Int, compressions: Int) {
    #expect(SHA256.compressions(messageLength: messageLength) == compressions)
  }
}
