import Terms

/// The lab after the second document: two people, a relay, numbers exchanged through it.
///
/// `original` is the document's protocol with its weaknesses; `hardened` has the same steps with
/// the smallest changes that close them. Both run as the same parties.
public enum NonceRelay {
  /// The name of the lab on the command line and in personalisation strings.
  public static let name = "nonce-relay"
}

/// Which form of a lab's protocol is run.
public enum Mode: String, Sendable, CaseIterable {
  /// As its document describes it.
  case original
  /// With its weaknesses closed.
  case hardened
}

/// How large the numbers of a run are.
public enum Size: String, Sendable, CaseIterable {
  /// Sizes that protect something.
  case real
  /// Sizes that a class can check by hand, or the smallest that an encoding admits.
  case toy
}
