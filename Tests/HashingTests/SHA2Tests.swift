import Bytes
import Hashing
import Testing

/// The hash functions of FIPS 180-4 beside SHA-1 and SHA-256, against the messages of NIST's worked
/// examples, and against themselves.
struct SHA2Tests {
  /// A message of NIST's examples with its digest.
  struct Example: Sendable, CustomTestStringConvertible {
    let hash: any HashFunction.Type
    let message: String
    let digest: String

    init(_ hash: any HashFunction.Type, _ message: String, _ digest: String) {
      self.hash = hash
      self.message = message
      self.digest = digest
    }

    var testDescription: String { "\(hash.name), \(message.utf8.count) bytes" }
  }

  /// The message of two blocks for functions with blocks of 64 bytes.
  static let twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
  /// The message of two blocks for functions with blocks of 128 bytes.
  static let twoLongBlocks =
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
    + "lmnopqrsmnopqrstnopqrstu"
  static let millionLetters = String(repeating: "a", count: 1_000_000)

  static let cases = [
    Example(
      SHA224.self, "abc",
      "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
    Example(
      SHA224.self, twoBlocks,
      "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525"),
    Example(
      SHA224.self, millionLetters,
      "20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67"),
    Example(
      SHA384.self, "abc",
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        + "8086072ba1e7cc2358baeca134c825a7"),
    Example(
      SHA384.self, twoLongBlocks,
      "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712"
        + "fcc7c71a557e2db966c3e9fa91746039"),
    Example(
      SHA384.self, millionLetters,
      "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b"
        + "07b8b3dc38ecc4ebae97ddd87f3d8985"),
    Example(
      SHA512.self, "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
    Example(
      SHA512.self, twoLongBlocks,
      "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
        + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"),
    Example(
      SHA512.self, millionLetters,
      "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
        + "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b"),
    Example(
      SHA512_224.self, "abc",
      "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa"),
    Example(
      SHA512_224.self, twoLongBlocks,
      "23fec5bb94d60b23308192640b0c453335d664734fe40e7268674af9"),
    Example(
      SHA512_224.self, millionLetters,
      "37ab331d76f0d36de422bd0edeb22a28accd487b7a8453ae965dd287"),
    Example(
      SHA512_256.self, "abc",
      "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
    Example(
      SHA512_256.self, twoLongBlocks,
      "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a"),
    Example(
      SHA512_256.self, millionLetters,
      "9a59a052930187a97038cae692f30708aa6491923ef5194394dc68d56c74fb21"),
  ]

  @Test("the digests of NIST's examples", arguments: cases)
  func examples(_ example: Example) {
    #expect(Hex.encode(example.hash.hash(Array(example.message.utf8))) == example.digest)
    #expect(example.digest.count == 2 * example.hash.digestLength)
  }

  static let all: [any HashFunction.Type] = [
    SHA1.self, SHA224.self, SHA256.self, SHA384.self, SHA512.self, SHA512_224.self,
    SHA512_256.self,
  ]

  @Test("a message in two pieces has the digest of the whole, wherever it is cut", arguments: all)
  func twoPieces(hash: any HashFunction.Type) {
    twoPieces(hash)
  }

  private func twoPieces<H: HashFunction>(_: H.Type) {
    for length in [0, 1, 111, 112, 127, 128, 129, 239, 240, 256, 300] {
      let message = (0..<length).map { UInt8(truncatingIfNeeded: 7 * $0) }
      let digest = H.hash(message)
      for cut in 0...length {
        var hash = H()
        hash.update(Array(message[..<cut]))
        hash.update(Array(message[cut...]))
        #expect(hash.finalize() == digest, "\(length) bytes cut at \(cut)")
      }
    }
  }

  @Test("whoever knows a digest continues its message without knowing it")
  func lengthExtension() {
    // The padded form of "abc" is one block; its digest is the hash value after it.
    let padded = Array("abc".utf8) + [0x80] + [UInt8](repeating: 0, count: 59) + [24]
    var whole = SHA256()
    whole.update(padded)
    var continued = SHA256(hashValue: whole.hashValue, messageLength: 64)
    continued.update(Array("def".utf8))
    #expect(continued.finalize() == SHA256.hash(padded + Array("def".utf8)))
    #expect(
      whole.hashValue.list == [
        0xba78_16bf, 0x8f01_cfea, 0x4141_40de, 0x5dae_2223, 0xb003_61a3, 0x9617_7a9c, 0xb410_ff61,
        0xf200_15ad,
      ])
  }

  @Test(
    "the length of a message takes 16 bytes of the last block of SHA-512",
    arguments: [(0, 1), (111, 1), (112, 2), (239, 2), (240, 3)])
  func cost(messageLength: Int, compressions: Int) {
    #expect(SHA512.compressions(messageLength: messageLength) == compressions)
    #expect(SHA384.compressions(messageLength: messageLength) == compressions)
  }
}
