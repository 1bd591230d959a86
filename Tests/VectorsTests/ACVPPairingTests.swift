import Testing

@testable import Vectors

@Suite("Pairs of ACVP files")
struct ACVPPairingTests {
  private static func prompt(_ message: String) -> String {
    """
    {"vsId": 0, "algorithm": "SHA2-256", "revision": "1.0", "testGroups": [
     {"tgId": 1, "testType": "AFT", "tests": [{"tcId": 1, "msg": "\(message)", "len": 8}]}]}
    """
  }

  private static func results(_ digest: String) -> String {
    "{\"vsId\": 0, \"testGroups\": [{\"tgId\": 1, \"tests\": [{\"tcId\": 1, \"md\": \"\(digest)\"}]}]}"
  }

  private static let d3 = "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"
  private static let a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"

  @Test(
    "belong together by folder and name, whatever the names are",
    arguments: [
      [
        "one/prompt.json", "one/expectedResults.json", "two/prompt.json",
        "two/expectedResults.json",
      ],
      ["sha-a-prompt.json", "sha-a-results.json", "sha-b-prompt.json", "sha-b-results.json"],
      ["a_req.json", "a_resp.json", "b_req.json", "b_resp.json"],
      ["vectors/x.json", "expected/x.json", "vectors/y.json", "expected/y.json"],
    ])
  func pairs(names: [String]) throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.prompt("d3").utf8, to: names[0])
    try directory.write(Self.results(Self.d3).utf8, to: names[1])
    try directory.write("[{\"acvVersion\": \"1.0\"}, \(Self.prompt("61"))]".utf8, to: names[2])
    try directory.write(Self.results(Self.a).utf8, to: names[3])
    let report = try VectorSuite(directory: directory.path).run()
    #expect(report.files.count == 4)
    #expect(report.passed == 2)
    #expect(report.failed == 0)
    let remarks = Dictionary(uniqueKeysWithValues: report.files.map { ($0.path, $0.remark) })
    #expect(remarks[names[1]] == "the expected results of \(names[0])")
    #expect(remarks[names[3]] == "the expected results of \(names[2])")
  }

  @Test("a projection needs no results, and the pair beside it is run all the same")
  func projection() throws {
    let directory = try TemporaryDirectory()
    for name in ["prompt.json", "expectedResults.json"] {
      try directory.write(
        try #require(try ACVPSamples.files("PBKDF-1.0")[name]), to: name)
    }
    try directory.write(
      try #require(try ACVPSamples.files("HMAC-SHA-1")["internalProjection.json"]),
      to: "internalProjection.json")
    let report = try VectorSuite(directory: directory.path).run()
    #expect(report.failed == 0)
    #expect(
      report.files.filter { $0.passed > 0 }.map(\.path) == [
        "internalProjection.json", "prompt.json",
      ])
  }

  @Test("a prompt that is asked for by itself finds its results beside it")
  func singleFile() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.prompt("d3").utf8, to: "prompt.json")
    try directory.write(Self.results(Self.d3).utf8, to: "expectedResults.json")
    let report = try VectorSuite(directory: directory.path + "/prompt.json").run()
    #expect(report.files.count == 1)
    #expect(report.passed == 1)
  }

  @Test("results of other cases do not belong to a prompt")
  func strangers() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.prompt("d3").utf8, to: "prompt.json")
    let other = Self.results(Self.d3).replacing("\"tcId\": 1", with: "\"tcId\": 2")
    try directory.write(other.utf8, to: "expectedResults.json")
    let report = try VectorSuite(directory: directory.path).run()
    #expect(report.passed == 0)
    #expect(report.failed == 0)
    #expect(report.skipped == 2)
  }
}
