/// The names that users, rooms and files of users may have.
public enum UserName {
  /// Whether a text may name a user or a room: 1 to 32 of `[A-Za-z0-9_-]`.
  public static func isValid(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// What the screens call those who are no users: the server, whoever has not said a name yet,
  /// and all at once.
  static let others: Set<String> = ["server", "relay", "client", "everybody"]

  /// Looks whether a text in a field may name a user, and nobody else on the screens.
  ///
  /// - Throws: `HandshakeError.field`.
  static func check(_ text: String, in field: String) throws(HandshakeError) {
    guard isValid(text) else { throw .field(field, expected: expectation) }
    guard !others.contains(text) else {
      throw .field(field, expected: "another one: \(text) is no user's name")
    }
  }

  /// What an error says that a name must be.
  static let expectation = "1 to 32 of A-Z a-z 0-9 _ -"
}
