import Ciphers

/// Paddings for blocks of any length.
struct PaddingTarget: FuzzTarget {
  let name = "padding"
  let longestInput = 600
  let corpus: [[UInt8]] = [
    [16] + PKCS7Padding.pad([1, 2, 3], blockLength: 16), [16] + Array(repeating: 16, count: 16),
    [1, 1], [255] + Array(repeating: 255, count: 255), [8, 1, 2, 3, 4, 5, 6, 0, 0], [16],
    [255] + PKCS7Padding.pad(Array(repeating: 9, count: 300), blockLength: 255),
  ]

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let blockLength = max(1, Int(script.octet()))
    let octets = script.remainder()
    let message = try Claim.accepted { () throws(CipherError) in
      try PKCS7Padding.unpad(octets, blockLength: blockLength)
    }
    try Claim.that(message == plain(octets, blockLength), "n octets of value n are a padding")
    if let message {
      try Claim.equal(
        PKCS7Padding.pad(message, blockLength: blockLength), octets, "pad(unpad(x)) = x")
    }
    let padded = PKCS7Padding.pad(octets, blockLength: blockLength)
    try Claim.equal(
      PKCS7Padding.unpad(padded, blockLength: blockLength), octets, "unpad(pad(x)) = x")
    try zeros(octets, blockLength)
  }

  private func zeros(_ octets: [UInt8], _ blockLength: Int) throws {
    let stripped = Array(octets.reversed().drop { $0 == 0 }.reversed())
    try Claim.equal(ZeroPadding.strip(octets), stripped, "all zeros at the end are stripped")
    let padded = ZeroPadding.pad(octets, blockLength: blockLength)
    try Claim.that(padded.count % blockLength == 0, "zeros fill whole blocks")
    try Claim.equal(ZeroPadding.strip(padded), stripped, "strip(pad(x)) = strip(x)")
  }

  /// The rule as RFC 5652, section 6.3, says it.
  private func plain(_ octets: [UInt8], _ blockLength: Int) -> [UInt8]? {
    guard let last = octets.last, octets.count % blockLength == 0 else { return nil }
    let count = Int(last)
    guard (1...blockLength).contains(count) else { return nil }
    return octets.suffix(count).allSatisfy { $0 == last } ? octets.dropLast(count) : nil
  }
}
