/// The labs as JSON.
public struct LabList {
  private let labs: [(name: String, summary: String)]

  /// Takes names and one sentence each.
  public init(_ labs: [(name: String, summary: String)]) {
    self.labs = labs
  }

  /// One line of JSON.
  public var json: String {
    JSONText.object([
      ("schema", .string("chat-lab.labs/1")),
      (
        "labs",
        .array(
          labs.map { .object([("name", .string($0.name)), ("summary", .string($0.summary))]) })
      ),
    ]).text
  }
}
