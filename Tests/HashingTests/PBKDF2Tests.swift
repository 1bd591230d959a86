import Bytes
import Hashing
import Testing

/// PBKDF2 against RFC 7914, section 11 (SHA-256) and RFC 6070 (SHA-1).
struct PBKDF2Tests {
  @Test(
    "the keys of RFC 7914 for SHA-256",
    arguments: [
      (
        "passwd", "salt", 1,
        "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
          + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
      ),
      (
        "Password", "NaCl", 80000,
        "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
          + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
      ),
    ])
  func publishedKeys(password: String, salt: String, iterations: Int, key: String) throws {
    let derived = try PBKDF2<SHA256>.deriveKey(
      password: Array(password.utf8), salt: Array(salt.utf8), iterations: iterations, length: 64)
    #expect(Hex.encode(derived) == key)
  }

  @Test(
    "the keys of RFC 6070 for SHA-1",
    arguments: [
      ("password", "salt", 1, "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
      ("password", "salt", 2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
      ("password", "salt", 4096, "4b007901b765489abead49d926f721d065a429c1"),
      (
        "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096,
        "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
      ),
      ("pass\0word", "sa\0lt", 4096, "56fa6aa75548099dcc37d7f03425e0c3"),
    ])
  func publishedKeysSHA1(password: String, salt: String, iterations: Int, key: String) throws {
    let derived = try PBKDF2<SHA1>.deriveKey(
      password: Array(password.utf8), salt: Array(salt.utf8), iterations: iterations,
      length: key.count / 2)
    #expect(Hex.encode(derived) == key)
  }

  /// Keys that Python's hashlib and OpenSSL agree on.
  static let otherKeys: [(any HashFunction.Type, Int, String)] = [
    (
      SHA224.self, 1000,
      "d3bcf320fd918908eafcaa460faf40e201f6508d4e6f3d9c1c0abd30dae08cc8"
        + "b1bc0657e2ebc229d22e48df55df72e83f2e50db2324a73b01ddbb88831662f0"
        + "080da7025964a778aee580fd2b77824070dbd32f40158e709ad32ac7e2dd28df"
        + "c9d95cf3"
    ),
    (
      SHA384.self, 1000,
      "3bd37e2236941d4a77b1b5b714c6f913fabb6b0841a6d7d8656b99d611e900fe"
        + "06edb93b5b809efaa9678b635ce513e0f7d9ebb0aea1e07f0ab90d1b9cbd9464"
        + "3bef7c43c89577664fe1df1a16a82e7337d78ae44841c7512aa03341babe1086"
        + "554e2a49"
    ),
    (
      SHA512.self, 1000,
      "afe6c5530785b6cc6b1c6453384731bd5ee432ee549fd42fb6695779ad8a1c5b"
        + "f59de69c48f774efc4007d5298f9033c0241d5ab69305e7b64eceeb8d834cfec"
        + "6afdec3c1c23982a121f2d4be008889378a49a0dfb104f0d2856e38f44271cda"
        + "f6de4341"
    ),
    (
      SHA512_224.self, 1000,
      "2f7dd7172b0324e8234fb87a2a789b8ca20f613fb043be228e1edbfc159a909f"
        + "4b9d36ec651e5b051d9455e54b56a7f27fc462fc9f33743b2e3b9b9fae4186dd"
        + "2dadcc59dc3a96e219bd5758de5ce6323c73dfdc00390ae313f835835e1bb703"
        + "f1a7917c"
    ),
    (
      SHA512_256.self, 1000,
      "f7e4fb1d98c78b615f585f974af8cd97651a244f4c5004189d136fed65652fa0"
        + "0e3e2060276cbcea9287202cf250cc5d8eac09b6c015643ffbe177b53738350a"
        + "487a6e7029e98a54eb29602eab69895cbc7534ceb243699d2d0dbf5f0fcd353c"
        + "4549192d"
    ),
  ]

  @Test("keys of 100 bytes for the other hash functions", arguments: otherKeys)
  func otherHashes(hash: any HashFunction.Type, iterations: Int, key: String) throws {
    #expect(try Hex.encode(derive(hash, iterations: iterations)) == key)
  }

  private func derive<H: HashFunction>(_: H.Type, iterations: Int) throws -> [UInt8] {
    try PBKDF2<H>.deriveKey(
      password: Array("password".utf8), salt: Array("salt".utf8), iterations: iterations,
      length: 100)
  }

  @Test("a shorter key is the beginning of a longer one", arguments: 1...70)
  func prefixes(length: Int) throws {
    let long = try PBKDF2<SHA256>.deriveKey(password: [1], salt: [2], iterations: 3, length: 70)
    let short = try PBKDF2<SHA256>.deriveKey(
      password: [1], salt: [2], iterations: 3, length: length)
    #expect(short == Array(long[..<length]))
  }

  @Test("an iteration count below 1 is refused", arguments: [0, -1, Int.min])
  func iterations(count: Int) {
    #expect(throws: HashingError.iterations(requested: count)) {
      try PBKDF2<SHA256>.deriveKey(password: [1], salt: [2], iterations: count, length: 32)
    }
  }

  @Test("a length outside the counter's reach is refused", arguments: [-1, 0, (1 << 32) * 32])
  func lengths(length: Int) {
    let allowed = 1...((1 << 32) - 1) * 32
    #expect(throws: HashingError.outputLength(requested: length, allowed: allowed)) {
      try PBKDF2<SHA256>.deriveKey(password: [1], salt: [2], iterations: 1, length: length)
    }
  }

  @Test(
    "every iteration of every block costs two compressions, the password two once",
    arguments: [(1, 32, 4), (2, 32, 6), (100_000, 32, 200_002), (100_000, 80, 600_002)])
  func cost(iterations: Int, length: Int, compressions: Int) {
    #expect(
      PBKDF2<SHA256>.compressions(
        passwordLength: 32, saltLength: 16, iterations: iterations, length: length)
        == compressions)
  }
}
