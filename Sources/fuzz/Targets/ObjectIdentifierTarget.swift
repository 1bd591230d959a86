import ASN1

/// The contents of object identifiers.
struct ObjectIdentifierTarget: FuzzTarget {
  let name = "object-identifier"
  let longestInput = 64
  let corpus: [[UInt8]] =
    [ObjectIdentifier.rsaEncryption, .ecPublicKey, .secp256r1, .secp384r1].map(\.contents) + [
      ObjectIdentifier(2, 999, 3).contents, ObjectIdentifier(0, 0).contents,
      [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
      [0x2a, 0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], [0x80, 0x01], [0x81],
    ]

  func run(_ input: [UInt8]) throws {
    let name = try Claim.accepted { () throws(ASN1Error) in try ObjectIdentifier(contents: input) }
    guard let name else { return }
    try Claim.equal(name.contents, input, "an object identifier has one encoding")
    try Claim.that(name.arcs.count >= 2 && name.arcs[0] <= 2, "the first arc is 0, 1 or 2")
    try Claim.that(name.arcs[0] == 2 || name.arcs[1] < 40, "the second arc is below 40")
    let arcs = name.description.split(separator: ".").map { UInt64($0) }
    try Claim.that(arcs == name.arcs.map { $0 }, "the arcs print back")
  }
}
