import Foundation
import PublicKey
import Rendering
import Testing
import Transport

@testable import ChatLab

@Suite("Curves: lists, points, pictures")
struct CurveCommandTests {
  private static func curve(_ line: String, environment: [String: String] = [:]) -> Outcome {
    ChatLabTests.run(
      ["curve"] + line.split(separator: " ").map(String.init), of: .chatLab,
      environment: environment)
  }

  @Test("list: every curve with its parameters, in 80 columns")
  func list() {
    let outcome = Self.curve("list")
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    for line in Runs.lines(outcome.output) { #expect(displayWidth(of: line) <= 80) }
    #expect(
      outcome.output.contains(
        "  toy-17       5    17    2   2  (5, 1)       19         1\n"))
    // SP 800-186, section 3.2.1.3: the base point and the order of P-256.
    for part in [
      "Gx        6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
      "order     ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    ] { #expect(outcome.output.contains(part)) }
    for curve in NamedCurve.all { #expect(outcome.output.contains("  \(curve.name)")) }
  }

  @Test("list --format json: numbers as strings of decimal digits, toys told from real curves")
  func listJSON() throws {
    let json = try #require(JSONValue(line: Self.curve("list --format json").output))
    #expect(json["schema"]?.string == "chat-lab.curves/1")
    let curves = try #require(json["curves"]?.elements)
    #expect(Set(curves.compactMap { $0["name"]?.string }) == Set(NamedCurve.all.map { $0.name }))
    let toy = try #require(curves.first { $0["name"]?.string == "toy-67" })
    #expect(toy["kind"]?.string == "toy" && toy["bits"]?.integer == 7)
    #expect(toy["p"]?.string == "67" && toy["a"]?.string == "64" && toy["b"]?.string == "8")
    #expect(toy["G"]?["x"]?.string == "1" && toy["G"]?["y"]?.string == "26")
    #expect(toy["order"]?.string == "71" && toy["cofactor"]?.integer == 1)
    let real = try #require(curves.first { $0["name"]?.string == "P-256" })
    #expect(real["kind"]?.string == "real" && real["bits"]?.integer == 256)
    // SP 800-186, section 3.2.1.3, prints p in decimal digits.
    #expect(
      real["p"]?.string
        == "115792089210356248762697446949407573530086143415290314195533631308867097853951")
  }

  @Test("points: each once, with its order and the k of k G", arguments: NamedCurve.toys)
  func points(curve: any WeierstrassCurve.Type) throws {
    let text = Self.curve("points \(curve.name)")
    #expect(text.status == .success)
    for line in Runs.lines(text.output) { #expect(displayWidth(of: line) <= 80) }
    let json = try #require(
      JSONValue(line: Self.curve("points \(curve.name) --format json").output))
    #expect(json["schema"]?.string == "chat-lab.curve-points/1")
    let points = try #require(json["points"]?.elements)
    #expect(json["count"]?.integer == points.count && points.count == curve.points.count)
    #expect(Set(points.compactMap { $0["k"]?.integer }) == Set(0..<points.count))
    for point in points {
      let k = try #require(point["k"]?.integer)
      let order = try #require(point["order"]?.integer)
      #expect(point["infinity"] == .bool(k == 0) && order == (k == 0 ? 1 : points.count))
      var shown = "O"
      if let x = point["x"]?.integer, let y = point["y"]?.integer { shown = "(\(x), \(y))" }
      #expect("\(curve.multiplesOfBase[k])" == shown)
      let row = Runs.lines(text.output).filter { $0.hasPrefix("    \(shown) ") }
      #expect(row.map { $0.split(separator: " ").suffix(2) } == [["\(order)", "\(k)"]])
    }
  }

  @Test("draw: text in 80 columns without escape codes, SVG to a file")
  func draw() throws {
    for curve in NamedCurve.toys {
      let outcome = Self.curve("draw \(curve.name)")
      #expect(outcome.status == .success && !outcome.output.contains("\u{1B}"))
      for line in Runs.lines(outcome.output) { #expect(displayWidth(of: line) <= 80) }
    }
    #expect(Self.curve("draw toy-17 --color always").output.contains("\u{1B}["))
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("chat-lab-curve.svg")
    let line = "draw toy-17 --format svg --add O 20G --multiples 18 --labels --output \(path.path)"
    let outcome = Self.curve(line)
    #expect(outcome.status == .success && outcome.output.isEmpty && outcome.diagnostics.isEmpty)
    let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    #expect(text.hasPrefix("<?xml") && text.hasSuffix("</svg>\n"))
    // 20 G is G, as G has order 19.
    #expect(text.contains("P = O, Q = (5, 1)."))
    let colored = Self.curve("draw toy-17 --color always --output \(path.path)")
    #expect(colored.status == .success)
    #expect(!String(decoding: try Data(contentsOf: path), as: UTF8.self).contains("\u{1B}"))
  }

  @Test("Points of an addition are coordinates, multiples, or O")
  func summands() {
    for (line, part) in [
      ("5,1 10,6", "P = (5, 1), Q = (10, 6)."), ("G 3G", "P = (5, 1), Q = (10, 6)."),
      ("0x5,0x1 O", "P = (5, 1), Q = O."), ("0G 19G", "P = Q = O."),
    ] {
      #expect(Self.curve("draw toy-17 --add \(line)").output.contains(part))
    }
    #expect(Self.curve("draw toy-17 --add=G 3G").output.contains("Q = (10, 6)."))
    #expect(Self.curve("draw toy-17 --add G G --add G 3G").output.contains("Q = (10, 6)."))
  }

  @Test(
    "What is wrong is one line, with its exit status",
    arguments: [
      ("points P-256", 64, "P-256 has about 2^256 points, too many to list; expected one like"),
      ("points secp384r1 --format json", 64, "P-384 has about 2^384 points"),
      ("draw p256 --format svg", 64, "P-256 has about 2^256 points"),
      ("points toy-18", 64, "did you mean 'toy-17'?"), ("points", 64, "missing argument <curve>"),
      ("lst", 64, "did you mean 'list'?"), ("draw toy-17 --format svgg", 64, "did you mean 'svg'?"),
      ("draw toy-17 --add 5,1", 64, "--add: missing value, expected <p> <q>"),
      ("draw toy-17 --add 5,1 --labels", 64, "--add: missing value, expected <p> <q>, found"),
      ("draw toy-17 --add 5,2 G", 64, "--add: the point is not on the curve"),
      ("draw toy-17 --add G 17,1", 64, "--add: the coordinate is not below the prime"),
      ("draw toy-17 --add G 5", 64, "--add: '5' is no point, expected x,y or a multiple"),
      ("draw toy-17 --add G -1G", 64, "--add: '-1G' is no point"),
      ("draw toy-17 --add G 99999999999999999999G", 64, "is no point"),
      ("draw toy-17 --add G 1,2,3", 64, "--add: "),
      ("draw toy-17 --multiples 19", 64, "19 G comes round again, expected 1 to 18"),
      ("draw toy-17 --multiples 0", 64, "--multiples: '0' is not an integer from 1"),
      ("draw toy-17 --labels", 64, "--labels: text has no room for them"),
      ("draw toy-127 --add G 2G", 64, "--columns: 80 are too few to mark points of toy-127"),
      ("draw toy-43 --multiples 10", 64, "expected 137 or --format svg"),
      ("draw toy-17 --output /nonexistent/a", 73, "cannot be written"),
    ])
  func errors(line: String, status: Int32, part: String) {
    let outcome = Self.curve(line)
    #expect(outcome.status.rawValue == status)
    #expect(outcome.output.isEmpty && outcome.diagnostics.hasPrefix("error: "))
    #expect(outcome.diagnostics.contains(part), "\(outcome.diagnostics)")
    #expect(Runs.lines(outcome.diagnostics).count == 1)
  }
}
