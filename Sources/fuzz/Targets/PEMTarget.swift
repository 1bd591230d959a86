import ASN1
import Bytes

/// Textual encodings.
struct PEMTarget: FuzzTarget {
  let name = "pem"
  let tokens = [
    "-----BEGIN KEY-----", "-----END KEY-----", "-----BEGIN", "-----", "KEY", "\n", "\r\n", "\r",
    "=", "AAAA", " ", "\u{301}",
  ]

  let corpus: [[UInt8]] = {
    let body = Base64.encode(Samples.octets("pem", 70))
    let (first, second) = (body.prefix(64), body.dropFirst(64))
    return [
      "-----BEGIN KEY-----\n\(first)\n\(second)\n-----END KEY-----\n",
      "before\n-----BEGIN KEY-----\r\n\(first)\r\n\(second)\r\n-----END KEY-----\r\nafter\r\n",
      "-----BEGIN KEY-----\n-----END KEY-----",
      "-----BEGIN A B-----\nZg==\n-----END A B-----\ntext\n-----BEGIN C-----\n-----END C-----\n",
      "-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nZg==\n-----END KEY-----\n",
      "-----BEGIN KEY-----\nZg==\n-----END KEY-----\n-----BEGIN KEY-----\nAAAA\n-----END KEY-----",
    ].map { Array($0.utf8) }
  }()

  func run(_ input: [UInt8]) throws {
    try blocks(input)
    let text = String(decoding: input, as: UTF8.self)
    let octets = try Claim.accepted { () throws(ASN1Error) in
      try PEM.decode(text, label: "KEY")
    }
    guard let octets else { return }
    let lines = text.utf8.split { $0 == 0x0a || $0 == 0x0d }.map { Array($0) }
    let begin = lines.firstIndex(of: Array("-----BEGIN KEY-----".utf8)) ?? lines.count
    let block = lines[begin...].dropFirst().prefix { $0 != Array("-----END KEY-----".utf8) }
    try Claim.that(begin + 1 + block.count < lines.count, "a block has a beginning and an end")
    try Claim.equal(
      Array(Base64.encode(octets).utf8), Array(block.joined()), "the first block is what was read")
  }

  /// All blocks of a file, whatever their labels.
  private func blocks(_ input: [UInt8]) throws {
    let blocks = try Claim.accepted { () throws(ASN1Error) in try PEM.blocks(in: input) }
    guard let blocks else { return }
    try Claim.that(PEM.isPresent(in: input) == !blocks.isEmpty, "PEM is there when blocks are")
    let again = try PEM.blocks(in: blocks.map { PEM.encode($0) }.joined())
    try Claim.that(again == blocks, "blocks that are written are read again")
  }
}
