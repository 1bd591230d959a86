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

  /// The decision for every flag of cases whose result is "acceptable".
  ///
  /// One flag that rejects outweighs any that accepts. A flag that is not listed leaves the case
  /// without a verdict, so that it is skipped by name and not by silence.
  static let decisions: [String: Decision] = [
    // Encodings that DER or the scheme's own section does not allow.
    "BER": .reject,
    "BerEncodedPadding": .reject,
    "BerEncodedSignature": .reject,
    "InvalidAsn": .reject,
    "MissingNull": .reject,  // DigestInfo without NULL: RFC 8017, section 9.2, compares whole
    "MissingZero": .reject,
    "SigSize": .reject,
    "SignatureSize": .reject,
    // Points: both forms of SEC 1, section 2.3.4, are read; a curve must be named, not described.
    "CompressedPoint": .accept,
    "CompressedPublic": .accept,
    "UnnamedCurve": .reject,
    "UnusedParam": .reject,
    "WrongOrder": .reject,
    "InvalidPublic": .reject,
    // Weak, and computed all the same: a toolkit for a class must show them.
    "SmallModulus": .accept,
    "SmallPublicKey": .accept,
    "WeakHash": .accept,
    "ShortSalt": .accept,
    "SmallKey": .accept,
    "SmallIv": .reject,
    "LargeExponent": .accept,
    "CarmichaelNumber": .reject,
    "NegativeOfPrime": .reject,
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

  /// Judges a computation that ends in octets, or in nil when it refused: for a valid case they
  /// must be those of the field; for an invalid one there must be none, or others.
  func verdict(computed: [UInt8]?, field: String) throws(VectorError) -> Verdict {
    let expected = try bytes(field)
    if let computed, computed != expected, expectation?.result == "valid" {
      return .comparing(computed, with: expected, field: field)
    }
    return try verdict(accepted: computed == expected, field: field)
  }

  /// Judges a decryption of a Wycheproof case: a valid ciphertext must give the message, an
  /// invalid one must be refused, whatever the message.
  func verdict(
    decrypted: [UInt8]?, message: String, ciphertext: String
  ) throws(VectorError) -> Verdict {
    let expected = try bytes(message)
    if let decrypted, decrypted != expected, expectation?.result == "valid" {
      return .comparing(decrypted, with: expected, field: message)
    }
    return try verdict(accepted: decrypted != nil, field: ciphertext)
  }
}
