import ASN1
import Bytes

/// A name of one of many kinds (RFC 5280, section 4.2.1.6).
public enum GeneralName: Sendable, Hashable {
  /// `[0]`: a name of a kind that an object identifier defines, with its encoded value.
  case otherName(type: ObjectIdentifier, value: [UInt8])
  /// `[1]`: a mail address, ASCII.
  case rfc822Name(String)
  /// `[2]`: a name of the Domain Name System, ASCII.
  case dNSName(String)
  /// `[3]`: an address of X.400, encoded.
  case x400Address([UInt8])
  /// `[4]`: a distinguished name.
  case directoryName(Name)
  /// `[5]`: a name of electronic data interchange, encoded.
  case ediPartyName([UInt8])
  /// `[6]`: a URI, ASCII.
  case uniformResourceIdentifier(String)
  /// `[7]`: 4 or 16 octets; twice as many, address and mask, in a name constraint.
  case iPAddress([UInt8])
  /// `[8]`: an object identifier.
  case registeredID(ObjectIdentifier)
}

extension GeneralName {
  /// The kinds.
  public enum Form: String, Sendable, CaseIterable {
    case otherName, rfc822Name, dNSName, x400Address, directoryName, ediPartyName
    case uniformResourceIdentifier, iPAddress, registeredID
  }

  /// The kind.
  public var form: Form {
    switch self {
    case .otherName: .otherName
    case .rfc822Name: .rfc822Name
    case .dNSName: .dNSName
    case .x400Address: .x400Address
    case .directoryName: .directoryName
    case .ediPartyName: .ediPartyName
    case .uniformResourceIdentifier: .uniformResourceIdentifier
    case .iPAddress: .iPAddress
    case .registeredID: .registeredID
    }
  }
}

// MARK: - DER

extension GeneralName {
  /// Reads `GeneralName`, a choice by tag.
  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    guard let tag = reader.nextTag else { throw .truncated(offset: reader.offset) }
    switch tag {
    case .context(0, constructed: true):
      self = try reader.read(tag) { (inside) throws(ASN1Error) in
        let type = try inside.readObjectIdentifier()
        let value = try inside.read(.context(0, constructed: true)) { (inner) throws(ASN1Error) in
          try inner.readElement().encoding
        }
        return .otherName(type: type, value: value)
      }
    case .context(1, constructed: false):
      self = .rfc822Name(try reader.readString(.ia5, tagged: tag).string)
    case .context(2, constructed: false):
      self = .dNSName(try reader.readString(.ia5, tagged: tag).string)
    case .context(3, constructed: true):
      self = .x400Address(try reader.readElement().encoding)
    case .context(4, constructed: true):
      self = try reader.read(tag) { (inside) throws(ASN1Error) in
        .directoryName(try Name(reading: &inside))
      }
    case .context(5, constructed: true):
      self = .ediPartyName(try reader.readElement().encoding)
    case .context(6, constructed: false):
      self = .uniformResourceIdentifier(try reader.readString(.ia5, tagged: tag).string)
    case .context(7, constructed: false):
      self = .iPAddress(try reader.readOctetString(tagged: tag))
    case .context(8, constructed: false):
      self = .registeredID(try reader.readObjectIdentifier(tagged: tag))
    default: throw .unexpectedValue(field: "GeneralName")
    }
  }

  /// Reads `GeneralNames`, at least one.
  static func readAll(
    _ reader: inout DER.Reader, tagged tag: DER.Tag = .sequence
  ) throws(ASN1Error) -> [GeneralName] {
    let names = try reader.readSequenceOf(tagged: tag) { (inside) throws(ASN1Error) in
      try GeneralName(reading: &inside)
    }
    guard !names.isEmpty else { throw .unexpectedValue(field: "GeneralNames") }
    return names
  }

  /// The encoding; texts must be ASCII.
  var der: [UInt8] {
    switch self {
    case .otherName(let type, let value):
      DER.implicit(0, DER.sequence(DER.objectIdentifier(type), DER.explicit(0, value)))
    case .rfc822Name(let text): DER.implicit(1, DER.ia5String(text))
    case .dNSName(let text): DER.implicit(2, DER.ia5String(text))
    case .x400Address(let encoding), .ediPartyName(let encoding): encoding
    case .directoryName(let name): DER.explicit(4, name.der)
    case .uniformResourceIdentifier(let text): DER.implicit(6, DER.ia5String(text))
    case .iPAddress(let octets): DER.implicit(7, DER.octetString(octets))
    case .registeredID(let identifier): DER.implicit(8, DER.objectIdentifier(identifier))
    }
  }
}

extension GeneralName: CustomStringConvertible {
  /// The kind and the name: `DNS:alice.lab.example`.
  public var description: String {
    switch self {
    case .otherName(let type, let value): "other:\(type):\(Hex.encode(value))"
    case .rfc822Name(let text): "email:\(escaped(text))"
    case .dNSName(let text): "DNS:\(escaped(text))"
    case .x400Address(let encoding): "X400:\(Hex.encode(encoding))"
    case .directoryName(let name): "DirName:\(name)"
    case .ediPartyName(let encoding): "EDI:\(Hex.encode(encoding))"
    case .uniformResourceIdentifier(let text): "URI:\(escaped(text))"
    case .iPAddress(let octets): "IP:\(IPAddress.text(octets))"
    case .registeredID(let identifier): "RID:\(identifier)"
    }
  }

  /// ASCII with its control characters in digits, so that a name cannot steer a terminal.
  private func escaped(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar.value >= 0x7f
          ? "\\" + Hex.encode(Array(String(scalar).utf8)) : String(scalar)
      }.joined())
  }
}
