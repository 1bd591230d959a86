import Handshakes
import Terms

/// The run that was asked for, made again with everybody else in the middle whom the lab knows: what
/// that one would have learnt, or what would have stopped it.
struct OtherMiddles {
  /// A line for each; none where nobody asked who knows what, or the run is a recording.
  let lines: [String]

  /// Makes the runs.
  init(_ request: DemoRequest) {
    guard request.asksWhoKnows, !request.isRecorded else {
      lines = []
      return
    }
    let lab = Labs.checked(request.lab)
    var runs = lab.middles.filter { $0 != request.middle && $0 != .relay }
      .map { (middle: $0, pinsKeys: request.pinsKeys) }
    if lab.middles.contains(.lyingCA), request.mode == .hardened, !request.pinsKeys {
      runs.append((middle: .lyingCA, pinsKeys: true))
    }
    lines = runs.map { middle, pinsKeys in
      var other = request
      (other.middle, other.pinsKeys) = (middle, pinsKeys)
      let option = "--through \(middle.rawValue)\(pinsKeys ? " --pin" : "")"
      return "\(middle.description) (\(option)): \(Self.finding(DemoRun(other), of: middle))"
    }
  }

  /// What came of a run.
  private static func finding(_ run: DemoRun, of middle: Middle) -> String {
    let learnt = run.knowledge?.secrets(learntBy: middle.rawValue).map(\.secret.name) ?? []
    let names: [String] = learnt.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let what = names.isEmpty ? "learns no secret" : "learns \(names.joined(separator: ", "))"
    return run.failure.map { "\(what), and is found out: \($0)" } ?? what
  }
}

extension Middle {
  /// Who it is, for a reader.
  fileprivate var description: String {
    switch self {
    case .relay: "an honest server"
    case .mallory: "mallory, an attacker between the users"
    case .lyingCA: "a lying CA, which certifies its own keys for the users' names"
    }
  }
}
