/// How the check of a computed value from outside came out.
public struct ProofOutcome: Sendable, Equatable {
  /// Whether the proof printed exactly the value; nil if there is none.
  public var recomputed: Bool?
  /// Whether the check opened or verified the value; nil if there is none.
  public var opened: Bool?

  /// Records how proof and check came out.
  public init(recomputed: Bool? = nil, opened: Bool? = nil) {
    self.recomputed = recomputed
    self.opened = opened
  }

  /// Whether somebody outside agrees, and nobody disagrees.
  public var isConfirmed: Bool {
    recomputed != false && opened != false && (recomputed == true || opened == true)
  }

  /// The marks of the outcome on one line.
  var marks: String {
    var marks: [String] = []
    switch recomputed {
    case true?: marks.append("✓ recomputed from outside")
    case false?: marks.append("✗ the proof gives another value")
    case nil: break
    }
    switch opened {
    case true?: marks.append("✓ opened or verified from outside")
    case false?: marks.append("✗ the check fails")
    case nil: break
    }
    return marks.isEmpty ? "✗ no outside tool can tell" : marks.joined(separator: "   ")
  }
}
