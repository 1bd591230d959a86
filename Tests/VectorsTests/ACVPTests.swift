import Testing

@testable import Vectors

@Suite("NIST's ACVP")
struct ACVPTests {
  typealias Expected = ACVPSamples.Expected

  static let samples: [Expected] = [
    Expected("ACVP-AES-CBC", "AES-CBC", 18, passed: 18),
    Expected("ACVP-AES-ECB", "AES-ECB", 18, passed: 18),
    Expected("DetECDSA-SigGen-FIPS186-5", "ECDSA", 21, passed: 14),
    Expected("ECDSA-KeyGen-FIPS186-5", "EC keys", 6, passed: 4),
    Expected("ECDSA-KeyVer-FIPS186-5", "EC keys", 15, passed: 10),
    Expected("ECDSA-SigGen-FIPS186-5", "ECDSA", 42, passed: 28),
    Expected("ECDSA-SigVer-FIPS186-5", "ECDSA", 105, passed: 70),
    Expected("HMAC-SHA-1", "HMAC", 6, passed: 6),
    Expected("HMAC-SHA2-224", "HMAC", 6, passed: 6),
    Expected("HMAC-SHA2-256", "HMAC", 6, passed: 6),
    Expected("HMAC-SHA2-384", "HMAC", 6, passed: 6),
    Expected("HMAC-SHA2-512-224", "HMAC", 6, passed: 6),
    Expected("HMAC-SHA2-512-256", "HMAC", 6, passed: 6),
    Expected("HMAC-SHA2-512", "HMAC", 6, passed: 6),
    Expected("KDA-HKDF-Sp800-56Cr2", "HKDF", 35, passed: 35),
    Expected("PBKDF-1.0", "PBKDF2", 21, passed: 21),
    Expected("RSA-DecryptionPrimitive-1.0", "RSA primitives", 1, passed: 1),
    Expected("RSA-DecryptionPrimitive-Sp800-56Br2", "RSA primitives", 8, passed: 8),
    Expected("RSA-KeyGen-FIPS186-4", "RSA key generation", 12, passed: 12),
    Expected("RSA-SigGen-FIPS186-4", "RSA signatures", 21, passed: 14),
    Expected("RSA-SigVer-FIPS186-4", "RSA signatures", 70, passed: 49),
    Expected("RSA-SignaturePrimitive-2.0", "RSA primitives", 8, passed: 8),
    Expected("SHA-1", "SHA", 10, passed: 9),
    Expected("SHA2-224", "SHA", 9, passed: 9),
    Expected("SHA2-256", "SHA", 13, passed: 12),
    Expected("SHA2-384", "SHA", 9, passed: 9),
    Expected("SHA2-512-224", "SHA", 9, passed: 9),
    Expected("SHA2-512-256", "SHA", 9, passed: 9),
    Expected("SHA2-512", "SHA", 11, passed: 11),
    Expected("hmacDRBG-1.0", "HMAC_DRBG", 28, passed: 28),
  ]

  @Test("every case passes or is skipped with its reason", arguments: samples)
  func sample(expected: Expected) throws {
    let report = VectorRunner.run(try ACVPSamples.file(expected.folder))
    #expect(report.failures.isEmpty)
    #expect(report.algorithm == expected.algorithm)
    #expect(report.cases == expected.cases)
    #expect(report.passed == expected.passed)
    #expect(report.remark == nil)
  }

  @Test("the table above has every folder of samples")
  func completeness() throws {
    let suite = try VectorSuite(directory: ACVPSamples.directory)
    let folders = Set(suite.files.map { String($0.prefix { $0 != "/" }) })
    #expect(folders == Set(Self.samples.map(\.folder)))
  }

  @Test("a changed result is noticed, whichever field it is in", arguments: samples)
  func alteration(expected: Expected) throws {
    let file = try ACVPSamples.file(expected.folder)
    guard case .document(let document) = file.recognise(),
      let type = VectorRunner.families.first(where: { $0.init(recognising: document) != nil }),
      var family = type.init(recognising: document)
    else {
      Issue.record("not recognised")
      return
    }
    var altered: Set<String> = []
    var kinds: Set<String> = []
    for vector in document.cases(layout: family.layout) {
      // One case of each kind, told by its group and the fields it has, is enough.
      let kind = "\(vector.context)".hashValue.description + vector.fields.keys.sorted().joined()
      guard kinds.insert(kind).inserted else { continue }
      let verdict = (try? family.verdict(on: vector)) ?? .skipped(reason: "")
      guard verdict == .passed else { continue }
      for field in Self.results(of: vector) {
        var changed = vector
        changed.fields[field] = changed.fields[field].map(Self.alter)
        changed.context[field] = changed.context[field].map(Self.alter)
        let verdict = (try? family.verdict(on: changed)) ?? .skipped(reason: "thrown")
        #expect(verdict != .passed, "\(vector.name), \(field)")
        altered.insert(field)
      }
    }
    #expect(!altered.isEmpty || expected.passed == 0)
  }

  /// The fields of a case that hold what was computed.
  private static func results(of vector: VectorCase) -> [String] {
    let names = [
      "md", "resultsArray.0.md", "resultsArray.3.md", "mac", "derivedKey", "dkm", "dkms.1",
      "resultsArray.1.pt", "resultsArray.1.ct", "resultsArray.1.key", "resultsArray.1.iv",
      "returnedBits", "testPassed", "r", "s", "qx", "qy", "n", "p", "q", "d", "dmp1", "iqmp",
      "signature", "resultsArray.0.plainText", "resultsArray.0.cipherText",
    ]
    let isEncryption = vector.optionalText("direction") == "encrypt"
    let isDecryption = vector.optionalText("direction") == "decrypt"
    let outputs = isEncryption ? ["ct"] : isDecryption || vector.fields["ct"] != nil ? ["pt"] : []
    return (names + outputs).filter { name in
      guard vector.optionalText(name) != nil else { return false }
      // Those are inputs where a verdict is the result.
      return vector.optionalText("testPassed") == nil || name == "testPassed"
    }
  }

  /// Another value of the same form.
  private static func alter(_ text: String) -> String {
    switch text {
    case "true": "false"
    case "false": "true"
    case _ where text.hasSuffix("1"): text.dropLast() + "3"
    default: text.dropLast() + "1"
    }
  }

  @Test("a prompt without results is skipped with that reason")
  func promptAlone() throws {
    let prompt = try #require(try ACVPSamples.files("hmacDRBG-1.0")["prompt.json"])
    let report = VectorRunner.run(VectorFile(path: "a.json", bytes: prompt))
    #expect(report.passed == 0)
    #expect(report.failures.isEmpty)
    #expect(report.reasons["no expected results beside the prompt"] ?? 0 > 0)
  }

  @Test("results without a prompt are skipped with that reason")
  func resultsAlone() throws {
    let results = try #require(try ACVPSamples.files("ACVP-AES-CBC")["expectedResults.json"])
    let report = VectorRunner.run(VectorFile(path: "a.json", bytes: results))
    #expect(report.reasons == ["expected results of ACVP without the prompt they answer": 18])
  }

  @Test("what asks and what answers need not match")
  func unmatched() {
    let prompt = """
      {"vsId": 1, "algorithm": "SHA2-256", "testGroups": [{"tgId": 1, "testType": "AFT", "tests": [
       {"tcId": 1, "msg": "", "len": 0}, {"tcId": 2, "msg": "", "len": 0},
       {"tcId": 5, "msg": "d3", "len": 8}]}]}
      """
    let results = """
      {"vsId": 1, "testGroups": [{"tgId": 1, "tests": [{"tcId": 3, "md": "00"}, {"tcId": 1, "md":
       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}, {"tcId": 5}]}]}
      """
    let report = VectorRunner.run(
      VectorFile(
        path: "a", bytes: Array(prompt.utf8),
        results: VectorFile.Companion(path: "b", bytes: Array(results.utf8))))
    #expect(report.passed == 1)
    #expect(
      report.reasons == [
        "no expected result for the case": 1, "an expected result without a question": 1,
      ])
    // The case is answered, but without a digest.
    #expect(report.failures.map(\.field) == ["md"])
    #expect(report.failures.map(\.vector) == ["tgId 1 tcId 5 (AFT)"])
  }

  @Test(
    "what is not a vector set says what it is",
    arguments: [
      ("[{\"algorithm\": \"RSA\", \"mode\": \"keyGen\", \"revision\": \"1.0\"}]", "registration"),
      ("{\"vsId\": 1, \"disposition\": \"passed\", \"tests\": []}", "verdicts"),
    ])
  func otherDocuments(text: String, word: String) {
    let report = VectorRunner.run(VectorFile(path: "a.json", bytes: Array(text.utf8)))
    #expect(report.cases == 0)
    #expect(report.remark?.contains(word) == true)
  }

  @Test(
    "an algorithm or mode that is not here is skipped by its name",
    arguments: [
      ("\"ACVP-AES-GCM\"", "no ACVP-AES-GCM"), ("\"SHA3-256\"", "no SHA3-256"),
      ("\"RSA\", \"mode\": \"legacy\"", "no RSA legacy"),
      ("\"KDA\", \"mode\": \"OneStep\"", "no KDA onestep"),
    ])
  func unknownAlgorithm(text: String, reason: String) {
    let report = VectorRunner.run(
      VectorFile(
        path: "a.json",
        bytes: Array(
          """
          {"vsId": 1, "algorithm": \(text), "testGroups": [{"tgId": 1, "testType": "AFT",
           "tests": [{"tcId": 1}, {"tcId": 2}]}]}
          """.utf8)))
    #expect(report.reasons == [reason: 2])
  }

  @Test("an unknown test type, and values that are not whole bytes, are skipped by name")
  func unsupportedCases() {
    let text = """
      {"vsId": 1, "algorithm": "SHA-1", "testGroups": [
       {"tgId": 1, "testType": "XYZ", "tests": [{"tcId": 1, "msg": "", "len": 0, "md": "00"}]},
       {"tgId": 2, "testType": "AFT", "tests": [{"tcId": 2, "msg": "98", "len": 5, "md": "00"}]}]}
      """
    let report = VectorRunner.run(VectorFile(path: "a.json", bytes: Array(text.utf8)))
    #expect(report.reasons["no test type XYZ"] == 1)
    #expect(report.failures.isEmpty)
  }
}
