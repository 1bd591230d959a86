import Bytes

/// Base64 in both alphabets.
struct Base64Target: FuzzTarget {
  let name = "base64"
  let corpus: [[UInt8]] = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy", "-_-_", "+/+/", "A==="].map {
    Array($0.utf8)
  }
  let tokens = ["=", "==", "===", "A", "AAAA", "_", "-", "+", "/", "\n", "Zg", "Zh=="]

  func run(_ input: [UInt8]) throws {
    for alphabet in [Base64.Alphabet.standard, .urlSafe] {
      let octets = try Claim.accepted { () throws(BytesError) in
        try Base64.decode(input, alphabet: alphabet)
      }
      if let octets {
        try Claim.equal(
          Array(Base64.encode(octets, alphabet: alphabet).utf8), input, "one text each")
      }
      let text = Base64.encode(input, alphabet: alphabet)
      try Claim.equal(
        Base64.decode(text.utf8, alphabet: alphabet), input, "decode(encode(x)) = x")
    }
  }
}
