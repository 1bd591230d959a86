/// An element of a picture in SVG 1.1, with what is inside it; its text is XML 1.0.
struct SVGElement: Sendable {
  private enum Content: Sendable {
    case text(String)
    case elements([SVGElement])
  }

  private let name: String
  private let attributes: [(name: String, value: String)]
  private let content: Content

  /// An element with others inside, or none.
  init(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ children: [SVGElement] = []
  ) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    content = .elements(children)
  }

  /// An element with text inside.
  init(_ name: String, _ attributes: KeyValuePairs<String, String>, text: String) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    content = .text(text)
  }

  /// The lines of the element, each indented by two more spaces than what is around it.
  func lines(indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let start =
      margin + "<\(name)" + attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
    switch content {
    case .text(let text):
      return [start + ">\(Self.escaped(text))</\(name)>"]
    case .elements(let children) where children.isEmpty:
      return [start + "/>"]
    case .elements(let children):
      return [start + ">"] + children.flatMap { $0.lines(indent: indent + 2) }
        + [margin + "</\(name)>"]
    }
  }

  /// A length or a coordinate with at most two decimals.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest.isMultiple(of: 10) ? rest / 10 : rest)"
  }

  /// A text with what XML 1.0, section 2.4, wants escaped.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
  }
}
