import Transport

/// A vector set of ACVP, taken apart into its cases: each has the fields of its question and, where
/// there are any, of its results.
struct ACVPFile: Sendable {
  let algorithm: String
  let mode: String
  let revision: String
  /// The cases in the order of the prompt.
  let cases: [VectorCase]
  /// How many cases cannot be run because question or answer is missing, and why.
  let reasons: [String: Int]

  /// Joins a prompt with its results; without results the prompt must have them itself.
  init(prompt: ACVPSet, results: ACVPSet?) {
    algorithm = prompt.algorithm ?? results?.algorithm ?? ""
    mode = prompt.mode
    revision = prompt.revision
    var answers = results?.tests
    var cases: [VectorCase] = []
    var reasons: [String: Int] = [:]
    for group in prompt.groups {
      let context = group.removingTests.flattenedWithArrays
      let groupID = group["tgId"]?.text
      let type = group["testType"]?.text.map { " (\($0))" } ?? ""
      for test in group["tests"]?.elements ?? [] {
        let testID = test["tcId"]?.text
        var vector = VectorCase(
          name: "tgId \(groupID ?? "?") tcId \(testID ?? "?")\(type)",
          fields: test.flattenedWithArrays, context: context)
        vector.lacksResults = results == nil
        if answers != nil {
          let key = ACVPSet.Identifier(group: groupID, test: testID)
          guard let answer = answers?.removeValue(forKey: key) else {
            reasons["no expected result for the case", default: 0] += 1
            continue
          }
          vector.context.merge(answer.group.removingTests.flattenedWithArrays) { $1 }
          vector.fields.merge(answer.test.flattenedWithArrays) { $1 }
        }
        cases.append(vector)
      }
    }
    if let left = answers?.count, left > 0 {
      reasons["an expected result without a question"] = left
    }
    self.cases = cases
    self.reasons = reasons
  }
}

extension JSONValue {
  /// An object without its tests.
  fileprivate var removingTests: JSONValue {
    .object((members ?? [:]).filter { $0.key != "tests" })
  }
}

extension VectorCase {
  /// The truth value in a field.
  func flag(_ field: String) throws(VectorError) -> Bool {
    switch try text(field) {
    case "true": return true
    case "false": return false
    case let other:
      throw .malformed(field: field, expected: "true or false", found: other)
    }
  }

  /// A number of bits that must be whole bytes, in bytes.
  ///
  /// - Throws: `VectorError.unsupported` for other numbers.
  func byteCount(bits field: String) throws(VectorError) -> Int {
    let bits = try integer(field)
    guard bits.isMultiple(of: 8) else {
      throw .unsupported(reason: "\(field) is not whole bytes")
    }
    return bits / 8
  }

  /// The octets of a field whose length in bits may stand in another.
  func bytes(_ field: String, bits length: String) throws(VectorError) -> [UInt8] {
    guard optionalText(length) != nil else { return try bytes(field) }
    return try bytes(field, count: byteCount(bits: length))
  }
}
