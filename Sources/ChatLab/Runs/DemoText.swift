import Handshakes
import Rendering
import Terms
import Transcripts

/// A run of a whole lab as pages of text, one a stage.
struct DemoText {
  /// The lines of each page.
  let pages: [[String]]

  /// Renders a run.
  init(
    _ run: DemoRun, _ checker: ProofChecker?, columns: Int, usesColor: Bool,
    depth: TerminalRenderer.Depth
  ) {
    let renderer = TerminalRenderer(
      columns: columns, usesColor: usesColor, depth: depth,
      weaknesses: Lab.named(run.request.lab).weaknesses, knowledge: run.knowledge)
    let outcomes = checker?.outcomes ?? [:]
    let stages = run.transcript.stages.enumerated().map {
      (
        actor: $0.element.actor.name,
        lines: renderer.lines($0.element, number: $0.offset + 1, proofs: outcomes)
      )
    }
    var pages = [renderer.introduction(run.transcript.settings)]
    if run.request.isRecorded {
      // Screen by screen, as the document shows the run.
      for actor in run.request.users + ["relay"] {
        var own = stages.filter { $0.actor == actor }.map(\.lines)
        if !own.isEmpty { own[0] = renderer.title("TERMINAL OF \(actor)") + own[0] }
        pages += own
      }
    } else {
      pages += stages.map(\.lines)
    }
    if let knowledge = run.knowledge {
      pages.append(
        renderer.whoKnows(run.transcript, knowledge, users: run.request.users))
    }
    if run.request.asksCost { pages.append(renderer.costs(CostReport(run.transcript))) }
    if let checker { pages.append(renderer.summary("CHECKED WITH OPENSSL", checker.summary)) }
    self.pages = pages
  }
}
