import ASN1
import Arithmetic

/// DER: what is accepted is the one encoding of its value.
struct DERTarget: FuzzTarget {
  let name = "der"
  let longestInput = 512

  let corpus: [[UInt8]] = {
    let name = DER.objectIdentifier(.rsaEncryption)
    let algorithm = DER.sequence(name, DER.null)
    let key = DER.sequence(DER.integer(Natural(0xff80)), DER.integer(Natural(65537)))
    let long = DER.bitString(Samples.octets("der", 300))
    return [
      DER.sequence(
        DER.time(ASN1Time(secondsSinceEpoch: 1_795_838_400)), DER.generalizedTime(.latest),
        DER.enumerated(300), DER.utf8String("é"), DER.printableString("AT"),
        DER.encode(.bmpString, contents: [0x20, 0xac])),
      DER.sequence(algorithm, DER.bitString(key)), DER.sequence(DER.integer(.zero), long), name,
      [0x01, 0x01, 0xff], [0x03, 0x02, 0x04, 0xf0], [0x04, 0x03, 1, 2, 3], [0x02, 0x01, 0x80],
      [0xa0, 0x03, 0x02, 0x01, 0x02], [0x31, 0x05, 0x01, 0x01, 0x00, 0x05, 0x00],
      [0x04, 0x82, 0x01, 0x00] + Samples.octets("der", 256),
    ]
  }()

  func run(_ input: [UInt8]) throws {
    let written = try Claim.accepted { () throws(ASN1Error) in
      var reader = DER.Reader(input)
      let written = try element(&reader, depth: 0)
      try reader.expectEnd()
      return written
    }
    if let written { try Claim.equal(written, input, "DER has one encoding") }
    try structures(input)
    try tree(input)
  }

  /// The reader that takes whatever comes.
  private func tree(_ input: [UInt8]) throws {
    let nodes = try Claim.accepted { () throws(ASN1Error) in try DER.tree(of: input) }
    guard let nodes else { return }
    try Claim.equal(nodes.flatMap(written), input, "a tree has every octet")
  }

  private func written(_ node: DER.Node) -> [UInt8] {
    let contents =
      node.element.tag.isConstructed ? node.children.flatMap(written) : node.element.contents
    return DER.encode(node.element.tag, contents: contents)
  }

  /// Reads an element of whatever type, and writes it again.
  private func element(_ reader: inout DER.Reader, depth: Int) throws(ASN1Error) -> [UInt8] {
    let tag = reader.nextTag ?? .null
    switch tag {
    case .boolean: return [0x01, 0x01, try reader.readBoolean() ? 0xff : 0x00]
    case .integer:
      var copy = reader
      let contents = try reader.readInteger()
      guard contents[0] & 0x80 == 0 else { return encode(tag, contents) }
      return DER.integer(Natural(bigEndian: try copy.readNaturalOctets()))
    case .bitString:
      var copy = reader
      let (octets, unused) = try reader.readBitString()
      guard unused == 0 else { return encode(tag, [UInt8(unused)] + octets) }
      return DER.bitString(try copy.readOctetAlignedBitString())
    case .octetString: return encode(tag, try reader.readOctetString())
    case .null:
      try reader.readNull()
      return DER.null
    case .enumerated:
      var copy = reader
      let value = try reader.readSmallInteger(tagged: tag, field: "value", in: Int.min...Int.max)
      guard value >= 0 else { return encode(tag, try copy.readInteger(tagged: tag)) }
      return DER.enumerated(UInt64(value))
    case .utcTime: return DER.time(try reader.readTime())
    case .generalizedTime: return DER.generalizedTime(try reader.readGeneralizedTime())
    case _ where ASN1String.Kind(tag: tag) != nil: return DER.string(try reader.readString())
    case .objectIdentifier: return DER.objectIdentifier(try reader.readObjectIdentifier())
    case _ where tag.octet & 0x20 != 0:
      var elements = try reader.read(tag)
      var contents: [UInt8] = []
      while !elements.isAtEnd { contents += try element(&elements, depth: depth + 1) }
      return encode(tag, contents)
    default: return encode(tag, try reader.readContents(tag))
    }
  }

  /// The readers that look for one structure.
  private func structures(_ input: [UInt8]) throws {
    _ = try Claim.accepted { () throws(ASN1Error) in
      var reader = DER.Reader(input)
      try reader.readSequence { (elements) throws(ASN1Error) in
        _ = try elements.readVersion(0, 1, field: "version")
        try elements.expect(.rsaEncryption, field: "algorithm")
      }
    }
    _ = try Claim.accepted { () throws(ASN1Error) in
      var reader = DER.Reader(input)
      var elements = try reader.readSequence()
      let r = try elements.readNaturalOctets()
      let s = try elements.readNaturalOctets()
      try elements.expectEnd()
      try reader.expectEnd()
      return (r, s)
    }
  }

  private func encode(_ tag: DER.Tag, _ contents: [UInt8]) -> [UInt8] {
    let count = contents.count
    switch count {
    case ..<0x80: return [tag.octet, UInt8(count)] + contents
    case ..<0x100: return [tag.octet, 0x81, UInt8(count)] + contents
    default: return [tag.octet, 0x82, UInt8(count >> 8), UInt8(count & 0xff)] + contents
    }
  }
}
