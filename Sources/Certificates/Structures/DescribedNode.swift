import ASN1

/// An element of a structure with what it means there.
public struct DescribedNode: Sendable {
  /// The element.
  public let element: DER.Element
  /// The type: the name of the tag; behind a tag of the structure's own, the type that it stands
  /// for, where that has a name.
  public let type: String
  /// Where it stands in the structure, `tbsCertificate.validity.notBefore`: empty for the whole,
  /// nil for what the structure has no place for.
  public let path: String?
  /// The name of the structure that begins here: of the whole, and of an encoding inside a string.
  public let structure: String?
  /// The value in words or hexadecimal digits; empty where the elements inside say it.
  public let value: String
  /// The elements inside, whether the element is constructed or a string that holds an encoding.
  public let children: [DescribedNode]
}

extension DescribedNode {
  /// This node and all inside it in the order of the encoding, each with how deep it stands.
  public func flattened(nesting: Int = 0) -> [(node: DescribedNode, nesting: Int)] {
    [(self, nesting)] + children.flatMap { $0.flattened(nesting: nesting + 1) }
  }
}

extension EncodedStructure {
  /// Reads an encoding, and says of each element what it means in the structure that it seems to
  /// be; without one, elements have no meaning.
  ///
  /// - Throws: the `ASN1Error` that says where it is none of DER.
  public static func describe(_ encoding: [UInt8]) throws(ASN1Error) -> [DescribedNode] {
    let nodes = try DER.tree(of: encoding)
    let structure = EncodedStructure(of: encoding)
    var description = StructureDescription(.standard)
    return nodes.enumerated().map { index, node in
      guard index == 0, let structure else { return description.unknown(node) }
      return description.describe(node, structure.rawValue)
    }
  }
}
