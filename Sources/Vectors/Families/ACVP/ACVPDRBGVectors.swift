import Hashing

/// HMAC_DRBG in ACVP: instantiate, then what each case lists, reseeds and requests; the output of
/// the last request is compared.
struct ACVPDRBGVectors: VectorFamily {
  static let algorithm = "HMAC_DRBG"

  let layout = CaseLayout(fields: [])

  init?(recognising document: VectorDocument) {
    guard document.acvp?.algorithm.lowercased() == "hmacdrbg" else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let hash = try vector.hash("mode")
    return try verdict(on: vector, hash)
  }

  private func verdict<H: HashFunction>(
    on vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let count = try vector.byteCount(bits: "returnedBitsLen")
    guard count <= HMACDRBG<H>.maximumRequestLength else {
      throw .malformed(
        field: "returnedBitsLen", expected: "at most \(8 * HMACDRBG<H>.maximumRequestLength)",
        found: "\(8 * count)")
    }
    var generator = HMACDRBG<H>(
      entropyInput: try vector.bytes("entropyInput"), nonce: try vector.bytes("nonce"),
      personalizationString: try vector.bytes("persoString"))
    let resists = try vector.flag("predResistance")
    var output: [UInt8] = []
    for index in 0..<(try vector.integer("otherInput")) {
      let row = "otherInput.\(index)."
      let additionalInput = try vector.bytes(row + "additionalInput")
      switch try vector.text(row + "intendedUse") {
      case "reSeed":
        generator.reseed(
          entropyInput: try vector.bytes(row + "entropyInput"), additionalInput: additionalInput)
      case "generate" where resists:
        // The additional input goes into the reseed (SP 800-90A, section 9.3.1, step 7).
        generator.reseed(
          entropyInput: try vector.bytes(row + "entropyInput"), additionalInput: additionalInput)
        output = generator.generate(count, additionalInput: [])
      case "generate":
        output = generator.generate(count, additionalInput: additionalInput)
      case let other:
        throw .malformed(
          field: row + "intendedUse", expected: "reSeed or generate", found: other)
      }
    }
    let expected = try vector.bytes("returnedBits")
    return .comparing(output, with: expected, field: "returnedBits")
  }
}
