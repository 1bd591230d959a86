import Testing

@testable import Traces

@Suite("Steps of a trace")
struct TraceStepTests {
  @Test("depths are ordered by how much they show")
  func depths() {
    #expect(TraceStep.Depth.outline < .rounds)
    #expect(TraceStep.Depth.rounds < .operations)
  }
}
