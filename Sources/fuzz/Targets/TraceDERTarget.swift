import ASN1
import Bytes

/// Files of DER and PEM, shown element by element.
struct TraceDERTarget: FuzzTarget {
  let name = "trace-der"
  let cost = 80
  let longestInput = 512
  let corpus: [[UInt8]] = DERTarget().corpus + PEMTarget().corpus + [Self.pem]

  func run(_ input: [UInt8]) throws {
    let path = try Scratch.write(input, name: "encoding")
    try Rehearsed.checkText(["trace", "der", path], statuses: [0, 1])
  }

  private static let pem: [UInt8] = {
    let body = Base64.encode(DERTarget().corpus[0])
    return Array("-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----\n".utf8)
  }()
}
