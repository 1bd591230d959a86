import Testing

@testable import Vectors

@Suite("Wycheproof verdicts")
struct WycheproofVerdictTests {
  private func vector(_ result: String, _ flags: [String]) -> VectorCase {
    var vector = VectorCase(name: "tcId 1", fields: ["tag": "00ff"])
    vector.expectation = WycheproofExpectation(result: result, flags: flags)
    return vector
  }

  private func isPass(_ result: String, _ flags: [String], accepted: Bool) throws -> Bool {
    try vector(result, flags).verdict(accepted: accepted, field: "sig") == .passed
  }

  @Test("valid must pass and invalid must fail, whatever the flags")
  func decidedResults() throws {
    #expect(try isPass("valid", ["BER"], accepted: true))
    #expect(try !isPass("valid", ["BER"], accepted: false))
    #expect(try isPass("invalid", ["WeakHash"], accepted: false))
    #expect(try !isPass("invalid", ["WeakHash"], accepted: true))
  }

  @Test("acceptable follows the table, where one rejection outweighs")
  func acceptable() throws {
    #expect(try isPass("acceptable", ["WeakHash"], accepted: true))
    #expect(try !isPass("acceptable", ["WeakHash"], accepted: false))
    #expect(try isPass("acceptable", ["MissingNull"], accepted: false))
    #expect(try !isPass("acceptable", ["MissingNull"], accepted: true))
    #expect(try isPass("acceptable", ["WeakHash", "BER"], accepted: false))
    #expect(try !isPass("acceptable", ["WeakHash", "BER"], accepted: true))
  }

  @Test("an acceptable case without a decision is skipped by the name of its flag")
  func undecided() throws {
    let flags = ["SomethingNew"]
    let verdict = try vector("acceptable", flags).verdict(accepted: true, field: "sig")
    #expect(verdict == .skipped(reason: "no verdict decided for SomethingNew"))
    let bare = try vector("acceptable", []).verdict(accepted: true, field: "sig")
    #expect(bare == .skipped(reason: "no verdict decided for no flag"))
  }

  @Test("a result that is none of the three is the file's fault")
  func otherResult() {
    #expect(throws: VectorError.self) {
      try vector("perhaps", []).verdict(accepted: true, field: "sig")
    }
  }

  @Test("a result where there should be none fails an invalid case, whatever it is")
  func accepting() throws {
    func passes(_ result: String, _ flags: [String], _ computed: [UInt8]?) throws -> Bool {
      let vector = vector(result, flags)
      return try vector.verdict(accepting: computed, result: "tag", input: "ct") == .passed
    }
    #expect(try passes("valid", [], [0x00, 0xff]))
    #expect(try !passes("valid", [], [0x00]))
    #expect(try !passes("valid", [], nil))
    #expect(try passes("invalid", [], nil))
    #expect(try !passes("invalid", [], [0x00, 0xff]))
    #expect(try !passes("invalid", [], [0x01]))
    #expect(try passes("acceptable", ["WeakHash"], [0x00, 0xff]))
    #expect(try !passes("acceptable", ["WeakHash"], [0x01]))
    #expect(try !passes("acceptable", ["WeakHash"], nil))
    #expect(try passes("acceptable", ["BER"], nil))
    #expect(try !passes("acceptable", ["BER"], [0x00, 0xff]))
  }

  @Test("the table of decisions is that of docs/vectors.md")
  func document() throws {
    let text = String(decoding: try ProjectVectors.bytes("../docs/vectors.md"), as: UTF8.self)
    var rows: [String: WycheproofExpectation.Decision] = [:]
    let chapter = try #require(text.split(separator: "## Wycheproof's verdicts").last)
    for line in chapter.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { trimmed($0) }
      try #require(cells.count == 3 && !cells[2].isEmpty, "\(line)")
      let flag = cells[0].filter { $0 != "`" }
      #expect(rows[flag] == nil, "\(flag) stands twice")
      rows[flag] = ["accept": .accept, "reject": .reject][cells[1]]
    }
    #expect(rows == WycheproofExpectation.decisions)
  }

  @Test("octets count as accepted only when they are the expected ones")
  func computed() throws {
    #expect(try vector("valid", []).verdict(computed: [0x00, 0xff], field: "tag") == .passed)
    #expect(try vector("valid", []).verdict(computed: [0x00], field: "tag") != .passed)
    #expect(try vector("valid", []).verdict(computed: nil, field: "tag") != .passed)
    #expect(try vector("invalid", []).verdict(computed: nil, field: "tag") == .passed)
    #expect(try vector("invalid", []).verdict(computed: [0x01], field: "tag") == .passed)
    #expect(try vector("invalid", []).verdict(computed: [0x00, 0xff], field: "tag") != .passed)
  }

  @Test("every flag of an acceptable case in the project's files has a decision")
  func completeness() throws {
    var flags: Set<String> = []
    for expected in expectedFiles where expected.path.hasPrefix("wycheproof/") {
      guard case .document(let document) = try ProjectVectors.file(expected.path).recognise()
      else { continue }
      for vector in document.cases(layout: CaseLayout(fields: [])) {
        guard let expectation = vector.expectation, expectation.result == "acceptable" else {
          continue
        }
        flags.formUnion(expectation.flags)
      }
    }
    #expect(
      flags == [
        "CompressedPoint", "CompressedPublic", "MissingNull", "SmallPublicKey", "WeakHash",
      ])
    #expect(flags.isSubset(of: Set(WycheproofExpectation.decisions.keys)))
  }

  @Test(
    "an invalid case that is called valid fails, and the other way round",
    arguments: expectedFiles.filter { $0.path.hasPrefix("wycheproof/") })
  func exchangedResults(expected: Expected) throws {
    let text = String(decoding: try ProjectVectors.bytes(expected.path), as: UTF8.self)
    guard case .document(let document) = VectorFile(path: "x", bytes: Array(text.utf8)).recognise(),
      let type = VectorRunner.families.first(where: { $0.init(recognising: document) != nil }),
      var family = type.init(recognising: document)
    else {
      Issue.record("not recognised")
      return
    }
    var counts: [String: Int] = [:]
    for vector in document.cases(layout: family.layout) {
      guard let expectation = vector.expectation, (counts[expectation.result] ?? 0) < 5 else {
        continue
      }
      guard try family.verdictOrSkip(on: vector) == .passed else { continue }
      var exchanged = vector
      let other = ["valid": "invalid", "invalid": "valid"][expectation.result]
      guard let other else { continue }
      exchanged.expectation = WycheproofExpectation(result: other, flags: expectation.flags)
      let verdict = try family.verdictOrSkip(on: exchanged)
      #expect(verdict != .passed, "\(vector.name)")
      counts[expectation.result, default: 0] += 1
    }
    #expect(counts["valid"] == 5 || expected.path.contains("sig_gen"))
  }
}

extension VectorFamily {
  /// A verdict in which a lack of ours is a skip, as the runner has it.
  fileprivate mutating func verdictOrSkip(on vector: VectorCase) throws -> Verdict {
    do throws(VectorError) {
      return try verdict(on: vector)
    } catch {
      return error.verdict
    }
  }
}
