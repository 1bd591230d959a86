import Transport

extension VectorFile {
  /// Tells JSON formats apart: NIST's ACVP has numbers for sets and groups, Wycheproof has types.
  func recogniseJSON(_ contents: [UInt8]) -> Recognition {
    guard let json = JSONValue(parsing: contents) else {
      let text = String(decoding: contents, as: UTF8.self)
      guard ["\"testGroups\"", "\"algorithm\""].contains(where: text.contains) else {
        return .unknown(reason: "JSON that does not parse, or other text")
      }
      return .malformed(
        .malformed(
          field: "JSON", expected: "a JSON document", found: "text that does not parse"))
    }
    if let set = ACVPSet(json) { return recogniseACVP(set) }
    if let document = VectorDocument(fernet: json) { return .document(document) }
    guard json["testGroups"] != nil else {
      return .unknown(reason: "JSON without test groups")
    }
    do {
      return .document(.wycheproof(try WycheproofFile(json)))
    } catch {
      return .malformed(error)
    }
  }

  private func recogniseACVP(_ set: ACVPSet) -> Recognition {
    switch set.kind {
    case .registration:
      return .unsupported(cases: 0, reason: "an ACVP registration, which has no cases")
    case .validation:
      return .unsupported(cases: 0, reason: "an ACVP server's verdicts, without the values")
    case .results:
      return .unsupported(
        cases: set.count, reason: "expected results of ACVP without the prompt they answer")
    case .prompt: break
    }
    guard let results else { return .document(.acvp(ACVPFile(prompt: set, results: nil))) }
    guard let answers = JSONValue(parsing: results.bytes).flatMap(ACVPSet.init) else {
      return .malformed(
        .malformed(field: "results", expected: "ACVP JSON", found: "other text"))
    }
    return .document(.acvp(ACVPFile(prompt: set, results: answers)))
  }
}
