import ASN1

/// A type of ASN.1, as far as saying what an element of it means needs it (X.680).
indirect enum Structure: Sendable, Equatable {
  /// A type with a name of its own.
  case reference(String)
  /// A type without parts; some of its values, or the bits of a BIT STRING, may have names.
  case simple(DER.Tag, names: [Int: String])
  /// SEQUENCE of named components.
  case sequence([Component])
  /// SEQUENCE OF or SET OF; the elements go by number, or by the object identifier of one of their
  /// components.
  case repeated(DER.Tag, Structure, namedBy: String?)
  /// CHOICE between types with different tags.
  case choice([Component])
  /// `[number]` around a type, or in place of its tag.
  case tagged(UInt8, isExplicit: Bool, Structure)
  /// An OCTET STRING or BIT STRING whose contents are an encoding; its parts go by the name of the
  /// string, or by that of the SEQUENCE around it.
  case containing(DER.Tag, Structure, isNamed: Bool)
  /// A type that an object identifier tells, which stands in the same SEQUENCE.
  case open(by: String, table: String)
  /// Any type.
  case any
  /// Octets in which no encoding is to be looked for.
  case raw

  /// A part of a SEQUENCE, or an alternative of a CHOICE.
  struct Component: Sendable, Equatable {
    /// The name; nil where naming it would say no more than its type does.
    let name: String?
    let structure: Structure
    var isOptional = false
  }
}
