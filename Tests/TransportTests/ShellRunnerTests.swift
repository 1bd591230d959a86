import Testing

@testable import Transport

@Suite("Shell lines")
struct ShellRunnerTests {
  @Test("Exit status, standard output and standard error are kept apart")
  func results() throws {
    let shell = try ShellRunner()
    #expect(
      try shell.run("printf out; printf err >&2; exit 7")
        == ShellResult(ending: .exited(7), output: Array("out".utf8), errors: Array("err".utf8)))
    let clean = try shell.run("cat <(printf substituted)")
    #expect(clean.succeeded && clean.output == Array("substituted".utf8))
    #expect(try shell.run("kill -TERM $$").ending == .signalled(15))
    #expect(try shell.run("exec nonexistent-program").ending == .exited(127))
    // A syntax error is the line's failure, not ours.
    #expect(try !shell.run("if").succeeded)
  }

  @Test("A line reads nothing, and a broken pipe ends a program in it quietly")
  func surroundings() throws {
    let shell = try ShellRunner()
    #expect(try shell.run("cat").output == [])
    let pipe = try shell.run("set -o pipefail; yes | head -1")
    #expect(pipe.output == Array("y\n".utf8) && pipe.errors == [])
    #expect(pipe.ending == .exited(141))
  }

  @Test("Large outputs on both pipes do not block each other, and are bounded")
  func largeOutput() throws {
    let line = "head -c 3000000 /dev/zero | tee /dev/stderr"
    let all = try ShellRunner().run(line)
    #expect(all.output.count == 3_000_000 && all.errors.count == 3_000_000)
    let bounded = try ShellRunner(outputLimit: 1000).run(line)
    #expect(bounded.ending == .exited(0))
    #expect(bounded.output.count == 1000 && bounded.errors.count == 1000)
  }

  @Test("A time limit ends the line and all that it started")
  func timeLimit() throws {
    let shell = try ShellRunner(timeLimit: .milliseconds(200))
    let start = ContinuousClock.now
    #expect(try shell.run("sleep 60 & echo $!; sleep 60").ending == .timedOut)
    // Pipes that are closed say nothing, pipes that a child keeps open say nothing either.
    #expect(try shell.run("exec >&- 2>&-; sleep 60").ending == .timedOut)
    #expect(try shell.run("sleep 60 & exit 0").ending == .timedOut)
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(try shell.run("exec >&- 2>&-; sleep 0.05; exit 3").ending == .exited(3))
  }

  @Test("Several lines run at once, and each result has its line's index")
  func concurrency() throws {
    let shell = try ShellRunner()
    var results: [Int: ShellResult] = [:]
    let start = ContinuousClock.now
    try shell.run((0..<12).map { "sleep 0.2; echo \($0)" }, atOnce: 6) { results[$0] = $1 }
    #expect(results.count == 12)
    for (index, result) in results { #expect(result.output == Array("\(index)\n".utf8)) }
    // One after the other they would take 2.4 seconds.
    #expect(ContinuousClock.now - start < .seconds(2))
    try shell.run([], atOnce: 1) { _, _ in Issue.record("there was nothing to run") }
  }

  @Test("A program that is missing is named")
  func missing() throws {
    #expect(throws: TransportError.missingProgram("no-such-program")) {
      try ShellRunner(requiring: ["no-such-program"])
    }
    #expect(
      TransportError.missingProgram("openssl").description == "openssl: not found in PATH")
    #expect(try ShellRunner.path(of: "bash").hasSuffix("/bash"))
  }
}
