extension DER {
  /// An element with the elements inside it.
  public struct Node: Sendable {
    /// The element.
    public let element: Element
    /// The elements inside a constructed one; none for a primitive one.
    public let children: [Node]

    /// Creates a node with children of its own.
    public init(_ element: Element, children: [Node]) {
      self.element = element
      self.children = children
    }
  }

  /// More elements than any key, certificate or usual list of revoked ones has.
  public static let elementLimit = 1 << 18

  /// Reads all elements of an encoding, with those inside constructed ones.
  ///
  /// - Throws: the `ASN1Error` that says where it is none of DER; `.excessiveDepth` beyond
  ///   `depthLimit`, `.excessiveLength` for more elements than `limit`.
  public static func tree(
    of encoding: [UInt8], limit: Int = elementLimit
  ) throws(ASN1Error) -> [Node] {
    try tree(Reader(encoding), limit: limit)
  }

  /// Reads all elements that a reader has left, with those inside constructed ones, and counts
  /// offsets as the reader does.
  ///
  /// - Throws: What the tree of an encoding throws.
  public static func tree(
    _ reader: Reader, limit: Int = elementLimit
  ) throws(ASN1Error) -> [Node] {
    var room = limit
    return try nodes(reader, depth: 0, room: &room)
  }

  private static func nodes(
    _ reader: Reader, depth: Int, room: inout Int
  ) throws(ASN1Error) -> [Node] {
    var reader = reader
    guard depth < depthLimit || reader.isAtEnd else {
      throw .excessiveDepth(offset: reader.offset)
    }
    var nodes: [Node] = []
    while !reader.isAtEnd {
      let element = try reader.readElement()
      room -= 1
      guard room >= 0 else { throw .excessiveLength(offset: element.offset) }
      let children =
        element.tag.isConstructed
        ? try self.nodes(element.reader, depth: depth + 1, room: &room) : []
      nodes.append(Node(element, children: children))
    }
    return nodes
  }
}

extension DER.Node {
  /// This node and all inside it in the order of the encoding, each with how deep it stands.
  public func flattened(nesting: Int = 0) -> [(element: DER.Element, nesting: Int)] {
    [(element, nesting)] + children.flatMap { $0.flattened(nesting: nesting + 1) }
  }
}
