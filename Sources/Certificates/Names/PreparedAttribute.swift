import ASN1

/// An attribute as it is compared (RFC 5280, section 7.1; RFC 4518, section 2).
///
/// Strings are compared whatever their type is, without letter case, and with white space folded.
/// Of the normalisation form KC, only what is canonical is done, by Swift's comparison of strings:
/// a ligature and its letters are two different names here.
struct PreparedAttribute: Hashable, Sendable {
  let type: ObjectIdentifier
  /// A prepared string; nil when the value is no string.
  let text: String?
  /// A value that is no string.
  let octets: [UInt8]

  /// Prepares an attribute.
  init(_ attribute: AttributeTypeAndValue) {
    type = attribute.type
    switch attribute.value {
    case .string(let string): (text, octets) = (PreparedAttribute.prepare(string.string), [])
    case .other(let encoding): (text, octets) = (nil, encoding)
    }
  }

  /// Prepares a text: characters that do not show are left out, letters lose their case, and white
  /// space is one space inside and none at the ends (RFC 4518, sections 2.2 and 2.6.1).
  static func prepare(_ text: String) -> String {
    var prepared = ""
    var spaceIsDue = false
    for scalar in text.unicodeScalars {
      switch kind(of: scalar) {
      case .nothing: continue
      case .space: spaceIsDue = !prepared.isEmpty
      case .character:
        if spaceIsDue { prepared.unicodeScalars.append(" ") }
        spaceIsDue = false
        if scalar.isASCII {
          let isUpper = ("A"..."Z").contains(scalar)
          prepared.unicodeScalars.append(
            isUpper ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar)
        } else {
          // Upper case first: it is what brings the letters with several lower forms together.
          prepared += scalar.properties.uppercaseMapping.lowercased()
        }
      }
    }
    return prepared
  }

  private enum Kind { case nothing, space, character }

  /// What RFC 4518, section 2.2, makes of a character.
  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x20, 0x09...0x0d, 0x85: return .space
    case 0x21...0x7e: return .character
    case 0x034f, 0x180b...0x180d, 0xfe00...0xfe0f, 0xfffc: return .nothing
    default: break
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
    case .control, .format: return .nothing
    default: return .character
    }
  }
}

extension PreparedAttribute: Comparable {
  /// An order for the attributes of a set, which have none of their own.
  static func < (left: PreparedAttribute, right: PreparedAttribute) -> Bool {
    if left.type != right.type { return left.type.arcs.lexicographicallyPrecedes(right.type.arcs) }
    if left.text != right.text { return left.text ?? "" < right.text ?? "" }
    return left.octets.lexicographicallyPrecedes(right.octets)
  }
}
