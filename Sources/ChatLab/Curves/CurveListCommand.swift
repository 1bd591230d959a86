import PublicKey
import Rendering

/// The two forms in which curves and their points are listed.
enum CurveListFormat: String, CaseIterable {
  case text, json

  /// The option that chooses.
  static let parameter = Parameter.option(
    "format", .choice("format"), default: CurveListFormat.text, help: "Text, or JSON.")
}

/// `chat-lab curve list`: the curves and their parameters.
struct CurveListCommand: Command {
  let name = "list"
  let abstract = "List the curves with their parameters."
  let discussion = """
    A curve is y^2 = x^3 + a x + b modulo p, with a base point G whose multiples are as many as \
    its order. The cofactor, the number of all points divided by the order, is 1 for all of them.
    """

  private let format = CurveListFormat.parameter

  var parameters: [any Declared] { [format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let list = CurveList(NamedCurve.toys + NamedCurve.standard)
    switch arguments[format] {
    case .text:
      for line in list.lines(columns: io.columns, usesColor: io.usesColor) {
        try io.writeLine(line)
      }
    case .json: try io.writeLine(list.json)
    }
    return .success
  }
}

/// `chat-lab curve points`: every point of a toy curve.
struct CurvePointsCommand: Command {
  let name = "points"
  let abstract = "List all points of a toy curve."
  let discussion = """
    Each point comes with its order, the least m above 0 with m P = O, and with the k of k G = P, \
    which on a real curve nobody could find.
    """

  private let curve = Parameter.argument("curve", CurveChoice.toyForm, help: "The toy curve.")
  private let format = CurveListFormat.parameter

  var parameters: [any Declared] { [curve, format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let list = list(of: try arguments[curve].toy())
    switch arguments[format] {
    case .text:
      let lines = list.lines(columns: io.columns, usesColor: io.usesColor)
      try io.write(lines.map { $0 + "\n" }.joined())
    case .json: try io.writeLine(list.json)
    }
    return .success
  }

  private func list<Curve: WeierstrassCurve>(of curve: Curve.Type) -> CurvePointList {
    CurvePointList(of: curve)
  }
}
