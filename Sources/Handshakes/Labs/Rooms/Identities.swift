import Bytes
import Terms
import Transcripts

extension Rooms {
  /// What a member does about whose keys the others' are.
  struct Identities: Sendable {
    private let policy: FingerprintPolicy
    private(set) var known: KnownKeys
    /// The only key that the first other member may have.
    private var demanded: [UInt8]?
    /// Whose fingerprint is to be heard.
    private(set) var awaited: (name: Actor, key: SigningPublicKey)?

    /// Begins with the keys that were seen before.
    init(_ policy: FingerprintPolicy, known: KnownKeys) {
      self.policy = policy
      self.known = known
      if case .expect(let fingerprint) = policy { demanded = fingerprint }
    }

    /// What came of meeting somebody.
    struct Meeting {
      var checks: [Check] = []
      var outputs: [Output] = []
    }

    /// Compares a key with the one that the name had before; the first one is remembered.
    mutating func meet(
      _ name: Actor, _ key: SigningPublicKey, of seat: Seat
    ) throws(HandshakeError) -> Meeting {
      var meeting = Meeting()
      let fingerprint = key.fingerprint.bytes
      let isDemanded = demanded != nil
      if let demanded {
        meeting.checks.append(
          Check("\(name)'s fingerprint is the one asked for", demanded == fingerprint))
      }
      demanded = nil
      if let entry = known[name.name] {
        meeting.checks.append(
          Check("\(name)'s key is the one known by that name", entry.fingerprint == fingerprint))
        return meeting
      }
      switch policy {
      case .compareOutOfBand:
        awaited = (name, key)
        guard let own = seat.key else { break }
        meeting.outputs.append(
          .ask(fingerprintOf: name, own: own.publicKey.fingerprint.bytes))
      case .leaveToUser, .expect:
        guard meeting.checks.allSatisfy(\.holds) else { break }
        known.remember(name.name, fingerprint, isCompared: isDemanded)
        meeting.outputs.append(.store(known.file))
      }
      return meeting
    }

    /// Compares the fingerprint that was heard with that of the key that arrived.
    mutating func compare(
      _ heard: [UInt8], of seat: Seat
    ) throws(HandshakeError) -> (stage: Stage, isEqual: Bool) {
      guard let (name, key) = awaited else { throw .fingerprintUnasked }
      awaited = nil
      let expected = Term(
        "\(name).expected_fingerprint", heard, .given(by: seat.own, as: .outOfBand))
      let isEqual = Choice(heard, equals: key.fingerprint.bytes).declassified
      if isEqual { known.remember(name.name, heard, isCompared: true) }
      let claim = "\(key.fingerprint.name) = \(expected.name)"
      let stage = Stage(
        .certification, seat.own, "\(seat.own) compares \(name)'s fingerprint",
        explanation: "\(name) reads it aloud, where no server can alter it.",
        values: [key.fingerprint, expected],
        checks: [Check(isEqual ? claim : "\(claim); the key is not \(name)'s", isEqual)],
        closes: ["F1"])
      return (stage, isEqual)
    }

    /// The user says to have compared a key.
    mutating func confirm(_ name: Actor, _ key: SigningPublicKey) {
      known.remember(name.name, key.fingerprint.bytes, isCompared: true)
    }
  }
}
