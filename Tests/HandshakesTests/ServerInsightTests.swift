import Handshakes
import Terms
import Testing
import Transcripts

/// A server that has nothing but its stages must come to what the run knows who holds all terms.
@Suite struct ServerInsightTests {
  static let runs = Labs.all.flatMap { lab in
    Mode.allCases.flatMap { mode in
      Size.allCases.map { (lab: lab, settings: LabSettings(mode: mode, size: $0)) }
    }
  }

  @Test(arguments: runs)
  func theServerFindsOutWhatTheRunSays(run: (lab: any Lab.Type, settings: LabSettings)) throws {
    var demonstration = run.lab.demonstration(run.settings)
    demonstration.source = .seed("insight")
    let transcript = run.lab.demonstrate(demonstration, told: []).transcript
    let server = try #require(
      run.lab.observers(of: demonstration).first { ["server", "relay"].contains($0.name) })
    let report = KnowledgeReport(
      [(name: server.name, actors: server.actors, wires: server.wires)], in: transcript.universe)
    let expected = Set(report.secrets(learntBy: server.name).map(\.secret.name))
    let insightOfLab = run.lab.insight(run.settings)
    var insight = try #require(insightOfLab)
    let answers = transcript.stages.filter { $0.actor.name == server.name }
      .map { insight.findings(after: $0) }
    #expect(answers.contains { $0 != nil })
    let found = Set(answers.flatMap { $0 ?? [] }.map(\.secret.name))
    #expect(found == expected)
  }
}
