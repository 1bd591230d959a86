import Arithmetic
import Terms

extension NonceRelay {
  /// The run that the document shows: the values that its users drew, and what they said.
  ///
  /// Everything else on the screens of a recorded run is computed from these.
  public static var recordedRun: Demonstration {
    var demonstration = demonstration(LabSettings(mode: .original, size: .toy))
    demonstration.users = ["user1", "user2"]
    let numbers: [(String, UInt64)] = [
      ("user1.p", 101), ("user1.q", 103), ("user1.e", 1631),
      ("user2.p", 109), ("user2.q", 127), ("user2.e", 2629),
    ]
    let digits = [
      ("user1.nonce", "1808137960145660276412"), ("user1.symmetric_key", "5798103083829088"),
      ("user2.nonce", "1938835455698791163918"), ("user2.symmetric_key", "5597332014816835"),
    ]
    var script: [String: [[UInt8]]] = [:]
    for (name, value) in numbers { script[name] = [Natural(value).bigEndianBytes] }
    for (name, value) in digits { script[name] = [Array(value.utf8)] }
    // The recording has no initialisation vectors.
    demonstration.source = .script(
      script, source: .recording, fallback: .seed("nonce-relay recording"))
    demonstration.lines = [
      Line("user2", "hello"), Line("user2", "how are you"),
      Line("user1", "i am fine"), Line("user1", "and you"),
      Line("user2", "fine thakyou"),
      Line("user1", "it is a secret"),
    ]
    return demonstration
  }

  public static var recording: Demonstration? { recordedRun }
}
