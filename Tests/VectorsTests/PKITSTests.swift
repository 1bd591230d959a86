import Certificates
import Testing
import Vectors

@Suite("NIST's PKITS")
struct PKITSTests {
  private func suite() throws -> PKITSSuite {
    try PKITSSuite(
      table: ProjectVectors.bytes("x509/pkits/cases.txt"),
      directory: ProjectVectors.directory + "/x509/pkits")
  }

  @Test("has 249 cases, 405 certificates and 173 lists")
  func numbers() throws {
    let suite = try suite()
    #expect(suite.cases.count == 249)
    #expect(suite.cases.count { $0.isValid } == 114)
    #expect(Set(suite.cases.map(\.number)).count == 249)
    #expect(Set(suite.cases.map(\.section)).count == 16)
    #expect(suite.certificateCount == 405)
    #expect(suite.listCount == 173)
  }

  @Test("is decided as NIST says, but for the cases with DSA, which are refused")
  func verdicts() throws {
    let suite = try suite()
    for pkits in suite.cases {
      let report = try suite.run(pkits)
      let steps = report.steps.map(\.description).joined(separator: "\n")
      let isAccepted = pkits.isValid && pkits.deviation == nil
      #expect((report.accepted != nil) == isAccepted, "\(pkits.number): \(steps)")
      #expect(report.signatureCount <= ValidationLimits().signatures)
    }
    #expect(
      suite.cases.filter { $0.deviation != nil }.map(\.number) == ["4.1.4", "4.1.5", "4.1.6"])
  }
}
