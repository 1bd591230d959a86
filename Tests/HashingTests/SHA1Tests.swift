import Bytes
import Hashing
import Testing

/// SHA-1 against the messages of NIST's worked examples for FIPS 180-4.
struct SHA1Tests {
  @Test(
    "the digests of NIST's examples",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
    ])
  func examples(message: String, digest: String) {
    #expect(Hex.encode(SHA1.hash(Array(message.utf8))) == digest)
  }

  @Test("the digest of a million letters a, in uneven pieces")
  func millionLetters() {
    var hash = SHA1()
    var left = 1_000_000
    var size = 1
    while left > 0 {
      let count = min(size, left)
      hash.update([UInt8](repeating: UInt8(ascii: "a"), count: count))
      left -= count
      size = size * 3 % 1009
    }
    #expect(Hex.encode(hash.finalize()) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }
}
