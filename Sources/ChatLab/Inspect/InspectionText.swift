import Certificates
import Rendering

/// Inspected encodings as lines of text: an element a line, longer values below it.
struct InspectionText {
  private let layout: TextLayout
  /// Where the meaning begins, if type and nesting leave room.
  private static let meaningColumn = 40
  /// Where what does not fit on the line begins.
  private static let hanging = 8
  /// No key or certificate nests so deep that its elements would leave the screen before this.
  private static let deepest = 14

  /// Lays text out for a width.
  init(columns: Int) {
    layout = TextLayout(columns: columns)
  }

  /// The text of all blocks.
  func text(_ blocks: [InspectedBlock]) -> String {
    let lines = blocks.enumerated().flatMap { index, block in
      (index == 0 ? [] : [""]) + self.lines(block)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(_ block: InspectedBlock) -> [String] {
    let label = block.label.map { "\(escapingControls($0)): " } ?? ""
    let structure = block.structure.map { "\($0)" } ?? "DER"
    let heading = Self.padded("offset head length  type", to: Self.meaningColumn) + "meaning"
    return layout.wrap("\(label)\(structure), \(block.octets) octets", first: "", next: "  ")
      + ["", heading]
      + block.nodes.flatMap { $0.flattened() }.flatMap { lines($0.node, nesting: $0.nesting) }
  }

  private func lines(_ node: DescribedNode, nesting: Int) -> [String] {
    let element = node.element
    let left =
      Self.flushRight(element.offset, 6) + Self.flushRight(element.headerLength, 5)
      + Self.flushRight(element.length, 7) + "  "
      + String(repeating: " ", count: min(nesting, Self.deepest)) + node.type
    let meaning = meaning(of: node)
    let value = escapingControls(node.value)
    let start = Self.padded(left, to: Self.meaningColumn)
    let separator = meaning.isEmpty || value.isEmpty ? "" : " = "
    for whole in [meaning + separator + value, meaning] where !whole.isEmpty {
      let line = (start.hasSuffix(" ") ? start : start + "  ") + whole
      guard displayWidth(of: line) <= layout.columns else { continue }
      return whole == meaning && !value.isEmpty ? [line] + below(value) : [line]
    }
    let end = meaning + separator + value
    guard !end.isEmpty else { return [left] }
    if displayWidth(of: end) <= layout.columns - Self.hanging { return [left] + below(end) }
    return [left] + (meaning.isEmpty ? [] : pathBelow(meaning)) + below(value)
  }

  private func meaning(of node: DescribedNode) -> String {
    let path = node.path ?? ""
    let structure = node.structure ?? ""
    return escapingControls(
      path.isEmpty || structure.isEmpty ? path + structure : "\(path): \(structure)")
  }

  /// A path under an element, broken after dots.
  private func pathBelow(_ path: String) -> [String] {
    let indent = String(repeating: " ", count: Self.hanging)
    var lines: [String] = []
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      let isLonger = lines.last.map { displayWidth(of: $0 + "." + part) >= layout.columns }
      if let last = lines.popLast() {
        lines.append(last + ".")
        if isLonger == true {
          lines.append(indent + "  " + part)
        } else {
          lines[lines.count - 1] += part
        }
      } else {
        lines.append(indent + part)
      }
    }
    return lines
  }

  private static func isDigit(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(octet)
  }

  /// Lines under an element: words broken at spaces, digits into pieces of equal length.
  private func below(_ text: String) -> [String] {
    let indent = String(repeating: " ", count: Self.hanging)
    let room = layout.columns - Self.hanging
    guard text.utf8.count > room, text.utf8.allSatisfy(Self.isDigit) else {
      return layout.wrap(text, first: indent, next: indent)
    }
    let length = max(16, room / 16 * 16)
    var lines: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      lines.append(indent + rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return lines
  }

  private static func flushRight(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(1, width - text.count)) + text
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
