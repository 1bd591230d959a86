import Bytes
import Handshakes
import Rendering
import Terms
import Transcripts
import Transport

/// A transcript as it was read from a file: its lines, and what they say.
struct TranscriptFile {
  /// The lines as they stand in the file, without their ends.
  let lines: [String]
  /// The lines as JSON, one for one.
  let stages: [JSONValue]

  /// Takes a transcript apart.
  ///
  /// - Throws: `CommandError.failed`, naming the line, if this is no transcript.
  init(_ bytes: [UInt8], path: String) throws(CommandError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .failed("\(path): not UTF-8 text, expected a transcript of JSON lines")
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var stages: [JSONValue] = []
    for (index, line) in lines.enumerated() {
      guard let stage = JSONValue(line: line), case .object = stage else {
        throw .failed("\(path): stage \(index), line \(index + 1): not a JSON object")
      }
      stages.append(stage)
    }
    guard let first = stages.first, let schema = first["schema"]?.string else {
      throw .failed("\(path): stage 0, schema: missing, expected \(JSONLinesRenderer.schema)")
    }
    guard schema == JSONLinesRenderer.schema else {
      throw .failed(
        "\(path): stage 0, schema: recorded \(escapingControls(schema)), expected"
          + " \(JSONLinesRenderer.schema)")
    }
    self.lines = lines
    self.stages = stages
  }

  /// What the run was told.
  var settings: [Transcript.Setting] {
    (stages[0]["run"]?.elements ?? []).compactMap { setting in
      guard let name = setting["name"]?.string, let value = setting["value"]?.string else {
        return nil
      }
      return Transcript.Setting(name, value)
    }
  }

  /// All values, in the order of the file.
  var values: [JSONValue] { stages.flatMap { $0["values"]?.elements ?? [] } }

  /// The random values, as a source to draw them from again.
  var draws: Draws.Source {
    var script: [String: [[UInt8]]] = [:]
    for value in values where value["origin"]?.string == "drawn" {
      guard let actor = value["by"]?.string, let purpose = value["purpose"]?.string,
        let hex = value["hex"]?.string, let bytes = try? Hex.decode(hex)
      else { continue }
      script[Draws.scriptKey(actor: actor, purpose: purpose), default: []].append(bytes)
    }
    return .script(script, source: .system, fallback: .fail)
  }
}
