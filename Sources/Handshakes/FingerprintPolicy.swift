/// How a side makes sure whose key it got.
public enum FingerprintPolicy: Sendable, Equatable {
  /// No other key than that with this fingerprint is accepted.
  case expect([UInt8])
  /// The handshake waits until both users have read their fingerprints to each other.
  case compareOutOfBand
  /// The session starts unverified, until the user says otherwise.
  case leaveToUser
}
