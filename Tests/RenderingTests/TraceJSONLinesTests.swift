import Testing
import Traces

@testable import Rendering

@Suite("Traces as JSON lines")
struct TraceJSONLinesTests {
  private static let trace = Trace(
    title: "TOY", citation: "FIPS 0",
    steps: [
      TraceStep("A \"step\"", values: [TraceValue("M", "00")], nist: ["M = 00"]),
      TraceStep("t=0", depth: .rounds, layout: .row, values: [TraceValue("a", "1")]),
    ],
    results: [TraceValue("digest", "ff")])

  @Test("What was computed, a step a line, the results")
  func lines() {
    let schema = #"{"schema":"chat-lab.trace/1","#
    #expect(
      TraceJSONLinesRenderer().lines(Self.trace) == [
        schema + #""title":"TOY","citation":"FIPS 0","depth":"rounds","steps":2}"#,
        schema + #""step":1,"depth":"outline","label":"A \"step\"","explanation":"","#
          + #""layout":"list","values":[{"name":"M","text":"00"}],"nist":["M = 00"]}"#,
        schema + #""step":2,"depth":"rounds","label":"t=0","explanation":"","#
          + #""layout":"row","values":[{"name":"a","text":"1"}],"nist":[]}"#,
        schema + #""results":[{"name":"digest","text":"ff"}]}"#,
      ])
    #expect(TraceJSONLinesRenderer(depth: .outline).lines(Self.trace).count == 3)
  }
}
