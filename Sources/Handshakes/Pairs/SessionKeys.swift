import Bytes
import Terms

/// The keys of one direction.
struct DirectionKeys: Sendable {
  let encryption: Term
  let authentication: Term
  let finished: Term
}

/// The keys of both directions.
struct SessionKeys: Sendable {
  let own: DirectionKeys
  let peer: DirectionKeys

  /// Derives keys for encryption, for codes and for the finished codes, in both directions, by
  /// HKDF (RFC 5869).
  ///
  /// - Parameters:
  ///   - material: What both sides contributed.
  ///   - salt: What is fresh in this run.
  ///   - info: The hash of all that was said.
  ///   - encryptionLength: The octets of an AES key.
  ///   - pair: The sides, whose order of roles is the order of the keys.
  ///   - name: What all keys together are called.
  /// - Returns: The values to show, and the keys.
  /// - Throws: `HandshakeError.term` when a value cannot be computed.
  static func derive(
    material: Term, salt: Term, info: Term, encryptionLength: Int, for pair: Pair,
    name: String = "okm"
  ) throws(HandshakeError) -> (values: [Term], keys: SessionKeys) {
    let length = encryptionLength + 64
    let output = try term(
      name,
      HKDFSHA256Derivation(
        inputKeyingMaterial: material, salt: salt, info: info, length: 2 * length))
    var values = [material, salt, output]
    var directions: [DirectionKeys] = []
    for (index, actor) in pair.ordered(pair.own, pair.peer).enumerated() {
      let start = length * index
      let authentication = start + encryptionLength
      let finished = authentication + 32
      let side = pair.label(of: actor)
      let keys = DirectionKeys(
        encryption: try term("\(side).encryption_key", Slice(output, start..<authentication)),
        authentication: try term("\(side).mac_key", Slice(output, authentication..<finished)),
        finished: try term("\(side).finished_key", Slice(output, finished..<finished + 32)))
      values += [keys.encryption, keys.authentication, keys.finished]
      directions.append(keys)
    }
    return (values, SessionKeys(own: directions[pair.role], peer: directions[1 - pair.role]))
  }
}

/// A code over the handshake that only the holder of the peer's keys can make.
struct VerifiedFinished: Sendable {
  /// Compares the code that arrived with the one computed here; nil if they differ.
  init?(_ received: Term, _ computed: Term) {
    guard Choice(received.bytes, equals: computed.bytes).declassified else { return nil }
  }
}
