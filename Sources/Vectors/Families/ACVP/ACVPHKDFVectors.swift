import Hashing

/// HKDF in ACVP: by itself, and as the key derivation of SP 800-56C, with one expansion or several.
struct ACVPHKDFVectors: VectorFamily {
  static let algorithm = "HKDF"
  static let aliases = ["HKDF-SHA-256", "KDA"]

  let layout = CaseLayout(fields: [])
  private let isPlain: Bool

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp else { return nil }
    isPlain = file.algorithm == "HKDF"
    guard isPlain || (file.algorithm == "KDA" && file.mode == "hkdf") else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if isPlain {
      let hash = try vector.hash("hmacAlg")
      return try plain(vector, hash)
    }
    if vector.optionalText("kdfMultiExpansionConfiguration.hmacAlg") != nil {
      let hash = try vector.hash("kdfMultiExpansionConfiguration.hmacAlg")
      return try severalExpansions(vector, hash)
    }
    let hash = try vector.hash(
      vector.optionalText("kdfConfiguration.hmacAlg") == nil
        ? "kdfParameter.hmacAlg" : "kdfConfiguration.hmacAlg")
    return try oneExpansion(vector, hash)
  }

  private func plain<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let expected = try vector.bytes("derivedKey")
    let material = try vector.bytes("inputKeyingMaterial")
    let info = vector.optionalText("otherInfo") == nil ? [] : try vector.bytes("otherInfo")
    let key = HKDF<H>.extract(salt: try vector.bytes("salt"), inputKeyingMaterial: material)
    return try expand(key, info: info, with: expected, field: "derivedKey", H.self)
  }

  private func oneExpansion<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let length = try vector.byteCount(bits: "kdfParameter.l")
    let key = try pseudorandomKey(vector, "kdfParameter.", H.self)
    let info = try fixedInfo(vector)
    let isValidation = vector.optionalText("testType") == "VAL"
    let expected = try vector.bytes("dkm")
    if isValidation {
      let verdict = try expand(key, info: info, with: expected, field: "dkm", H.self)
      return .comparing(
        accepted: verdict == .passed && expected.count == length,
        with: try vector.flag("testPassed"), field: "testPassed")
    }
    guard expected.count == length else {
      throw .malformed(field: "dkm", expected: "\(length) bytes", found: "\(expected.count)")
    }
    return try expand(key, info: info, with: expected, field: "dkm", H.self)
  }

  /// One extraction, then an expansion for each row of parameters.
  private func severalExpansions<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let path = "kdfMultiExpansionParameter."
    let key = try pseudorandomKey(vector, path, H.self)
    let count = try vector.integer(path + "iterationParameters")
    guard count > 0 else { throw .missing(field: path + "iterationParameters.0") }
    var verdict = Verdict.passed
    for index in 0..<count where verdict == .passed {
      let info = try vector.bytes(path + "iterationParameters.\(index).fixedInfo")
      let length = try vector.byteCount(bits: path + "iterationParameters.\(index).l")
      let field = "dkms.\(index)"
      let expected = try vector.bytes(field, count: length)
      verdict = try expand(key, info: info, with: expected, field: field, H.self)
    }
    guard vector.optionalText("testType") == "VAL" else { return verdict }
    return .comparing(
      accepted: verdict == .passed, with: try vector.flag("testPassed"), field: "testPassed")
  }

  /// Extracts from the shared secret, and from a second one that may follow it (SP 800-56Cr2,
  /// section 2).
  private func pseudorandomKey<H: HashFunction>(
    _ vector: VectorCase, _ path: String, _: H.Type
  ) throws(VectorError) -> [UInt8] {
    var secret = try vector.bytes(path + "z")
    if vector.optionalText(path + "t") != nil { secret += try vector.bytes(path + "t") }
    return HKDF<H>.extract(salt: try vector.bytes(path + "salt"), inputKeyingMaterial: secret)
  }

  private func expand<H: HashFunction>(
    _ key: [UInt8], info: [UInt8], with expected: [UInt8], field: String, _: H.Type
  ) throws(VectorError) -> Verdict {
    let output = try? HKDF<H>.expand(pseudorandomKey: key, info: info, length: expected.count)
    return .comparing(output ?? [], with: expected, field: field)
  }

  /// The parts that the pattern names, one after the other (SP 800-56Cr2, section 4.1).
  private func fixedInfo(_ vector: VectorCase) throws(VectorError) -> [UInt8] {
    let parameter = "kdfParameter.fixedInfoPattern"
    let pattern = try vector.text(
      vector.optionalText(parameter) == nil ? "kdfConfiguration.fixedInfoPattern" : parameter)
    let encoding = vector.optionalText("kdfConfiguration.fixedInfoEncoding") ?? "concatenation"
    guard encoding == "concatenation" else {
      throw .unsupported(reason: "no fixed information in \(encoding)")
    }
    var info: [UInt8] = []
    for part in pattern.split(separator: "|") {
      switch part {
      case "uPartyInfo": info += try party(vector, "fixedInfoPartyU")
      case "vPartyInfo": info += try party(vector, "fixedInfoPartyV")
      case "l":
        let bits = UInt32(try vector.integer("kdfParameter.l"))
        info += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) }
      case "algorithmId", "label", "context", "t":
        info += try vector.bytes("kdfParameter.\(part)")
      case _ where part.hasPrefix("literal[") && part.hasSuffix("]"):
        info += try vector.decode(
          String(part.dropFirst(8).dropLast()), field: "fixedInfoPattern")
      default: throw .unsupported(reason: "no part of the fixed information \(part)")
      }
    }
    return info
  }

  private func party(_ vector: VectorCase, _ name: String) throws(VectorError) -> [UInt8] {
    let data = "\(name).ephemeralData"
    let identifier = try vector.bytes("\(name).partyId")
    return vector.optionalText(data) == nil ? identifier : identifier + (try vector.bytes(data))
  }
}
