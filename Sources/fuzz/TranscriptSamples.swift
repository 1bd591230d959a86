import ChatLab
import Foundation
import Handshakes
import Transcripts

/// Transcripts that the program would write, the same in every run.
enum TranscriptSamples {
  /// Of whole runs: by a seed, and with the draws written out.
  static let demos: [[UInt8]] = {
    let lines = [
      ["--recorded"], ["--mode", "original", "--toy", "--seed", "fuzz"],
      ["--toy", "--seed", "fuzz", "--say", "x"],
      ["--mode", "original", "--toy", "--seed", "fuzz", "--through", "mallory", "--who-knows"],
    ]
    let seeded = lines.map { Program.rehearse(["demo", "--format", "jsonl"] + $0).output }
    let seed = Array(#",{"name":"seed","value":"fuzz"}"#.utf8)
    return seeded + seeded.map { removing(seed, from: $0) }
  }()

  /// Of one side each: the relay and both users.
  static let sides: [[UInt8]] = Mode.allCases.flatMap { mode in
    (0...2).map { side($0, LabSettings(mode: mode, size: .toy)) }
  }

  private static func side(_ party: Int, _ settings: LabSettings) -> [UInt8] {
    guard var run = try? LabRun(settings, middle: .relay, keepsLog: true) else { return [] }
    try? run.runOn()
    try? run.say(Array("hello".utf8), 0)
    try? run.runOn()
    try? run.wait(5)
    try? run.give(.submit(.quit), to: 0)
    try? run.runOn()
    var told = [
      Transcript.Setting("command", party == 2 ? "serve" : "join"),
      Transcript.Setting("lab", NonceRelay.name),
      Transcript.Setting("mode", settings.mode.rawValue), Transcript.Setting("size", "toy"),
    ]
    if party < 2 {
      told += [
        Transcript.Setting("as", LabRun.names[party]),
        Transcript.Setting("to", LabRun.names[1 - party]),
        Transcript.Setting("seed", "fuzz"),
      ]
    }
    var recorder = SideRecorder()
    var lines = [recorder.line(settings: told)]
    for entry in run.log where entry.party == party {
      recorder.record(entry.input)
      for stage in entry.stages { lines.append(recorder.line(stage)) }
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// What a repetition reads of a transcript, and no more: a change then hits something that
  /// matters.
  static func condensed(_ transcript: [UInt8]) -> [UInt8] {
    transcript.split(separator: 0x0a).flatMap { line -> [UInt8] in
      guard
        var members = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      else { return [] }
      let values = members["values"] as? [[String: Any]] ?? []
      let drawn = values.filter { $0["origin"] as? String == "drawn" }
      members = members.filter { ["schema", "stage", "run", "inputs"].contains($0.key) }
      if !drawn.isEmpty {
        members["values"] = drawn.map { value in
          value.filter { ["origin", "by", "purpose", "hex"].contains($0.key) }
        }
      }
      let inputs = members["inputs"] as? [Any] ?? []
      guard members["run"] != nil || !inputs.isEmpty || !drawn.isEmpty,
        let data = try? JSONSerialization.data(withJSONObject: members, options: [.sortedKeys])
      else { return [] }
      return Array(data) + [0x0a]
    }
  }

  private static func removing(_ part: [UInt8], from octets: [UInt8]) -> [UInt8] {
    guard let start = octets.firstRange(of: part) else { return octets }
    return Array(octets[..<start.lowerBound] + octets[start.upperBound...])
  }
}
