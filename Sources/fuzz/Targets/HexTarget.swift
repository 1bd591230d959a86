import Bytes

/// Hexadecimal text.
struct HexTarget: FuzzTarget {
  let name = "hex"
  let corpus: [[UInt8]] = ["", "00", "0123456789abcdef", "DEADBEEF", "f", "é0"].map {
    Array($0.utf8)
  }
  let tokens = ["00", "ff", "A", "0x", " ", "\u{0660}", "\u{ff11}"]

  func run(_ input: [UInt8]) throws {
    let text = String(decoding: input, as: UTF8.self)
    if let octets = try Claim.accepted({ () throws(BytesError) in try Hex.decode(text) }) {
      try Claim.that(Hex.encode(octets) == text.lowercased(), "what was read prints back")
    }
    let printed = Hex.encode(input)
    try Claim.that(printed.utf8.count == 2 * input.count, "two digits an octet")
    try Claim.equal(Hex.decode(printed), input, "decode(encode(x)) = x")
  }
}
