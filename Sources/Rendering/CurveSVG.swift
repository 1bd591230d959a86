/// A toy curve as a picture in SVG, for a slide (docs/curves.md).
public struct CurveSVG: Sendable {
  typealias Place = CurvePicture.Place

  private let picture: CurvePicture
  private let hasLabels: Bool
  let frame: CurveSVGFrame

  /// Draws a picture, with the coordinates written beside each point if asked for.
  public init(_ picture: CurvePicture, hasLabels: Bool = false) {
    self.picture = picture
    self.hasLabels = hasLabels
    frame = CurveSVGFrame(
      prime: picture.prime,
      // Coordinates, or numbers inside points, must be legible.
      leastUnit: hasLabels ? 60 : picture.multiples.isEmpty ? 0 : 20)
  }

  /// The text of the file.
  public var text: String {
    let captions = sentences.flatMap {
      TextLayout(columns: 84).wrap($0, first: "", next: "")
    }
    let height = frame.height(captionLines: captions.count)
    let size = (SVGElement.number(frame.width), SVGElement.number(height))
    let root = SVGElement(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": size.0, "height": size.1,
        "viewBox": "0 0 \(size.0) \(size.1)", "font-family": "'DejaVu Sans', sans-serif",
      ],
      [
        SVGElement("title", [:], text: "\(picture.name): \(picture.equation)"),
        SVGElement("desc", [:], text: sentences.joined(separator: " ")),
        SVGElement("rect", ["width": "100%", "height": "100%", "fill": "white"]),
      ] + frame.heading(picture.name, picture.equation) + [frame.grid, frame.axes, frame.mirror]
        + hops + lines + points + letters + frame.caption(captions))
    return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"] + root.lines()).map { $0 + "\n" }
      .joined()
  }

  /// What the picture shows, for those who see it and those who cannot.
  private var sentences: [String] {
    var sentences = [
      "\(picture.count), the point at infinity, which has no place here. "
        + "Opposite points are mirror images in the dashed line."
    ]
    if let multiples = picture.multiplesCaption { sentences.append(multiples) }
    if let addition = picture.addition {
      sentences += addition.sentences()
      if let remark = addition.slopeRemark { sentences.append(remark) }
    }
    return sentences.map(CurveSVGFrame.typeset)
  }

  /// The radius of a point.
  private var radius: Double {
    picture.multiples.isEmpty
      ? min(max(0.32 * frame.unit, 2.6), 12) : min(0.44 * frame.unit, 20)
  }

  /// The radius of a point, larger where a letter names it among many.
  private func radius(of place: Place) -> Double {
    picture.addition?.letters[place] == nil ? radius : max(radius, 6 * frame.scale)
  }
}

// MARK: - Points

extension CurveSVG {
  /// One circle for each point of the curve, with its coordinates to be read by pointing at it.
  private var points: [SVGElement] {
    let indices = Dictionary(
      uniqueKeysWithValues: picture.multiples.enumerated().map { ($1, $0 + 1) })
    let circles = picture.points.map { place in
      let index = indices[place]
      let title = "(\(place.x), \(place.y))" + (index.map { " = \($0) G" } ?? "")
      return SVGElement(
        "circle",
        [
          "cx": SVGElement.number(frame.x(place.x)), "cy": SVGElement.number(frame.y(place.y)),
          "r": SVGElement.number(radius(of: place)),
          "fill": color(of: place, isMultiple: index != nil),
        ], [SVGElement("title", [:], text: title)])
    }
    return [SVGElement("g", ["id": "points"], circles)] + numbers + labels
  }

  private func color(of place: Place, isMultiple: Bool) -> String {
    guard let addition = picture.addition, addition.letters[place] != nil else {
      return isMultiple ? CurveSVGFrame.Colors.multiple : CurveSVGFrame.Colors.point
    }
    return place == addition.sum ? CurveSVGFrame.Colors.sum : CurveSVGFrame.Colors.summand
  }

  /// The number k inside the point k G.
  private var numbers: [SVGElement] {
    guard !picture.multiples.isEmpty else { return [] }
    let digits = "\(picture.multiples.count)".count
    let size = radius * (digits < 2 ? 1.3 : 2.1 / Double(digits))
    let texts = picture.multiples.enumerated().map { index, place in
      SVGElement(
        "text",
        [
          "x": SVGElement.number(frame.x(place.x)),
          "y": SVGElement.number(frame.y(place.y) + 0.36 * size),
        ], text: "\(index + 1)")
    }
    return [
      SVGElement(
        "g",
        [
          "id": "multiples", "fill": "white", "text-anchor": "middle",
          "font-size": SVGElement.number(size),
        ], texts)
    ]
  }

  /// The coordinates below each point.
  private var labels: [SVGElement] {
    guard hasLabels else { return [] }
    let texts = picture.points.map { place in
      SVGElement(
        "text",
        [
          "x": SVGElement.number(frame.x(place.x)),
          "y": SVGElement.number(frame.y(place.y) + radius + 13),
        ], text: "(\(place.x), \(place.y))")
    }
    return [
      SVGElement(
        "g",
        [
          "id": "labels", "fill": CurveSVGFrame.Colors.text, "text-anchor": "middle",
          "font-size": "14",
        ], texts)
    ]
  }
}

// MARK: - Multiples and the addition

extension CurveSVG {
  /// The way from G to 2 G, 3 G and so on.
  private var hops: [SVGElement] {
    guard picture.multiples.count > 1 else { return [] }
    let path = picture.multiples.map {
      "\(SVGElement.number(frame.x($0.x))),\(SVGElement.number(frame.y($0.y)))"
    }
    return [
      SVGElement(
        "polyline",
        [
          "id": "hops", "points": path.joined(separator: " "), "fill": "none",
          "stroke": CurveSVGFrame.Colors.multiple, "stroke-opacity": "0.35",
          "stroke-width": SVGElement.number(frame.stroke),
        ])
    ]
  }

  /// The line through P and Q, its p places, and the step from R to its opposite.
  private var lines: [SVGElement] {
    guard let addition = picture.addition else { return [] }
    let strokes = frame.strokes(of: addition).map { stroke in
      SVGElement(
        "line",
        [
          "x1": SVGElement.number(stroke.start.x), "y1": SVGElement.number(stroke.start.y),
          "x2": SVGElement.number(stroke.end.x), "y2": SVGElement.number(stroke.end.y),
        ])
    }
    let side = min(0.18 * frame.unit, 8)
    let dots = addition.places.map { place in
      SVGElement(
        "rect",
        [
          "x": SVGElement.number(frame.x(place.x) - side / 2),
          "y": SVGElement.number(frame.y(place.y) - side / 2),
          "width": SVGElement.number(side), "height": SVGElement.number(side), "stroke": "none",
          "fill": CurveSVGFrame.Colors.line,
        ])
    }
    let line = SVGElement(
      "g",
      [
        "id": "line", "stroke": CurveSVGFrame.Colors.line,
        "stroke-width": SVGElement.number(frame.stroke),
      ], strokes + dots)
    guard let third = addition.third, let sum = addition.sum else { return [line] }
    let reflection = SVGElement(
      "line",
      [
        "id": "reflection", "x1": SVGElement.number(frame.x(third.x)),
        "y1": SVGElement.number(frame.y(third.y)), "x2": SVGElement.number(frame.x(sum.x)),
        "y2": SVGElement.number(frame.y(sum.y)), "stroke": CurveSVGFrame.Colors.sum,
        "stroke-width": SVGElement.number(frame.stroke),
        "stroke-dasharray": "\(SVGElement.number(2 * frame.stroke))",
      ])
    return [line, reflection]
  }

  /// P, Q, R and S beside their points.
  private var letters: [SVGElement] {
    guard let addition = picture.addition else { return [] }
    let size = 24 * frame.scale
    let texts = addition.letters.sorted { $0.value[0] < $1.value[0] }.map { place, letters in
      // To the left where the right half begins, so that no letter leaves the plane.
      let isLeft = 2 * place.x > picture.prime
      return SVGElement(
        "text",
        [
          "x": SVGElement.number(
            frame.x(place.x) + (isLeft ? -1 : 1) * (radius(of: place) + size / 5)),
          "y": SVGElement.number(frame.y(place.y) - radius / 2),
          "text-anchor": isLeft ? "end" : "start",
        ], text: letters.joined(separator: " = "))
    }
    return [
      SVGElement(
        "g",
        [
          "id": "letters", "fill": CurveSVGFrame.Colors.text, "stroke": "white",
          "stroke-width": SVGElement.number(size / 5), "paint-order": "stroke",
          "stroke-linejoin": "round", "font-weight": "bold",
          "font-size": SVGElement.number(size),
        ], texts)
    ]
  }
}
