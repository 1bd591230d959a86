import Arithmetic
import PublicKey

extension CommandGroup {
  /// `chat-lab curve`: what can be seen of curves.
  static let curve = CommandGroup(
    name: "curve",
    abstract: "List curves, and all points of toy curves; draw them.",
    discussion: """
      Toy curves are curves over small primes. They run through the code of P-256 and P-384, and \
      protect nothing. 'chat-lab trace toy-17 multiply 7' shows how their points are multiplied.
      """,
    subcommands: [CurveListCommand(), CurvePointsCommand(), CurveDrawCommand()])
}

extension CurveChoice {
  /// The word of a toy curve; that of another is read too, so that `toy()` can say why it will not
  /// do.
  static let toyForm = ValueForm<CurveChoice>(
    placeholder: "curve", expected: "one of \(toyNames.joined(separator: ", "))",
    choices: toyNames, read: { form.read($0) }, show: { $0.name })

  private static let toyNames = NamedCurve.toys.map { $0.name }

  /// The curve, if all its points can be listed.
  ///
  /// - Throws: `CommandError.usage`.
  func toy() throws(CommandError) -> any WeierstrassCurve.Type {
    guard NamedCurve.toys.contains(where: { $0 == curve }) else {
      throw .usage(
        "\(curve.name) has about 2^\(curve.orderOfBase.bitWidth) points, too many to list;"
          + " expected one like toy-17")
    }
    return curve
  }
}

extension WeierstrassCurve {
  /// Reads a point of a toy curve: `x,y`, a multiple of the base point such as `3G`, or `O`.
  ///
  /// - Throws: `CommandError.usage` naming the parameter.
  static func toyPoint(
    _ text: String, for parameter: String
  ) throws(CommandError) -> AffinePoint {
    if text == "O" { return .infinity }
    if text.hasSuffix("G"), let k = text == "G" ? 1 : Int(text.dropLast()), k >= 0 {
      let multiples = multiplesOfBase
      return multiples[k % multiples.count]
    }
    guard text.contains(",") else {
      throw .usage("\(parameter): '\(text)' is no point, expected x,y or a multiple such as 3G")
    }
    return try publicKey(text, for: parameter).affinePoint
  }
}
