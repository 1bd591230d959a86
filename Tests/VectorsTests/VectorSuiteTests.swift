import Testing
import Vectors

@Suite("Directories of vectors")
struct VectorSuiteTests {
  private static let hash = "# SHA-256\n[L = 32]\n\nLen = 8\nMsg = d3\nMD = "
  private static let right =
    hash + "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1\n"

  private func directory() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write(Self.right.utf8, to: "b/second.rsp")
    try directory.write(Self.right.utf8, to: "a.rsp")
    try directory.write("prose\n".utf8, to: "c.txt")
    try directory.write("HMAC\n".utf8, to: "README.md")
    try directory.write("HMAC\n".utf8, to: "b/PROVENANCE.tsv")
    try directory.write("x\n".utf8, to: ".hidden")
    try directory.write("x\n".utf8, to: "b/key.pem")
    try directory.write("x\n".utf8, to: "KEY.DER")
    try directory.write("x\n".utf8, to: ".git/config")
    return directory
  }

  @Test("files are found on all levels, sorted, without those that describe others")
  func discovery() throws {
    let directory = try directory()
    #expect(try VectorSuite(directory: directory.path).files == ["a.rsp", "b/second.rsp", "c.txt"])
  }

  @Test("all files are run, and those that are unknown are named")
  func everything() throws {
    let directory = try directory()
    var observed: [String] = []
    let report = try VectorSuite(directory: directory.path).run { observed.append($0.path) }
    #expect(observed == ["a.rsp", "b/second.rsp", "c.txt"])
    #expect(report.files.map(\.path) == observed)
    #expect(report.passed == 2)
    #expect(report.files[2].remark == "not recognised: no line of the form name = value")
    #expect(report.isSuccess)
    #expect(report.complaint == nil)
  }

  @Test(
    "names select by parts of the path or the algorithm",
    arguments: [
      (["second"], ["b/second.rsp"]), (["SHA-256"], ["a.rsp", "b/second.rsp"]),
      (["sha256"], ["a.rsp", "b/second.rsp"]), (["hmac"], []), (["b/"], ["b/second.rsp"]),
      (["c.txt", "second"], ["b/second.rsp", "c.txt"]),
    ])
  func names(names: [String], paths: [String]) throws {
    let directory = try directory()
    let report = try VectorSuite(directory: directory.path).run(matching: names)
    #expect(report.files.map(\.path) == paths)
  }

  @Test(
    "the project's files can be asked for by their algorithms",
    arguments: [
      ("hmac", ["nist/hmac/HMAC.rsp", "rfc/rfc4231/rfc-4231-sha256.txt"]),
      ("pss", ["pss-int", "pss-vect", "SigGenPSS"]), ("hkdf", ["rfc5869", "wycheproof/hkdf"]),
    ])
  func projectNames(name: String, parts: [String]) throws {
    // Only what is selected matters here, so nothing is computed: the paths are compared.
    let suite = try VectorSuite(directory: ProjectVectors.directory + "/rfc")
    let selected = suite.run(matching: [name]).files.map(\.path)
    let wanted = suite.files.filter { path in parts.contains { ("rfc/" + path).contains($0) } }
    #expect(Set(selected).isSuperset(of: wanted))
  }

  @Test("one file is a suite too")
  func singleFile() throws {
    let directory = try directory()
    let report = try VectorSuite(directory: directory.path + "/a.rsp").run()
    #expect(report.files.map(\.path) == [directory.path + "/a.rsp"])
    #expect(report.passed == 1)
  }

  @Test("a path that leads nowhere is an error that names it")
  func nowhere() {
    #expect(throws: VectorSuite.Failure.unreadable(path: "/nowhere/at/all")) {
      try VectorSuite(directory: "/nowhere/at/all")
    }
  }

  @Test("no case that ran is no success")
  func nothingRan() throws {
    let directory = try TemporaryDirectory()
    let empty = try VectorSuite(directory: directory.path).run()
    #expect(!empty.isSuccess)
    #expect(empty.complaint == "no case was run: 0 files, 0 cases skipped")
    try directory.write("[L = 16]\nLen = 0\nMsg = 00\nMD = 00\n".utf8, to: "a.rsp")
    let skipped = try VectorSuite(directory: directory.path).run()
    #expect(!skipped.isSuccess)
    #expect(skipped.complaint == "no case was run: 1 files, 1 cases skipped")
  }

  @Test("the project's folder is found in a directory, and from below it")
  func projectDirectory() throws {
    let directory = try TemporaryDirectory()
    #expect(VectorSuite.projectDirectory(current: directory.path, executable: nil) == nil)
    try directory.write([], to: "vectors/PROVENANCE.tsv")
    try directory.write([], to: "deep/er/file")
    try directory.write([], to: ".build/debug/chat-lab")
    for (current, executable) in [
      (directory.path, nil), (directory.path + "/deep/er", nil),
      ("/", directory.path + "/.build/debug/chat-lab"),
    ] {
      let found = VectorSuite.projectDirectory(current: current, executable: executable)
      #expect(found?.hasSuffix(directory.path + "/vectors") == true)
    }
  }
}
