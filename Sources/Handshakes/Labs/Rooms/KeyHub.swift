import Terms
import Transcripts

/// The lab after the third document: rooms of up to ten, whose creator is the hub of their key.
public enum KeyHub: RoomsLab {
  public static let name = "key-hub"
  public static let summary = "Rooms of up to ten share a Fernet key that an elected hub hands out."
  public static let curve = PrimeCurve.p256
  public static let registers = false

  /// What is wrong with the document's protocol.
  ///
  /// Gaps in the numbering are deliberate.
  public static let weaknesses = [
    Weakness("F1", .exploit, "the ECDH keys are not signed: the server can put in its own"),
    Weakness("F2", .exploit, "the challenge is checked over other bytes than were signed"),
    Weakness("F3", .exploit, "the result of that check is dropped"),
    Weakness("F4", .exploit, "who is to be checked supplies the key to check with"),
    Weakness("F5", .exploit, "the authority signs every request"),
    Weakness("F6", .exploit, "no name is checked in TLS, where there is TLS"),
    Weakness("F7", .exploit, "nothing authenticates the wrapped key"),
    Weakness("F8", .property, "no new key when somebody joins or leaves"),
    Weakness("F10", .exploit, "a member called 'server' speaks as the server"),
    Weakness("F13", .exploit, "the limit of ten was not enforced in what was built; here it is"),
    Weakness("F14", .exploit, "a token that is sent again opens again"),
    Weakness("F15", .exploit, "names are not unique"),
  ]
}
