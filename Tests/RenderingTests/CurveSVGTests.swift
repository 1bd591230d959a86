import Foundation
import PublicKey
import Testing

@testable import Rendering

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Toy curves as SVG")
struct CurveSVGTests {
  /// An element as an XML parser finds it.
  struct Element {
    let name: String
    let group: String?
    let attributes: [String: String]
    var text = ""
  }

  /// Collects the elements of a document.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _: XMLParser, didStartElement name: String, namespaceURI _: String?,
      qualifiedName _: String?, attributes: [String: String]
    ) {
      let group = open.reversed().lazy.compactMap { self.elements[$0].attributes["id"] }.first
      open.append(elements.count)
      elements.append(Element(name: name, group: group, attributes: attributes))
    }

    func parser(_: XMLParser, foundCharacters text: String) {
      for index in open.suffix(1) { elements[index].text += text }
    }

    func parser(
      _: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?
    ) {
      open.removeLast()
    }
  }

  /// The elements of a well-formed document.
  static func elements(_ text: String) throws -> [Element] {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return reader.elements
  }

  private static func number(_ element: Element, _ attribute: String) throws -> Double {
    try #require(element.attributes[attribute].flatMap { Double($0) })
  }

  @Test(
    "Well-formed, and every point exactly once, where the axes say it is",
    arguments: NamedCurve.toys)
  func everyPoint(curve: any WeierstrassCurve.Type) throws {
    func check<Curve: WeierstrassCurve>(_ curve: Curve.Type) throws {
      let base = curve.basePoint
      for (multiples, summands, hasLabels) in [
        (0, nil, false), (0, nil, true), (7, nil, false), (3, (base, base), true),
        (0, (base, try curve.opposite(of: base)), false),
      ] as [(Int, (AffinePoint, AffinePoint)?, Bool)] {
        let picture = try CurvePicture(of: curve, multiples: multiples, adding: summands)
        let svg = CurveSVG(picture, hasLabels: hasLabels)
        let elements = try Self.elements(svg.text)
        let circles = elements.filter { $0.name == "circle" }
        #expect(circles.allSatisfy { $0.group == "points" })
        let frame = svg.frame
        let found = try circles.map { circle in
          CurvePicture.Place(
            x: Int(((try Self.number(circle, "cx") - frame.x(0)) / frame.unit).rounded()),
            y: Int(((frame.y(0) - (try Self.number(circle, "cy"))) / frame.unit).rounded()))
        }
        let expected = CurveTextPlotTests.places(of: curve)
        #expect(found.count == expected.count && Set(found) == expected)
        #expect(elements.count { $0.group == "labels" } == (hasLabels ? expected.count : 0))
        #expect(elements.count { $0.group == "multiples" } == multiples)
      }
    }
    try check(curve)
  }

  @Test("Everything is inside the picture")
  func inside() throws {
    let picture = try CurvePicture(
      of: Toy61.self, multiples: 72, adding: (Toy61.multiplesOfBase[5], Toy61.multiplesOfBase[11]))
    let elements = try Self.elements(CurveSVG(picture, hasLabels: true).text)
    let (width, height) = (
      try Self.number(elements[0], "width"), try Self.number(elements[0], "height")
    )
    #expect(elements[0].attributes["viewBox"]?.hasPrefix("0 0 ") == true)
    for element in elements.dropFirst() where element.attributes["width"] != "100%" {
      for (name, value) in element.attributes {
        guard let number = Double(value) else { continue }
        if ["x", "cx", "x1", "x2"].contains(name) { #expect((0...width).contains(number)) }
        if ["y", "cy", "y1", "y2"].contains(name) { #expect((0...height).contains(number)) }
      }
    }
  }

  @Test("The strokes of a line join at the borders, and pass through its p places and no others")
  func strokes() throws {
    let frame = CurveSVGFrame(prime: 43, leastUnit: 0)
    let multiples = Toy43.multiplesOfBase
    for p in multiples.dropFirst() {
      for q in multiples.dropFirst() {
        let addition = try CurveAddition(of: p, q, on: Toy43.self)
        let strokes = frame.strokes(of: addition)
        let direction = try #require(addition.direction)
        // One more than the borders crossed, and one of them where it began.
        #expect(strokes.count <= abs(direction.dx) + abs(direction.dy) + 1)
        var passed: Set<CurvePicture.Place> = []
        for x in 0..<43 {
          for y in 0..<43 {
            let (centerX, centerY) = (frame.x(x), frame.y(y))
            let isOn = strokes.contains { stroke in
              let (dx, dy) = (stroke.end.x - stroke.start.x, stroke.end.y - stroke.start.y)
              let (ex, ey) = (centerX - stroke.start.x, centerY - stroke.start.y)
              let length = (dx * dx + dy * dy).squareRoot()
              let along = (dx * ex + dy * ey) / length
              return abs(dx * ey - dy * ex) / length < 1e-6 && along > -1e-6
                && along < length + 1e-6
            }
            if isOn { passed.insert(CurvePicture.Place(x: x, y: y)) }
          }
        }
        #expect(passed == Set(addition.places))
      }
    }
  }

  @Test("Letters, the slope that is drawn, and a description")
  func addition() throws {
    let multiples = Toy17.multiplesOfBase
    let picture = try CurvePicture(of: Toy17.self, adding: (multiples[2], multiples[3]))
    let elements = try Self.elements(CurveSVG(picture).text)
    #expect(elements.filter { $0.group == "letters" }.map(\.text) == ["P", "Q", "R", "S"])
    #expect(
      elements.contains { $0.text == "The slope 5 is drawn as −2/3, which is the same modulo 17." })
    let description = try #require(elements.first { $0.name == "desc" }?.text)
    #expect(description.contains("The line y = 5 x + 7 meets the curve again in R = (9, 1)."))
    #expect(elements.contains { $0.name == "title" && $0.text == "(6, 3)" })
    let doubled = try CurvePicture(of: Toy17.self, adding: (multiples[5], multiples[5]))
    #expect(
      try Self.elements(CurveSVG(doubled).text).filter { $0.group == "letters" }.map(\.text)
        == ["P = Q", "R", "S"])
  }

  @Test("Numbers have at most two decimals; what XML reserves is escaped")
  func writing() {
    for (value, text) in [
      (0, "0"), (1.5, "1.5"), (-0.25, "-0.25"), (12.345, "12.35"), (2.05, "2.05"), (3.999, "4"),
      (-0.001, "0"),
    ] {
      #expect(SVGElement.number(value) == text)
    }
    let element = SVGElement("text", ["a": "<\">&"], text: "x < y & \"z\"")
    #expect(
      element.lines() == [
        "<text a=\"&lt;&quot;&gt;&amp;\">x &lt; y &amp; &quot;z&quot;</text>"
      ])
  }
}
