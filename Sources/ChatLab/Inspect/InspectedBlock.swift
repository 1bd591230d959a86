import Bytes
import Certificates
import Rendering

/// An encoding of a file with what its elements mean.
struct InspectedBlock {
  /// The schema of the JSON form (docs/keys.md).
  static let schema = "chat-lab.inspect/1"

  /// The label of the PEM block; nil for a file of DER.
  let label: String?
  /// What it seems to be.
  let structure: EncodedStructure?
  let octets: Int
  let nodes: [DescribedNode]

  /// Blocks as JSON, on one line.
  static func json(_ blocks: [InspectedBlock]) -> String {
    JSONText.object([
      ("schema", .string(schema)), ("blocks", .array(blocks.map(\.json))),
    ]).text
  }

  private var json: JSONText {
    .object(
      (label.map { [("label", .string($0))] } ?? [])
        + (structure.map { [("structure", .string($0.rawValue))] } ?? [])
        + [("octets", .number(octets)), ("nodes", .array(nodes.map(Self.json)))])
  }

  private static func json(_ node: DescribedNode) -> JSONText {
    let element = node.element
    var members: [(String, JSONText)] = [
      ("offset", .number(element.offset)), ("head", .number(element.headerLength)),
      ("length", .number(element.length)), ("tag", .string(Hex.encode([element.tag.octet]))),
      ("type", .string(node.type)),
    ]
    if let path = node.path { members.append(("path", .string(path))) }
    if let structure = node.structure { members.append(("structure", .string(structure))) }
    if node.children.isEmpty, !element.tag.isConstructed {
      members.append(("value", .string(node.value)))
      members.append(("hex", .string(Hex.encode(element.contents))))
    } else {
      members.append(("nodes", .array(node.children.map(json))))
    }
    return .object(members)
  }
}
