import Transport

/// Which expected results belong to which prompt, among the files of a directory.
///
/// They belong together when the identifiers of their cases are the same, and their algorithm and
/// number as far as both have them. Of several candidates the one in the same folder is taken, and
/// among those the one whose name is most alike.
struct ACVPPairing: Sendable {
  private(set) var resultsOfPrompt: [String: String] = [:]
  private(set) var promptOfResults: [String: String] = [:]

  /// What pairing needs to know of a document.
  struct Outline: Sendable {
    let path: String
    let set: ACVPSet
    let identifiers: Set<ACVPSet.Identifier>

    /// Looks into a file; nil when it is not an ACVP prompt or its results.
    init?(path: String, bytes: [UInt8]) {
      guard VectorFile.mayBeACVP(bytes), let json = JSONValue(parsing: bytes),
        let set = ACVPSet(json), set.kind == .prompt || set.kind == .results
      else { return nil }
      self.path = path
      self.set = set
      identifiers = Set(set.tests.keys)
    }
  }

  init(_ outlines: [Outline]) {
    let prompts = outlines.filter { $0.set.kind == .prompt }
    var free = prompts
    for results in outlines where results.set.kind == .results {
      let candidates = free.filter { ACVPPairing.belong($0, results) }
      // A prompt that has its results itself needs no others.
      let best = candidates.filter { !ACVPPairing.isComplete($0.set, results.set) }
        .max {
          ACVPPairing.likeness($0.path, results.path) < ACVPPairing.likeness($1.path, results.path)
        }
      guard let best else { continue }
      resultsOfPrompt[best.path] = results.path
      promptOfResults[results.path] = best.path
      free.removeAll { $0.path == best.path }
    }
    for results in outlines where results.set.kind == .results {
      guard promptOfResults[results.path] == nil else { continue }
      // Beside an internal projection the results say nothing new.
      if let whole = prompts.first(where: {
        ACVPPairing.belong($0, results) && ACVPPairing.isComplete($0.set, results.set)
      }) {
        promptOfResults[results.path] = whole.path
      }
    }
  }

  private static func belong(_ prompt: Outline, _ results: Outline) -> Bool {
    func agree(_ a: String?, _ b: String?) -> Bool { a == nil || b == nil || a == b }
    return prompt.identifiers == results.identifiers
      && agree(prompt.set.algorithm, results.set.algorithm)
      && agree(prompt.set.identifier, results.set.identifier)
      && (results.set.mode.isEmpty || prompt.set.mode == results.set.mode)
  }

  /// Whether every field of the results stands in the prompt already.
  private static func isComplete(_ prompt: ACVPSet, _ results: ACVPSet) -> Bool {
    let tests = prompt.tests
    return results.tests.allSatisfy { key, answer in
      let fields = Set(answer.test.flattenedWithArrays.keys)
      return fields.isSubset(of: (tests[key]?.test.flattenedWithArrays ?? [:]).keys)
    }
  }

  /// How near two paths are: the length of what they have in common at either end, the folder
  /// counting most.
  private static func likeness(_ a: String, _ b: String) -> Int {
    func parts(_ path: String) -> (folder: [Substring], name: Substring) {
      let parts = path.split(separator: "/")
      return (Array(parts.dropLast()), parts.last ?? "")
    }
    let (first, second) = (parts(a), parts(b))
    let sameFolder = first.folder == second.folder ? 1_000_000 : 0
    let folders = zip(first.folder, second.folder).prefix { $0 == $1 }.count
    let prefix = zip(first.name, second.name).prefix { $0 == $1 }.count
    let suffix = zip(first.name.reversed(), second.name.reversed()).prefix { $0 == $1 }.count
    return sameFolder + 1_000 * folders + prefix + suffix
  }
}

extension VectorFile {
  /// A quick look that spares the parsing of other files: JSON, but not what Wycheproof begins
  /// its files with.
  static func mayBeACVP(_ bytes: [UInt8]) -> Bool {
    let spaces: [UInt8] = [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]
    let first = bytes.first { !spaces.contains($0) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
    let beginning = String(decoding: bytes.prefix(1_000), as: UTF8.self)
    return !beginning.contains("\"numberOfTests\"") && !beginning.contains("\"schema\"")
  }
}
