/// What a Wycheproof case says should happen: a result, and flags that say why.
struct WycheproofExpectation: Equatable, Sendable {
  /// "valid", "invalid" or "acceptable".
  let result: String
  /// The names of the file's notes that apply.
  let flags: [String]

  /// What this project does with a case that a sound implementation may accept or refuse.
  enum Decision: Equatable, Sendable {
    case accept
    case reject
  }

  /// The decision for every flag of cases whose result is "acceptable"; docs/vectors.md has the
  /// reasons.
  ///
  /// One flag that rejects outweighs any that accepts. A flag that is not listed leaves the case
  /// without a verdict, so that it is skipped by name and not by silence.
  static let decisions: [String: Decision] = [
    // Encodings that DER or the scheme's own section does not allow.
    "BER": .reject,
    "BerEncodedPadding": .reject,
    "BerEncodedSignature": .reject,
    "InvalidAsn": .reject,
    "InvalidEncoding": .reject,
    "MissingNull": .reject,
    "MissingZero": .reject,
    "SigSize": .reject,
    "SignatureSize": .reject,
    // Points and curves.
    "CompressedPoint": .accept,
    "CompressedPublic": .accept,
    "GroupIsomorphism": .reject,
    "InvalidPublic": .reject,
    "LargeCofactor": .reject,
    "ModifiedCofactor": .reject,
    "ModifiedGroup": .reject,
    "ModifiedGenerator": .reject,
    "ModifiedPrime": .reject,
    "Modified curve parameter": .reject,
    "NegativeCofactor": .reject,
    "UnnamedCurve": .reject,
    "UnusedParam": .reject,
    "WeakPublicKey": .reject,
    "WrongCurve": .reject,
    "WrongOrder": .reject,
    // Weak, and computed all the same: a toolkit for a class must show them.
    "LargeExponent": .accept,
    "ShortSalt": .accept,
    "SmallKey": .accept,
    "SmallModulus": .accept,
    "SmallPublicKey": .accept,
    "WeakHash": .accept,
    "WeakParams": .accept,
    // Lengths and numbers.
    "CarmichaelNumber": .reject,
    "NegativeOfPrime": .reject,
    "SmallIv": .reject,
    "WorstCaseMillerRabin": .reject,
  ]
}

extension VectorCase {
  /// Compares whether our computation accepted a Wycheproof case with what must happen; `field` is
  /// what was judged, a signature for instance.
  func verdict(accepted: Bool, field: String) throws(VectorError) -> Verdict {
    guard let expectation else { throw .missing(field: "result") }
    let note = expectation.flags.joined(separator: ", ")
    switch expectation.result {
    case "valid":
      return .comparing(accepted: accepted, with: true, field: field, note: note)
    case "invalid":
      return .comparing(accepted: accepted, with: false, field: field, note: note)
    case "acceptable":
      let decisions = expectation.flags.map { WycheproofExpectation.decisions[$0] }
      guard !decisions.isEmpty, !decisions.contains(nil) else {
        return .skipped(reason: "no verdict decided for \(note.isEmpty ? "no flag" : note)")
      }
      return .comparing(
        accepted: accepted, with: !decisions.contains(.reject), field: field, note: note)
    default:
      throw .malformed(
        field: "result", expected: "valid, invalid or acceptable", found: expectation.result)
    }
  }

  /// Judges a code: for a valid case it must be the one in the field; for an invalid one another,
  /// or none.
  func verdict(computed: [UInt8]?, field: String) throws(VectorError) -> Verdict {
    let expected = try bytes(field)
    if let computed, computed != expected, expectation?.result == "valid" {
      return .comparing(computed, with: expected, field: field)
    }
    return try verdict(accepted: computed == expected, field: field)
  }

  /// Judges a computation that must refuse what is invalid, such as a decryption: its result, nil
  /// when it refused, is compared with the field `result` unless the case is invalid; `input` is
  /// what was accepted or refused.
  func verdict(
    accepting computed: [UInt8]?, result field: String, input: String
  ) throws(VectorError) -> Verdict {
    if let computed, expectation?.result != "invalid" {
      let expected = try bytes(field)
      guard computed == expected else {
        return .comparing(computed, with: expected, field: field)
      }
    }
    return try verdict(accepted: computed != nil, field: input)
  }
}
