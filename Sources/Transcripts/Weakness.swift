/// A weakness of a lab's original protocol.
public struct Weakness: Sendable, Hashable {
  /// The id within the lab: `F5`.
  public let id: String
  /// How it can be shown.
  public let kind: Kind
  /// What is wrong, in a few words.
  public let summary: String

  /// How a weakness can be shown.
  public enum Kind: String, Sendable {
    /// An attack works because of it.
    case exploit
    /// It shows in who can know what.
    case property
    /// It is about files.
    case atRest = "at rest"
  }

  /// Describes a weakness.
  public init(_ id: String, _ kind: Kind, _ summary: String) {
    self.id = id
    self.kind = kind
    self.summary = summary
  }
}
