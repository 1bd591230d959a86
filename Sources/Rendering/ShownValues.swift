import Terms

/// The values that a screen shows already, and where.
public struct ShownValues: Sendable {
  private struct Value: Hashable {
    let name: String
    let bytes: [UInt8]
  }

  private var stages: [Value: Int] = [:]

  /// Creates an empty screen.
  public init() {}

  /// The stage that shows a value of this name and these bytes already, or nil if it is shown
  /// for the first time now.
  mutating func stage(showing term: Term, now: Int) -> Int? {
    let value = Value(name: term.name, bytes: term.bytes)
    if let earlier = stages[value] { return earlier == now ? nil : earlier }
    stages[value] = now
    return nil
  }
}
