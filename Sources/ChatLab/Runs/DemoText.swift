import Handshakes
import Rendering
import Terms
import Transcripts

/// A run of a whole lab as pages of text, one a stage.
struct DemoText {
  /// The lines of each page.
  let pages: [[String]]

  /// Renders a run, with what came of the same one with others in the middle.
  init(
    _ run: DemoRun, _ checker: ProofChecker?, others: [String], columns: Int, usesColor: Bool,
    depth: TerminalRenderer.Depth
  ) {
    let renderer = TerminalRenderer(
      columns: columns, usesColor: usesColor, depth: depth,
      weaknesses: Labs.checked(run.request.lab).weaknesses, knowledge: run.knowledge)
    let outcomes = checker?.outcomes ?? [:]
    let stages = Array(run.transcript.stages.enumerated())
    // What is shown together: everything, or in a recorded run the screen of each.
    let screens = run.request.isRecorded ? run.request.users + [run.request.middle.rawValue] : [nil]
    var pages = [renderer.introduction(run.transcript.settings.map(\.readable))]
    for screen in screens {
      var shown = ShownValues()
      var title = screen.map { renderer.title("TERMINAL OF \($0)") } ?? []
      for (index, stage) in stages where screen == nil || stage.actor.name == screen {
        let lines = renderer.lines(stage, number: index + 1, proofs: outcomes, shown: &shown)
        pages.append(title + lines)
        title = []
      }
    }
    if let knowledge = run.knowledge {
      pages.append(
        renderer.whoKnows(run.transcript, knowledge, users: run.request.users))
    }
    if !others.isEmpty {
      pages.append(renderer.summary("WHO WOULD KNOW, with another in the middle", others))
    }
    if run.request.asksCost { pages.append(renderer.costs(CostReport(run.transcript))) }
    if let checker { pages.append(renderer.summary("CHECKED WITH OPENSSL", checker.summary)) }
    self.pages = pages
  }
}
