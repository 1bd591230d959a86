import Hashing

/// HMAC_DRBG (SP 800-90A, section 10.1.2): NIST's response files, and the same cases as Mbed TLS
/// keeps them.
struct DRBGVectors: VectorFamily {
  static let algorithm = "HMAC_DRBG"

  let layout: CaseLayout
  private let isTestSuite: Bool

  init?(recognising document: VectorDocument) {
    guard let text = document.response else { return nil }
    if text.hasFields("ReturnedBits", "EntropyInput", "Nonce") {
      guard DRBGVectors.isForHMAC(text) else { return nil }
      isTestSuite = false
      layout = DRBGVectors.responseLayout
    } else if text.functions.contains(where: { $0.hasPrefix("hmac_drbg_") }) {
      isTestSuite = true
      layout = VectorText.testSuiteLayout
    } else {
      return nil
    }
  }

  /// Tells HMAC_DRBG from the other mechanisms, which the fields do not.
  ///
  /// The name of the file does,
  /// or a mechanism's sections. Where neither does, the
  /// first cases are tried.
  private static func isForHMAC(_ text: VectorText) -> Bool {
    if text.header.contains("hmac") { return true }
    let others = ["hash_drbg", "hashdrbg", "hash drbg", "ctr_drbg", "ctrdrbg", "dual_ec"]
    guard !others.contains(where: text.header.contains) else { return false }
    return text.items.contains { item, _ in
      if case .section(let name) = item { HashName(name) != nil } else { false }
    } && !text.hasFields("C") && hasHMACOutput(text)
  }

  /// Whether one of the first cases comes out as HMAC_DRBG's.
  private static func hasHMACOutput(_ text: VectorText) -> Bool {
    let vectors = DRBGVectors()
    return text.cases(layout: vectors.layout).prefix(8).contains {
      (try? vectors.verdict(on: $0)) == .passed
    }
  }

  private init() {
    isTestSuite = false
    layout = DRBGVectors.responseLayout
  }

  private static let responseLayout = CaseLayout(
    fields: ["EntropyInput", "Nonce", "PersonalizationString", "ReturnedBits"],
    optional: ["EntropyInputReseed", "AdditionalInputReseed"],
    repeatable: ["AdditionalInput", "EntropyInputPR"])

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    isTestSuite ? try testSuite(vector) : try cavp(vector)
  }

  /// Instantiate, perhaps reseed, generate twice; the second output is published (DRBGVS,
  /// section 6).
  private func cavp(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let name = vector.sections.lazy.compactMap { HashName($0) }.first
    guard let name else {
      throw .unsupported(reason: "no \(vector.sections.first ?? "name of a hash function")")
    }
    let hash = name.implementation
    var run = Run(
      entropyInput: try vector.bytes("EntropyInput"), nonce: try vector.bytes("Nonce"),
      personalizationString: try vector.bytes("PersonalizationString"))
    if vector.fields["EntropyInputReseed"] != nil {
      run.reseed = Run.Reseed(
        entropyInput: try vector.bytes("EntropyInputReseed"),
        additionalInput: try vector.bytes("AdditionalInputReseed"))
    }
    for suffix in ["", "#2"] {
      run.additionalInputs.append(try vector.bytes("AdditionalInput" + suffix))
      if vector.fields["EntropyInputPR"] != nil {
        run.predictionResistance.append(try vector.bytes("EntropyInputPR" + suffix))
      }
    }
    return try run.verdict(vector, hash, field: "ReturnedBits")
  }

  /// Mbed TLS writes all entropy in one string: the entropy input, a nonce half as long, then the
  /// entropy of the reseeds.
  private func testSuite(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let function = try vector.text("function")
    let name = try vector.text("argument 1")
    let prefix = "MBEDTLS_MD_"
    guard name.hasPrefix(prefix) else { throw .unsupported(reason: "no \(name)") }
    let hash = try HashName.implementation(String(name.dropFirst(prefix.count)))
    let reseeds: Int
    switch function {
    case "hmac_drbg_no_reseed": reseeds = 0
    case "hmac_drbg_nopr": reseeds = 1
    case "hmac_drbg_pr": reseeds = 2
    default: return .skipped(reason: "no test function \(function)")
    }
    let entropy = try vector.bytes("argument 2")
    let half = entropy.count / (3 + 2 * reseeds)
    guard half > 0, half * (3 + 2 * reseeds) == entropy.count else {
      throw .malformed(
        field: "argument 2", expected: "\(3 + 2 * reseeds) equal parts",
        found: "\(entropy.count) bytes")
    }
    func part(_ index: Int) -> [UInt8] {
      let start = half * (3 + 2 * index)
      return Array(entropy[start..<start + 2 * half])
    }
    var run = Run(
      entropyInput: Array(entropy.prefix(2 * half)), nonce: Array(entropy[2 * half..<3 * half]),
      personalizationString: try vector.bytes("argument 3"))
    var next = 4
    if reseeds == 1 {
      run.reseed = Run.Reseed(
        entropyInput: part(0), additionalInput: try vector.bytes("argument 4"))
      next = 5
    }
    run.additionalInputs = [
      try vector.bytes("argument \(next)"), try vector.bytes("argument \(next + 1)"),
    ]
    if reseeds == 2 { run.predictionResistance = [part(0), part(1)] }
    return try run.verdict(vector, hash, field: "argument \(next + 2)")
  }

  /// The calls of one case.
  private struct Run {
    struct Reseed {
      let entropyInput: [UInt8]
      let additionalInput: [UInt8]
    }

    let entropyInput: [UInt8]
    let nonce: [UInt8]
    let personalizationString: [UInt8]
    var reseed: Reseed?
    var additionalInputs: [[UInt8]] = []
    /// Entropy before each request, when prediction resistance is asked for.
    var predictionResistance: [[UInt8]] = []

    init(entropyInput: [UInt8], nonce: [UInt8], personalizationString: [UInt8]) {
      self.entropyInput = entropyInput
      self.nonce = nonce
      self.personalizationString = personalizationString
    }

    func verdict<H: HashFunction>(
      _ vector: VectorCase, _: H.Type, field: String
    ) throws(VectorError) -> Verdict {
      let expected = try vector.bytes(field)
      guard expected.count <= HMACDRBG<H>.maximumRequestLength else {
        throw .malformed(
          field: field, expected: "at most \(HMACDRBG<H>.maximumRequestLength) bytes",
          found: "\(expected.count) bytes")
      }
      return .comparing(output(H.self, count: expected.count), with: expected, field: field)
    }

    private func output<H: HashFunction>(_: H.Type, count: Int) -> [UInt8] {
      var generator = HMACDRBG<H>(
        entropyInput: entropyInput, nonce: nonce, personalizationString: personalizationString)
      if let reseed {
        generator.reseed(
          entropyInput: reseed.entropyInput, additionalInput: reseed.additionalInput)
      }
      var output: [UInt8] = []
      for (index, additionalInput) in additionalInputs.enumerated() {
        // With prediction resistance the additional input goes into the reseed, and the request
        // has none (SP 800-90A, section 9.3.1, step 7).
        if predictionResistance.isEmpty {
          output = generator.generate(count, additionalInput: additionalInput)
        } else {
          generator.reseed(
            entropyInput: predictionResistance[index], additionalInput: additionalInput)
          output = generator.generate(count, additionalInput: [])
        }
      }
      return output
    }
  }
}
