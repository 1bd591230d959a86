import Transport

/// A JSON file of C2SP's Wycheproof, taken apart into its cases.
struct WycheproofFile: Sendable {
  /// The algorithm as the file names it: "ECDSA", "HKDF-SHA-256".
  let algorithm: String
  /// The types of its test groups: "EcdsaVerify", "HkdfTest".
  let types: Set<String>
  /// The cases, each with the fields of its group as context.
  let cases: [VectorCase]

  /// Takes a parsed file apart.
  ///
  /// - Throws: `VectorError` when it lacks what every file of Wycheproof has.
  init(_ json: JSONValue) throws(VectorError) {
    guard let algorithm = json["algorithm"]?.text else { throw .missing(field: "algorithm") }
    guard let groups = json["testGroups"]?.elements else { throw .missing(field: "testGroups") }
    self.algorithm = algorithm
    var types: Set<String> = []
    var cases: [VectorCase] = []
    for group in groups {
      if let type = group["type"]?.text { types.insert(type) }
      guard let tests = group["tests"]?.elements else {
        throw .missing(field: "testGroups[].tests")
      }
      let context = group.flattened
      for test in tests { cases.append(try WycheproofFile.vector(test, context: context)) }
    }
    self.types = types
    self.cases = cases
  }

  private static func vector(
    _ test: JSONValue, context: [String: String]
  ) throws(VectorError) -> VectorCase {
    let fields = test.flattened
    guard let id = fields["tcId"] else { throw .missing(field: "tcId") }
    let name = ["tcId \(id)", fields["comment"]].compactMap { $0 }.filter { !$0.isEmpty }
    var vector = VectorCase(
      name: name.joined(separator: ": "), fields: fields, context: context)
    vector.expectation = WycheproofExpectation(
      result: fields["result"] ?? "",
      flags: (test["flags"]?.elements ?? []).compactMap(\.text))
    return vector
  }
}
