import Transcripts

extension NonceRelay {
  /// What is wrong with the document's protocol.
  ///
  /// Gaps in the numbering are deliberate.
  public static let weaknesses = [
    Weakness("F1", .exploit, "the modulus factors by hand"),
    Weakness("F2", .exploit, "RSA digit by digit is a code book: the public key decrypts"),
    Weakness("F3", .exploit, "RSA without padding"),
    Weakness("F4", .exploit, "a recorded nonce with its signature replays for ever"),
    Weakness("F5", .exploit, "nothing tells whose public key this is"),
    Weakness("F6", .property, "the nonce never enters the key"),
    Weakness("F7", .property, "a key of decimal digits: 52 bits"),
    Weakness("F8", .property, "one key encrypts and authenticates"),
    Weakness("F9", .exploit, "the code covers the text: equal lines show"),
    Weakness("F10", .exploit, "no sequence numbers: lines replay and reorder"),
    Weakness("F11", .exploit, "a line that does not verify is shown all the same"),
    Weakness("F13", .exploit, "padding with zeros is ambiguous"),
  ]
}
