import Bytes
import Handshakes
import Rendering
import Transcripts
import Transport

/// Writes the transcript of one side: each stage with the inputs that led to it, so that it can
/// be run again.
package struct SideRecorder: Sendable {
  private var renderer = JSONLinesRenderer()
  private var pending: [RecordedInput] = []

  /// Begins a transcript.
  package init() {}

  /// The first line.
  package func line(settings: [Transcript.Setting]) -> String { renderer.line(settings: settings) }

  /// Remembers an input until the next stage; of ticks that follow each other the last is enough.
  package mutating func record(_ input: Input) {
    let recorded = RecordedInput(input)
    if recorded.kind == "tick", pending.last?.kind == "tick" { pending.removeLast() }
    pending.append(recorded)
  }

  /// The line of the next stage.
  package mutating func line(_ stage: Stage) -> String {
    defer { pending = [] }
    return renderer.line(stage, inputs: pending)
  }
}

extension RecordedInput {
  /// Writes an input down.
  init(_ input: Input) {
    switch input {
    case .start: self.init(kind: "start")
    case .opened(let link): self.init(kind: "opened", wire: link.text)
    case .received(let bytes, let link):
      self.init(kind: "received", wire: link.text, value: Hex.encode(bytes))
    case .listening(let address): self.init(kind: "listening", value: address)
    case .closed(let link): self.init(kind: "closed", wire: link.text)
    case .tick(let seconds): self.init(kind: "tick", value: "\(seconds)")
    case .submit(let command):
      switch command {
      case .say(let text): self.init(kind: "say", value: Hex.encode(text))
      case .quit: self.init(kind: "quit")
      case .endOfInput: self.init(kind: "end of input")
      case .verified: self.init(kind: "verified")
      case .peerFingerprint(let bytes):
        self.init(kind: "peer fingerprint", value: Hex.encode(bytes))
      case .help: self.init(kind: "help")
      case .unknown(let line): self.init(kind: "unknown", value: line)
      }
    }
  }

  /// Reads an input; nil if it is none.
  init?(json: JSONValue) {
    guard let kind = json["kind"]?.string, let wire = json["wire"]?.string,
      let value = json["value"]?.string
    else { return nil }
    self.init(kind: kind, wire: wire, value: value)
  }

  /// The input that was written down, or nil if it is none.
  var input: Input? {
    switch kind {
    case "start": return .start
    case "opened": return Link(text: wire).map { .opened($0) }
    case "listening": return .listening(address: value)
    case "closed": return Link(text: wire).map { .closed($0) }
    case "received":
      guard let bytes = try? Hex.decode(value) else { return nil }
      return Link(text: wire).map { .received(bytes, on: $0) }
    case "tick":
      // More than sixty years are no run, and a sum with them might not fit a number.
      guard let seconds = Int(value), (0...Int(Int32.max)).contains(seconds) else { return nil }
      return .tick(seconds: seconds)
    case "say": return (try? Hex.decode(value)).map { .submit(.say($0)) }
    case "quit": return .submit(.quit)
    case "end of input": return .submit(.endOfInput)
    case "verified": return .submit(.verified)
    case "peer fingerprint":
      return (try? Hex.decode(value)).map { .submit(.peerFingerprint($0)) }
    case "help": return .submit(.help)
    case "unknown": return .submit(.unknown(value))
    default: return nil
    }
  }
}

extension Link {
  /// The link in a transcript: wire and end.
  fileprivate var text: String { "\(wire)/\(end)" }

  fileprivate init?(text: String) {
    guard let slash = text.lastIndex(of: "/"), let end = Int(text[text.index(after: slash)...]),
      (0...1).contains(end)
    else { return nil }
    self.init(wire: String(text[..<slash]), end: end)
  }
}
