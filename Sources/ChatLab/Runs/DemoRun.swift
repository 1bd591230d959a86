import Handshakes
import Rendering
import Terms
import Transcripts

/// A whole lab, run in one process, with the readings of it that were asked for.
struct DemoRun {
  let request: DemoRequest
  let outcome: Outcome
  let knowledge: KnowledgeReport?

  /// Runs a lab, with the random values of an earlier run to repeat it.
  init(_ request: DemoRequest, recordedDraws: Draws.Source? = nil) {
    self.request = request
    let demonstration = request.demonstration(recordedDraws: recordedDraws)
    let lab = Labs.checked(request.lab)
    outcome = lab.demonstrate(demonstration, told: request.settings)
    guard request.asksWhoKnows else {
      knowledge = nil
      return
    }
    let observers = lab.observers(of: demonstration)
      .map { (name: $0.name, actors: $0.actors, wires: $0.wires) }
    knowledge = KnowledgeReport(observers, in: outcome.transcript.universe)
  }

  /// What happened.
  var transcript: Transcript { outcome.transcript }

  /// What made a user stop before a goodbye, or nil.
  var failure: String? {
    for user in request.users {
      if let reason = outcome.endings[Actor(user)]?.reason { return "\(user): \(reason)" }
    }
    return outcome.endings.keys.contains { request.users.contains($0.name) }
      ? nil : "the session did not start"
  }

  /// The lines of the transcript as JSON.
  var jsonLines: [String] {
    var renderer = JSONLinesRenderer(sendings: transcript.sendings)
    var lines = [renderer.line(settings: transcript.settings)]
    for stage in transcript.stages { lines.append(renderer.line(stage)) }
    if let knowledge { lines.append(renderer.line(knowledge, of: transcript)) }
    if request.asksCost { lines.append(renderer.line(CostReport(transcript))) }
    return lines
  }
}
