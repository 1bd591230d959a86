/// Somebody who takes part in a run, or watches it: alice, bob, the relay, mallory, a listener.
public struct Actor: Hashable, Sendable, CustomStringConvertible {
  /// The name on the screen.
  public let name: String

  /// Creates an actor of that name.
  public init(_ name: String) {
    self.name = name
  }

  public var description: String { name }
}
