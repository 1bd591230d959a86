import ASN1
import Testing

@testable import Traces

@Suite("Traces of DER")
struct DERTraceTests {
  /// X.690, section 8.19.5, example: {joint-iso-itu-t 100 3}; inside a SEQUENCE with a [0] and -1.
  private static let encoding: [UInt8] = [
    0x30, 0x0b, 0x06, 0x03, 0x81, 0x34, 0x03, 0xa0, 0x04, 0x02, 0x02, 0xff, 0x7f,
  ]

  @Test("Each element: where, how long, what, and its value; those inside stand further right")
  func rows() throws {
    let trace = try Trace.der(Self.encoding)
    let rows = trace.steps.filter { $0.layout == .row }
    #expect(rows.map(\.label) == ["0", "2", "7", "9"])
    #expect(
      rows.map { $0.values.map(\.text) } == [
        ["2", "11", "SEQUENCE", ""], ["2", "3", "  OBJECT IDENTIFIER", "2.100.3"],
        ["2", "4", "  [0]", ""], ["2", "2", "    INTEGER", "-129"],
      ])
    #expect(trace.results == [TraceValue("elements", "4"), TraceValue("octets", "13")])
  }

  @Test("The details hold every octet, in the order of the encoding")
  func details() throws {
    let details = try Trace.der(Self.encoding).steps.filter { $0.depth == .operations }
    let octets = details.flatMap { $0.values.filter { $0.name != "value" }.map(\.text) }.joined()
    #expect(octets == "300b06038134 03a0040202ff7f".filter { $0 != " " })
  }

  @Test("What is no DER is refused with its offset; nesting without end does not trap")
  func errors() {
    #expect(throws: ASN1Error.truncated(offset: 2)) { try Trace.der([0x30, 0x03, 0x02, 0x02, 0]) }
    #expect(throws: ASN1Error.indefiniteLength(offset: 1)) { try Trace.der([0x30, 0x80, 0, 0]) }
    // Elements inside each other, with lengths in their shortest form: as many as are followed, one
    // more, and many more.
    for (count, isFollowed) in [
      (DER.depthLimit, true), (DER.depthLimit + 1, false), (4_000, false),
    ] {
      var nested: [UInt8] = []
      for _ in 0..<count { nested = header(length: nested.count) + nested }
      do throws(ASN1Error) {
        let text = try Trace.der(nested).results.first?.text
        #expect(isFollowed && text == "\(count)")
      } catch {
        guard case .excessiveDepth = error, !isFollowed else {
          Issue.record("\(count): \(error)")
          continue
        }
      }
    }
    #expect(throws: ASN1Error.self) { try Trace.der([UInt8](repeating: 0x30, count: 100_000)) }
    let flat = [UInt8](repeating: 0, count: 20_001).flatMap { _ in [0x05, 0x00] as [UInt8] }
    #expect(throws: ASN1Error.excessiveLength(offset: 40_000)) { try Trace.der(flat) }
  }

  @Test("Whatever stands in a file, reading it ends with a trace or an error")
  func mutations() {
    var state: UInt64 = 1
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var traced = 0
    for _ in 0..<4_000 {
      var encoding = Self.encoding
      for _ in 0...random(below: 3) {
        encoding[random(below: encoding.count)] = UInt8(random(below: 256))
      }
      encoding = Array(encoding.prefix(random(below: encoding.count + 1)))
      if let trace = try? Trace.der(encoding) {
        traced += 1
        #expect(trace.results.last?.text == String(encoding.count))
      }
    }
    #expect(traced > 0 && traced < 4_000)
  }

  private func header(length: Int) -> [UInt8] {
    switch length {
    case 0..<0x80: [0x30, UInt8(length)]
    case 0x80..<0x100: [0x30, 0x81, UInt8(length)]
    default: [0x30, 0x82, UInt8(length >> 8), UInt8(length & 0xff)]
    }
  }
}
