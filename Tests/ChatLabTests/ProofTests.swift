import Foundation
import Testing

@testable import ChatLab

/// Whether proofs and checks can be run on this machine.
private let hasOpenSSL = ["bash", "openssl", "python3", "basenc"].allSatisfy { tool in
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
  }
}

@Suite(
  "OpenSSL agrees with every value",
  .enabled(if: hasOpenSSL, "bash, openssl, python3 or basenc is missing: proofs are not run"))
struct ProofTests {
  @Test(
    "Each proof, alone in an empty directory, prints exactly the hex of its value",
    arguments: [Runs.realOriginal, Runs.realHardened])
  func alone(options: Runs.Options) throws {
    let directory = try TemporaryDirectory()
    var printed: [String: String] = [:]
    var count = 0
    for value in try Runs.stages(options).flatMap({ $0["values"]?.elements ?? [] }) {
      guard let proof = value["proof"]?.string else { continue }
      count += 1
      if printed[proof] == nil { printed[proof] = try run(proof, in: directory.path).output }
      #expect(printed[proof] == value["hex"]?.string, "\(value["name"]?.string ?? "?"): \(proof)")
    }
    #expect(count == (options == Runs.realOriginal ? 71 : 179))
    let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(left == ["output"])
  }

  @Test("Each check succeeds alone, and fails for another value", arguments: [Runs.realHardened])
  func checks(options: Runs.Options) throws {
    let directory = try TemporaryDirectory()
    var (count, refused) = (0, 0)
    for value in try Runs.stages(options).flatMap({ $0["values"]?.elements ?? [] }) {
      guard let check = value["check"]?.string, let hex = value["hex"]?.string else { continue }
      count += 1
      #expect(try run(check, in: directory.path).status == 0)
      let other = hex.first == "0" ? "1" + hex.dropFirst() : "0" + hex.dropFirst()
      for (right, wrong) in [(hex, other), (hex.uppercased(), other.uppercased())]
      where check.contains(right) {
        let wrongCheck = check.replacing(right, with: wrong)
        #expect(try run(wrongCheck, in: directory.path).status != 0)
        refused += 1
      }
    }
    #expect(count == 5 && refused == 5)
  }

  @Test(
    "demo --check-with openssl marks each value, and counts: none that nobody confirms",
    arguments: [("original", 71, 3), ("hardened", 179, 5)])
  func command(mode: String, computed: Int, opened: Int) {
    let outcome = demo(["--mode", mode, "--seed", "r", "--check-with", "openssl"])
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    let flowing = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      flowing.hasSuffix(
        "CHECKED WITH OPENSSL \(computed) computed values: \(computed) recomputed, \(opened) opened"
          + " or verified, 0 neither"))
    #expect(flowing.contains("✓ recomputed from outside") && !outcome.output.contains("✗"))
    #expect(!outcome.output.contains("neither: "))
  }

  @Test("With a transcript on standard output, the counts go to standard error")
  func transcript() {
    let line = ["--mode", "original", "--toy", "--seed", "r", "--format", "jsonl"]
    let outcome = demo(line + ["--check-with", "openssl"])
    #expect(outcome.status == .success && outcome.output == demo(line).output)
    #expect(
      outcome.diagnostics
        == "71 computed values: 71 recomputed, 3 opened or verified, 0 neither\n")
  }

  /// Runs a line in a directory and an environment that hold nothing but the way to the tools.
  private func run(_ line: String, in directory: String) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    process.arguments = ["-i", "PATH=\(path)", "bash", "-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // A file and not a pipe: nothing that a line prints can fill it.
    let file = URL(fileURLWithPath: "\(directory)/output")
    try Data().write(to: file)
    process.standardOutput = try FileHandle(forWritingTo: file)
    try process.run()
    process.waitUntilExit()
    let output = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return (output, process.terminationStatus)
  }
}
