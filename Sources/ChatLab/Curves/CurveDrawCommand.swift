import PublicKey
import Rendering

/// `chat-lab curve draw`: a toy curve as a picture.
struct CurveDrawCommand: Command {
  private enum Format: String, CaseIterable { case text, svg }

  let name = "draw"
  let abstract = "Draw all points of a toy curve."
  let discussion = """
    A point is given as x,y or as a multiple of the base point, such as 3G; O is the point at \
    infinity. An addition is drawn as the line through P and Q, which meets the curve again in R; \
    the sum S is the opposite of R.

      chat-lab curve draw toy-17 --add 5,1 3G
      chat-lab curve draw toy-61 --format svg --multiples 10 --output toy-61.svg
    """

  private let curve = Parameter.argument("curve", CurveChoice.toyForm, help: "The toy curve.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text,
    help: "Text for a terminal, or SVG for a slide.")
  private let multiples = Parameter.option(
    "multiples", .integer("k", in: 1...65_535),
    help: "Mark the multiples G, 2 G, … of the base point up to this one.")
  private let addition = Parameter.pair(
    "add", .text("p"), .text("q"), help: "Draw the addition of two points.")
  private let labels = Parameter.flag(
    "labels", help: "Write its coordinates beside each point (SVG alone).")
  private let output = Parameter.option(
    "output", .path(), help: "Write to this file instead of standard output.")

  var parameters: [any Declared] { [curve, format, multiples, addition, labels, output] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let picture = try picture(of: try arguments[curve].toy(), arguments)
    let text: String
    switch arguments[format] {
    case .svg: text = CurveSVG(picture, hasLabels: arguments[labels]).text
    case .text:
      guard !arguments[labels] else {
        throw .usage("--labels: text has no room for them, expected --format svg")
      }
      let least = CurveTextPlot.leastColumns(for: picture)
      guard least <= io.columns else {
        throw .usage(
          "--columns: \(io.columns) are too few to mark points of \(arguments[curve].name),"
            + " expected \(least) or --format svg")
      }
      text = CurveTextPlot(
        columns: io.columns, usesColor: io.usesColor && arguments[output] == nil
      ).lines(picture).map { $0 + "\n" }.joined()
    }
    try io.write(Array(text.utf8), to: arguments[output])
    return .success
  }

  private func picture<Curve: WeierstrassCurve>(
    of curve: Curve.Type, _ arguments: Arguments
  ) throws(CommandError) -> CurvePicture {
    let multiples = arguments[multiples] ?? 0
    let most = curve.points.count - 1
    guard multiples <= most else {
      throw .usage("--multiples: \(multiples) G comes round again, expected 1 to \(most)")
    }
    let summands = try arguments[addition].map { pair throws(CommandError) in
      (try Curve.toyPoint(pair.0, for: "--add"), try Curve.toyPoint(pair.1, for: "--add"))
    }
    do throws(PublicKeyError) {
      return try CurvePicture(of: curve, multiples: multiples, adding: summands)
    } catch {
      throw .usage("--add: \(error)")
    }
  }
}
