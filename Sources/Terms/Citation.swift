/// Where a function is defined: a document and the place in it.
public struct Citation: Hashable, Sendable, CustomStringConvertible {
  /// The document: "FIPS 198-1".
  public let document: String
  /// The place: "section 4".
  public let place: String

  /// Creates a citation of a place in a document.
  public init(_ document: String, _ place: String) {
    self.document = document
    self.place = place
  }

  public var description: String { "\(document), \(place)" }
}
