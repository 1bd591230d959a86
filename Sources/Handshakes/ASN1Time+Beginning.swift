import ASN1

extension ASN1Time {
  /// How long before it is signed a certificate or a list begins to hold, in seconds: an hour.
  ///
  /// Whoever checks it has another clock than its issuer, and counts seconds of its own.
  private static let tolerance: Int64 = 3600

  /// From when on what is signed at a time holds, both in seconds since 1970-01-01 00:00:00 UTC.
  init(beginningOfWhatIsSignedAt seconds: Int64) {
    self.init(secondsSinceEpoch: max(seconds, Self.tolerance) - Self.tolerance)
  }
}
