// Gives parsers and verifiers input that nobody meant well. scripts/fuzz calls it.

import Bytes
import Transport

private let usage = """
  usage: fuzz --list
         fuzz NAME [--seed TEXT] [--cases N] [--from N] [--progress FILE]
         fuzz --all [--seed TEXT] [--cases N]
         fuzz NAME --input FILE              run one input
         fuzz NAME --show N [--seed TEXT]    print the input of a case, do not run it
  """

/// The options of a command line, each with its value.
private struct Options {
  var seed = "chat-lab"
  var cases = 1000
  var first = 0
  var progress: String?
  var input: String?
  var shown: Int?
  /// For a build with libFuzzer.
  var corpus = "."
  var seconds = 60

  init?(_ words: ArraySlice<String>) {
    var rest = words
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case "--seed": seed = value
      case "--cases":
        guard let number = Int(value), (0...1_000_000_000).contains(number) else { return nil }
        cases = number
      case "--from":
        guard let number = Int(value), (0...1_000_000_000).contains(number) else { return nil }
        first = number
      case "--progress": progress = value
      case "--input": input = value
      case "--corpus": corpus = value
      case "--seconds": seconds = Int(value) ?? seconds
      case "--show":
        guard let number = Int(value) else { return nil }
        shown = number
      default: return nil
      }
    }
  }
}

private func end(_ status: Int32) -> Never {
  Scratch.remove()
  exitProcess(status)
}

private func fail(_ text: String) -> Never {
  print(text)
  end(1)
}

/// Runs as many cases as the cost of a target allows, and prints the first violation.
private func run(_ target: any FuzzTarget, _ options: Options) {
  var run = FuzzRun(target, seed: options.seed)
  run.progress = options.progress.flatMap { ProgressFile($0) }
  let cases = max(1, options.cases / target.cost)
  if let report = run.run(from: options.first, cases: cases) { fail(report) }
  print("ok  \(target.name): \(target.corpus.count) inputs, \(cases) cases")
}

private func runOne(_ target: any FuzzTarget, _ path: String) throws {
  let input = try Files.read(path)
  if let found = FuzzRun(target, seed: "").violation(input) {
    fail("target:   \(target.name)\ninput:    \(path)\nviolated: \(found)")
  }
  print("ok  \(target.name): \(path)")
}

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments == ["--list"] {
  for (name, _) in FuzzTargets.library { print("library", name) }
  for (name, _) in FuzzTargets.planted { print("planted", name) }
  end(0)
}
guard let name = arguments.first, let options = Options(arguments.dropFirst()) else {
  fail(usage)
}
if name == "--all" {
  for (_, make) in FuzzTargets.library { run(make(), options) }
  end(0)
}
guard let target = FuzzTargets.named(name) else { fail("error: no target \(name); see --list") }
#if COVERAGE
  // Built with libFuzzer, which chooses the inputs itself.
  CoverageRun.start(target, corpus: options.corpus, seconds: options.seconds)
#endif
if let path = options.input {
  do {
    try runOne(target, path)
  } catch {
    fail("error: \(error)")
  }
} else if let number = options.shown {
  let run = FuzzRun(target, seed: options.seed)
  print(Hex.encode(number < 0 ? target.corpus[-1 - number] : run.input(number)))
} else {
  run(target, options)
}
end(0)
