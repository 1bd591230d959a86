import Bytes
import Ciphers

/// Tokens and keys of Fernet.
struct FernetTarget: FuzzTarget {
  let name = "fernet"
  let cost = 2
  let tokens = ["=", "==", "A", "gAAAAA", "_", "-", "+", "/", "\n", " "]
  let longestInput = 400

  let corpus: [[UInt8]] =
    Self.samples.map { Array($0.utf8) } + [Array(Base64.encode(Self.key, alphabet: .urlSafe).utf8)]

  func run(_ input: [UInt8]) throws {
    let text = String(decoding: input, as: UTF8.self)
    let fernet = try Fernet(key: Self.key)
    let isToken = Self.samples.contains { Array($0.utf8) == input }
    for (now, ttl, inTime) in [
      (Self.time, nil as UInt64?, true), (Self.time + 60, 60, true), (Self.time + 61, 60, false),
      (Self.time - 60, nil, true), (Self.time - 61, nil, false), (UInt64.max, nil, true),
      (UInt64.max, UInt64.max, true), (0, 0, false), (UInt64.max, 0, false),
    ] {
      let message = try Claim.accepted { () throws(CipherError) in
        try fernet.verify(text, now: now, ttl: ttl)
      }
      try Claim.that(
        (message != nil) == (isToken && inTime), "a token is valid in its time, and no other is")
    }
    try ownTokens(input)
    try keys(text)
  }

  private func ownTokens(_ input: [UInt8]) throws {
    let fernet = try Fernet(key: Self.key)
    let time = input.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    let token = try fernet.generate(input, time: time, iv: Samples.octets("iv", 16))
    try Claim.equal(fernet.verify(token, now: time, ttl: 0), input, "verify(generate(x)) = x")
  }

  private func keys(_ text: String) throws {
    let octets = try? Base64.decode(text.utf8, alphabet: .urlSafe)
    let isKey = try Claim.accepted { () throws(CipherError) in
      _ = try Fernet(base64: text)
      return true
    }
    try Claim.that((isKey != nil) == (octets?.count == 32), "a key is base64url of 32 octets")
  }

  private static let key = Samples.octets("fernet", 32)
  private static let time: UInt64 = 499_162_800

  private static let samples: [String] = [0, 5, 16, 100].map { length in
    let token = try? Fernet(key: key).generate(
      Samples.octets("token", length), time: time, iv: Samples.octets("iv", 16))
    return token ?? ""
  }
}
