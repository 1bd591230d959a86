import Transcripts

extension CertifiedPeers {
  /// What is wrong with the document's protocol.
  ///
  /// Gaps in the numbering are deliberate.
  public static let weaknesses = [
    Weakness("F1", .exploit, "one fixed IV for the session: equal beginnings show"),
    Weakness("F3", .property, "the code covers the text, not what is sent"),
    Weakness("F4", .exploit, "a line whose code is wrong is shown all the same"),
    Weakness("F6", .exploit, "the first user never proves to hold its key: a copy suffices"),
    Weakness("F7", .exploit, "the server's 'pass' is not authenticated"),
    Weakness("F8", .exploit, "the CA's signature is never checked by a user"),
    Weakness("F9", .exploit, "nobody compares the name in the certificate"),
    Weakness("F11", .exploit, "the acknowledgement is not authenticated, nothing binds the steps"),
    Weakness("F12", .exploit, "lines have no number: an old line is taken for a new one"),
    Weakness("F14", .atRest, "the document's keys lay on disk in the clear; here in no mode"),
    Weakness("F15", .property, "no forward secrecy: a stolen key opens old sessions"),
    Weakness("F17", .exploit, "one key for both directions: one's own lines come back"),
  ]
}
