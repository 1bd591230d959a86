import Testing

@testable import Vectors

@Suite("Text files of vectors")
struct VectorTextTests {
  private func text(_ content: String) -> VectorText {
    VectorText(name: "name.rsp", bytes: Array(content.utf8))
  }

  private let layout = CaseLayout(fields: ["A", "B"], optional: ["C"], repeatable: ["R"])

  private func cases(_ content: String, _ layout: CaseLayout? = nil) -> [[String: String]] {
    text(content).cases(layout: layout ?? self.layout).map(\.fields)
  }

  @Test("lines are comments, sections, fields, or left out")
  func lines() {
    let text = text("# one\n#  two \n[ S = 1 ]\nA=1\n B  =  2 = 3\nC =\nprose\n[no end\n")
    #expect(text.comments == ["one", "two"])
    #expect(text.items.first?.item == .section("S = 1"))
    #expect(text.items.contains { $0.item == .section("no end") })
    #expect(text.fieldNames == ["A", "B", "C"])
    #expect(text.items.map(\.line).prefix(4) == [3, 4, 5, 6])
    #expect(text.items.contains { $0.item == .field(name: "B", value: "2 = 3") })
    #expect(text.items.contains { $0.item == .field(name: "C", value: "") })
    #expect(text.fileName == "name.rsp")
  }

  @Test("a PEM block is one field, its padding no equals sign")
  func pem() {
    let text = text("A = 1\n-----BEGIN X-----\nAA==\n-----END X-----\nB = 2\n")
    #expect(text.fieldNames == ["A", "B", "PEM"])
    let block = "-----BEGIN X-----\nAA==\n-----END X-----"
    #expect(text.items.contains { $0.item == .field(name: "PEM", value: block) })
  }

  @Test("cases end at empty lines, sections, and fields that come again")
  func grouping() {
    #expect(cases("A=1\nB=2\n\nA=3\nB=4\n") == [["A": "1", "B": "2"], ["A": "3", "B": "4"]])
    #expect(cases("A=1\nB=2\nA=3\nB=4\n") == [["A": "1", "B": "2"], ["A": "3", "B": "4"]])
    #expect(cases("A=1\nB=2\n[s]\nA=3\nB=4\n") == [["A": "1", "B": "2"], ["A": "3", "B": "4"]])
    #expect(cases("A=1\n\nB=2\n") == [["A": "1"], ["B": "2"]])
    #expect(cases("\n\n\n") == [])
  }

  @Test("empty lines may stand inside a case where the layout says so")
  func blankLinesInside() {
    let layout = CaseLayout(fields: ["A", "B"], blankLineEndsCase: false)
    #expect(cases("A=1\n\nB=2\n\nA=3\n\nB=4\n", layout).count == 2)
  }

  @Test("a case that lacks a field stays a case")
  func missingFields() {
    #expect(cases("A=1\nB=2\n\nB=4\n\nA=5\nB=6\n").map { $0["A"] } == ["1", nil, "5"])
    #expect(cases("A=1\nA=3\nB=4\n") == [["A": "1"], ["A": "3", "B": "4"]])
  }

  @Test("fields of the group hold until they come again")
  func context() {
    let vectors = text("n=1\n\nA=1\nB=2\nA=3\nB=4\nn=2\nA=5\nB=6\n").cases(layout: layout)
    #expect(vectors.map { $0.context["n"] } == ["1", "1", "2"])
    #expect(vectors.map { $0.optionalText("n") } == ["1", "1", "2"])
  }

  @Test("sections pile up until a field follows, then begin anew")
  func sections() {
    let vectors = text("[P]\n[Q]\nA=1\nB=2\n\n[R]\nA=3\nB=4\n").cases(layout: layout)
    #expect(vectors.map(\.sections) == [["P", "Q"], ["R"]])
    #expect(vectors.map(\.name) == ["[P] [Q] case 1, line 3", "[R] case 2, line 7"])
  }

  @Test("a repeatable field is numbered")
  func repeatable() {
    #expect(
      cases("A=1\nR=x\nR=y\nR=z\nB=2\n") == [
        ["A": "1", "B": "2", "R": "x", "R#2": "y", "R#3": "z"]
      ])
  }

  @Test("a labelled file gives its lines the name above them, and tells e from d")
  func labelled() throws {
    let content = """
      Vectors for RSA-OAEP

      # Example 1: a key
      # Public key
      # Modulus:
      aa bb
      cc dd
      # Exponent:
      11

      # Private key
      # Exponent:
      05 06

      # OAEP Example 1.1
      # Message to be encrypted:
      66 28

      # Encryption:
      35 4f
      """
    let file = VectorFile(path: "x.txt", bytes: Array(content.utf8))
    guard case .document(.labelled(let text)) = file.recognise() else {
      Issue.record("not recognised as a labelled file")
      return
    }
    let layout = CaseLayout(fields: ["message", "encryption"], blankLineEndsCase: false)
    let vector = try #require(text.cases(layout: layout).first)
    #expect(try vector.bytes("modulus") == [0xaa, 0xbb, 0xcc, 0xdd])
    #expect(try vector.bytes("public exponent") == [0x11])
    #expect(try vector.bytes("private exponent") == [0x05, 0x06])
    #expect(try vector.bytes("message") == [0x66, 0x28])
    #expect(try vector.bytes("encryption") == [0x35, 0x4f])
    #expect(vector.sections == ["OAEP Example 1.1"])
    #expect(text.header.contains("rsa-oaep"))
  }

  @Test("numbers in fields are checked")
  func accessors() throws {
    let vector = VectorCase(
      name: "", sections: ["L = 32", "mod=2048"],
      fields: ["hex": "0aFF", "odd": "123", "number": "7", "negative": "-1", "empty": ""])
    #expect(try vector.bytes("hex") == [0x0a, 0xff])
    #expect(try vector.bytes("empty") == [])
    #expect(try vector.natural("odd") == 0x123)
    #expect(try vector.integer("number") == 7)
    #expect(try vector.sectionInteger("L") == 32)
    #expect(vector.sectionText("mod") == "2048")
    #expect(vector.sectionText("none") == nil)
    #expect(throws: VectorError.missing(field: "none")) { try vector.bytes("none") }
    #expect(throws: VectorError.self) { try vector.bytes("odd") }
    #expect(throws: VectorError.self) { try vector.bytes("hex", count: 3) }
    #expect(throws: VectorError.self) { try vector.integer("negative") }
    #expect(throws: VectorError.self) { try vector.natural("empty") }
  }
}
