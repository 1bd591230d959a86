import Transcripts

extension SessionKeysLab {
  /// What is wrong with the document's protocol.
  ///
  /// Gaps in the numbering are deliberate.
  public static let weaknesses = [
    Weakness("F1", .exploit, "the code does not cover the IV: bits of the first block flip"),
    Weakness("F2", .exploit, "sender, receiver and order are not authenticated"),
    Weakness("F3", .exploit, "the server does not check who a message says it is from"),
    Weakness(
      "F5", .exploit, "the signed key has no freshness, name or validity: an old one replays"),
    Weakness("F7", .property, "PBKDF2 stretches a secret that is random already"),
    Weakness("F8", .property, "one pair of keys for both directions"),
    Weakness("F11", .property, "nobody proves to hold the keys"),
    Weakness("F12", .property, "nobody compares fingerprints"),
  ]
}
