import Transport

/// One JSON document of NIST's Automated Cryptographic Validation Protocol (ACVP).
///
/// A vector set is published as a prompt, which asks, and the expected results, which answer. They
/// stand in two documents or together in one, which NIST calls the internal projection.
struct ACVPSet: Sendable {
  /// What a document is for.
  enum Kind: Sendable {
    /// Inputs, perhaps with the results beside them.
    case prompt
    /// Results alone.
    case results
    /// What an implementation says that it can do.
    case registration
    /// What a server said about some results.
    case validation
  }

  let kind: Kind
  /// The algorithm, "RSA" for instance; results may leave it out.
  let algorithm: String?
  /// The mode of the algorithm, in lower case: "siggen"; empty when it has none.
  let mode: String
  /// The edition of the algorithm's tests: "1.0", "FIPS186-5".
  let revision: String
  /// The number that prompt and results share.
  let identifier: String?
  let groups: [JSONValue]

  /// Recognises a document with or without the array that has the version in front.
  ///
  /// - Returns: nil for JSON that is not of ACVP.
  init?(_ json: JSONValue) {
    let objects = json.elements ?? [json]
    let isVersioned = objects.contains { $0["acvVersion"] != nil }
    guard let set = objects.first(where: { $0["testGroups"] != nil }) else {
      let object = objects.first { $0["algorithm"] != nil || $0["disposition"] != nil }
      guard let object else { return nil }
      if object["vsId"] != nil, object["disposition"] != nil {
        self.init(object, kind: .validation)
      } else if object["revision"] != nil {
        self.init(object, kind: .registration)
      } else {
        return nil
      }
      return
    }
    let groups = set["testGroups"]?.elements ?? []
    guard isVersioned || set["vsId"] != nil || groups.contains(where: { $0["tgId"] != nil })
    else { return nil }
    let asks = groups.contains { group in ACVPSet.parameters.contains { group[$0] != nil } }
    self.init(set, kind: asks ? .prompt : .results)
  }

  private init(_ set: JSONValue, kind: Kind) {
    self.kind = kind
    algorithm = set["algorithm"]?.text
    mode = (set["mode"]?.text ?? "").lowercased()
    revision = set["revision"]?.text ?? ""
    identifier = set["vsId"]?.text
    groups = set["testGroups"]?.elements ?? []
  }

  /// What only the groups of a prompt say; groups of results repeat keys at most.
  private static let parameters = [
    "testType", "curve", "direction", "hashAlg", "hmacAlg", "keyLen", "macLen", "modulo",
    "sigType",
  ]

  /// The number of cases.
  var count: Int { groups.reduce(0) { $0 + ($1["tests"]?.elements?.count ?? 0) } }

  /// The cases by their group's number and their own.
  var tests: [Identifier: (group: JSONValue, test: JSONValue)] {
    var tests: [Identifier: (JSONValue, JSONValue)] = [:]
    for group in groups {
      for test in group["tests"]?.elements ?? [] {
        tests[Identifier(group: group["tgId"]?.text, test: test["tcId"]?.text)] = (group, test)
      }
    }
    return tests
  }

  /// Which case it is, of which group.
  struct Identifier: Hashable, Sendable {
    let group: String?
    let test: String?
  }
}
