import Testing

@testable import ChatLab

@Suite("Command lines are read as declared")
struct ParsingTests {
  @Test("Values arrive, wherever they stand and however they are written")
  func values() {
    let plain = "coffee  strong -  - - false default\n"
    #expect(run(["brew"]).output == plain)
    let full = "tea ann+bob mild 3 x|--y [1, 171] [::1]:80 true given\n"
    #expect(
      run([
        "brew", "--say", "x", "tea", "--milk", "ann", "--strength=mild", "--cups", "3", "bob",
        "--say=--y", "--salt", "01AB", "--server", "[::1]:80",
      ]).output == full)
  }

  @Test("The last of an option that does not repeat counts")
  func lastCounts() {
    let outcome = run(["brew", "--cups", "3", "--cups=4"])
    #expect(outcome.output == "coffee  strong 4  - - false default\n")
  }

  @Test("Two dashes end the options")
  func endOfOptions() {
    #expect(run(["brew", "tea", "--", "-milk-", "--", "h"]).output.hasPrefix("tea -milk-+--+h "))
    #expect(run(["brew", "tea", "--", "-milk-"]).output.hasPrefix("tea -milk- strong"))
    #expect(run(["brew", "--", "tea", "--help"]).output.hasPrefix("tea --help strong"))
    #expect(run(["fail", "--", "--help"]).status == .failure)
  }

  @Test("A single dash and negative numbers are ordinary words; an empty value is a value")
  func ordinaryWords() {
    #expect(run(["fail", "-"]).status == .failure)
    #expect(run(["fail", "-5"]).status == .failure)
    #expect(run(["brew", "--say="]).status == .success)
    #expect(run(["brew", "--say", ""]).status == .success)
  }

  @Test(
    "Bad usage is one line that names the place and what was expected, and exits 64",
    arguments: [
      (["bru"], "unknown command 'lab bru'; did you mean 'brew'?"),
      (["zzzzzz"], "unknown command 'lab zzzzzz'; 'lab --help' lists the commands"),
      (["key", "shwo"], "unknown command 'lab key shwo'; did you mean 'show'?"),
      (["help", "brwe"], "unknown command 'lab brwe'; did you mean 'brew'?"),
      (["key", "help", "x"], "unknown command 'lab key x'; 'lab key --help' lists the commands"),
      (["nope", "--help"], "unknown command 'lab nope'; 'lab --help' lists the commands"),
      (["brew", "--mlik"], "unknown option '--mlik' for 'lab brew'; did you mean '--milk'?"),
      (
        ["brew", "--quantity=5"],
        "unknown option '--quantity' for 'lab brew'; 'lab brew --help' lists the options"
      ),
      (["brew", "-m"], "unknown option '-m' for 'lab brew'; 'lab brew --help' lists the options"),
      (["--colour", "never"], "unknown option '--colour' for 'lab'; did you mean '--color'?"),
      (["brew", "cofee"], "<drink>: 'cofee' is not one of coffee, tea; did you mean 'coffee'?"),
      (["brew", "wine"], "<drink>: 'wine' is not one of coffee, tea"),
      (
        ["brew", "--strength", "str"],
        "--strength: 'str' is not one of mild, strong; did you mean 'strong'?"
      ),
      (["brew", "--cups", "13"], "--cups: '13' is not an integer from 1 to 12"),
      (["brew", "--cups=three"], "--cups: 'three' is not an integer from 1 to 12"),
      (["brew", "--cups"], "--cups: missing value, expected <n>"),
      (
        ["brew", "--strength", "--milk"],
        "--strength: missing value, expected one of mild, strong, found '--milk' "
          + "(as a value: '--strength=--milk')"
      ),
      (["brew", "--milk=1"], "--milk takes no value, found '--milk=1'"),
      (["brew", "--salt", "abc"], "--salt: 'abc' is not 4 hexadecimal digits"),
      (["brew", "--salt", "abcd00"], "--salt: 'abcd00' is not 4 hexadecimal digits"),
      (
        ["brew", "--server", "here"],
        "--server: 'here' is not HOST:PORT with a port from 0 to 65535"
      ),
      (["brew", "tea", "a b"], "<guest>: 'a b' is not 1 to 32 of A-Z a-z 0-9 _ -"),
      (["key", "show", "--form", "der"], "missing argument <file>, expected a path"),
      (["key", "show", "k"], "missing option --form, expected one of der, pem"),
      (
        ["key", "show", "k", "l", "--form=der"],
        "unexpected argument 'l': 'lab key show' takes one argument, <file>"
      ),
      (["--columns", "12", "brew"], "--columns: '12' is not an integer from 40 to 500"),
      (
        ["brew", "--color", "al"],
        "--color: 'al' is not one of auto, always, never; did you mean 'always'?"
      ),
      (["fail", "usage"], "no such thing"),
    ])
  func badUsage(line: [String], message: String) {
    let outcome = run(line)
    #expect(outcome.status == .usage)
    #expect(outcome.output == "")
    #expect(outcome.diagnostics == "error: \(message)\n")
  }

  @Test(
    "Damerau–Levenshtein distances",
    arguments: [
      ("", "", 0), ("demo", "demo", 0), ("dmeo", "demo", 1), ("demmo", "demo", 1),
      ("dem", "demo", 1),
      ("kitten", "sitting", 3), ("ca", "abc", 3), ("", "abc", 3),
    ])
  func distances(left: String, right: String, expected: Int) {
    #expect(Spelling.distance(left, right) == expected)
    #expect(Spelling.distance(right, left) == expected)
  }
}
