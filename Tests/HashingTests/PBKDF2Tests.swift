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
