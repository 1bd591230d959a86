import ASN1
import Bytes

extension Trace {
  /// More elements than any key or certificate has, and few enough to show.
  private static let limit = 20_000

  /// Traces how an encoding is read, element by element (X.690, sections 8 and 10).
  ///
  /// - Throws: the `ASN1Error` that says where the encoding is none of DER.
  public static func der(_ encoding: [UInt8]) throws(ASN1Error) -> Trace {
    let elements = try DER.tree(of: encoding, limit: limit).flatMap { $0.flattened() }
    return Trace(
      title: "DER", citation: "X.690, sections 8 and 10",
      steps: elements.enumerated().map { row(of: $1.element, $1.nesting, isFirst: $0 == 0) }
        + elements.map { detail(of: $0.element, in: encoding) },
      results: [
        TraceValue("elements", String(elements.count)),
        TraceValue("octets", String(encoding.count)),
      ])
  }

  /// An element as a line of the tree.
  private static func row(of element: DER.Element, _ nesting: Int, isFirst: Bool) -> TraceStep {
    // Deeper than keys and certificates go, the rest of the line would leave the screen.
    let indent = String(repeating: "  ", count: min(nesting, 8))
    return TraceStep(
      String(element.offset),
      explanation: isFirst ? introduction : "",
      layout: .row,
      values: [
        TraceValue("header", String(element.headerLength)),
        TraceValue("length", String(element.length)),
        TraceValue("type", indent + element.tag.description),
        TraceValue("value", shortValue(of: element)),
      ])
  }

  private static let introduction = """
    A line is one element: where it begins, how many octets its identifier and length take \
    (header) and its contents (length), its type, which stands further right inside another \
    element, and the first octets of its contents or what they mean.
    """

  private static func shortValue(of element: DER.Element) -> String {
    let room = 24
    if element.tag.isConstructed { return "" }
    if let readable = element.readableValue { return shortened(readable, to: room) }
    return shortened(Hex.encode(element.contents), to: room)
  }

  private static func shortened(_ text: String, to room: Int) -> String {
    text.count <= room ? text : text.prefix(room - 1) + "…"
  }

  /// An element with each octet that was read.
  private static func detail(of element: DER.Element, in encoding: [UInt8]) -> TraceStep {
    let identifier = Hex.encode([element.tag.octet])
    let header = element.offset + 1..<element.offset + element.headerLength
    var values = [
      TraceValue("identifier", identifier), TraceValue("length", Hex.encode(encoding[header])),
    ]
    if !element.tag.isConstructed {
      values.append(TraceValue("contents", Hex.encode(element.contents)))
    }
    if let readable = element.readableValue { values.append(TraceValue("value", readable)) }
    let kind = element.tag.isConstructed ? "made of elements" : "primitive"
    return TraceStep(
      "Offset \(element.offset): \(element.tag)", depth: .operations,
      explanation: """
        The identifier \(identifier) says: class \(element.tag.tagClass.name), \(kind), number \
        \(element.tag.number). The length octets say: \(element.length) octets of contents follow.
        """,
      values: values)
  }
}
