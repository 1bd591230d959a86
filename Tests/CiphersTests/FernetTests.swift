import Bytes
import Ciphers
import Testing

/// Fernet against the tests of its specification (generate.json, verify.json, invalid.json).
struct FernetTests {
  static let secret = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
  static let token =
    "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA=="
  /// 1985-10-26T01:20:00-07:00.
  static let time: UInt64 = 499_162_800

  @Test("generate.json: the token of a message, a time and an IV")
  func generate() throws {
    let fernet = try Fernet(base64: FernetTests.secret)
    let token = try fernet.generate(
      Array("hello".utf8), time: FernetTests.time, iv: Array(0...15))
    #expect(token == FernetTests.token)
  }

  @Test("verify.json: the message of a token one second old")
  func verify() throws {
    let fernet = try Fernet(base64: FernetTests.secret)
    let message = try fernet.verify(FernetTests.token, now: FernetTests.time + 1, ttl: 60)
    #expect(message == Array("hello".utf8))
  }

  @Test(
    "invalid.json: every token is refused, with one error",
    arguments: [
      (
        "incorrect mac",
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==",
        1
      ),
      ("too short", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==", 1),
      (
        "invalid base64",
        "%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==",
        1
      ),
      (
        "payload size not multiple of block size",
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm",
        1
      ),
      (
        "payload padding error",
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==",
        1
      ),
      (
        "far-future TS (unacceptable clock skew)",
        "gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==",
        1
      ),
      (
        "expired TTL",
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==",
        91
      ),
      (
        "incorrect IV (causes padding error)",
        "gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==",
        1
      ),
    ] as [(String, String, UInt64)])
  func invalid(reason: String, token: String, seconds: UInt64) throws {
    let fernet = try Fernet(base64: FernetTests.secret)
    #expect(throws: CipherError.token, "\(reason)") {
      try fernet.verify(token, now: FernetTests.time + seconds, ttl: 60)
    }
  }

  /// Whether a token of `FernetTests.time` is taken at another time.
  static func isTaken(at now: UInt64, ttl: UInt64?) throws -> Bool {
    let fernet = try Fernet(base64: secret)
    return (try? fernet.verify(token, now: now, ttl: ttl)) != nil
  }

  @Test("a token is valid up to the last second of its life, and from 60 seconds before it")
  func times() throws {
    let time = FernetTests.time
    #expect(try FernetTests.isTaken(at: time + 60, ttl: 60))
    #expect(try !FernetTests.isTaken(at: time + 61, ttl: 60))
    #expect(try FernetTests.isTaken(at: time, ttl: 0))
    #expect(try FernetTests.isTaken(at: time - 60, ttl: 60))
    #expect(try !FernetTests.isTaken(at: time - 61, ttl: 60))
    #expect(try !FernetTests.isTaken(at: time - 61, ttl: nil))
    #expect(try FernetTests.isTaken(at: .max, ttl: nil))
    #expect(try FernetTests.isTaken(at: .max, ttl: .max))
    #expect(try !FernetTests.isTaken(at: 0, ttl: .max))
  }

  @Test("times at both ends of their field")
  func extremeTimes() throws {
    let fernet = try Fernet(base64: FernetTests.secret)
    for time in [UInt64.min, .max] {
      let token = try fernet.generate([1], time: time, iv: CBCTests.zeros)
      #expect(try fernet.verify(token, now: time, ttl: 0) == [1])
    }
  }

  @Test("a token with any character changed is refused")
  func everyCharacter() throws {
    let fernet = try Fernet(base64: FernetTests.secret)
    let token = Array(FernetTests.token.utf8)
    for index in token.indices {
      var changed = token
      changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      #expect(throws: CipherError.token) {
        let text = String(decoding: changed, as: UTF8.self)
        return try fernet.verify(text, now: FernetTests.time, ttl: nil)
      }
    }
  }

  @Test("a token cut short anywhere, or with anything behind it, is refused")
  func everyLength() throws {
    let fernet = try Fernet(base64: FernetTests.secret)
    for length in 0..<FernetTests.token.count {
      #expect(throws: CipherError.token) {
        try fernet.verify(
          String(FernetTests.token.prefix(length)), now: FernetTests.time, ttl: nil)
      }
    }
    #expect(throws: CipherError.token) {
      try fernet.verify(FernetTests.token + "\n", now: FernetTests.time, ttl: nil)
    }
  }

  @Test("messages of every length come back, under an IV that is drawn", arguments: 0...50)
  func roundTrip(length: Int) throws {
    var random = SystemRandom()
    let fernet = try Fernet(key: random.generate(32))
    let message = random.generate(length)
    let token = fernet.generate(message, time: 1, using: &random)
    #expect(token != fernet.generate(message, time: 1, using: &random))
    #expect(try fernet.verify(token, now: 1, ttl: 1) == message)
    let other = try Fernet(key: random.generate(32))
    #expect(throws: CipherError.token) { try other.verify(token, now: 1, ttl: 1) }
  }

  @Test("a key is 32 octets, or base64url of them")
  func keys() throws {
    for length in [0, 16, 31, 33, 64] {
      let key = [UInt8](repeating: 0, count: length)
      #expect(throws: CipherError.fernetKey) { _ = try Fernet(key: key) }
      #expect(throws: CipherError.fernetKey) {
        _ = try Fernet(base64: Base64.encode(key, alphabet: .urlSafe))
      }
    }
    let standard = FernetTests.secret.map { $0 == "_" ? "/" : $0 == "-" ? "+" : $0 }
    #expect(throws: CipherError.fernetKey) { _ = try Fernet(base64: String(standard)) }
    #expect(throws: CipherError.ivLength(found: 15, expected: 16)) {
      let fernet = try Fernet(base64: FernetTests.secret)
      _ = try fernet.generate([], time: 0, iv: [UInt8](repeating: 0, count: 15))
    }
  }
}
