import Terms
import Transcripts

extension NonceRelay {
  /// The handshake of the document, with its weaknesses.
  ///
  ///     alice                                   bob
  ///     public-key   n, e              ⇄        public-key   n, e
  ///     nonce        N, N^d mod n      ⇄        nonce        N, N^d mod n
  ///     key          K^e' mod n'       ⇄        key          K^e' mod n'
  ///
  /// Both sides send each step without waiting for the other.
  struct OriginalHandshake: PairHandshake {
    private enum State {
      case idle
      case awaitingPublicKey(RSAKeyTerms)
      case awaitingNonce(RSAKeyTerms, peer: RSAPublicKeyTerms)
      case awaitingKey(RSAKeyTerms, symmetricKey: Term)
      case done
    }

    /// The decimal digits of a symmetric key, which are its 16 octets.
    private static let keyDigits = 16

    private var state = State.idle

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let (key, values) = try RSAKeyRecipe.original(pair.size).make("", from: &pair.draws)
      let message = try pair.write(
        Layouts.publicKey, pair.settings.terms + [key.publicKey.n, key.publicKey.e])
      state = .awaitingPublicKey(key)
      let stage = Stage(
        .certification, pair.own, "\(pair.own) makes an RSA key pair",
        explanation: pair.size == .toy
          ? "The primes are so small that anybody factors n by hand."
          : "The public key (e, n) goes out; d, p and q stay here.",
        values: values, messages: [.sent(message)],
        weaknesses: pair.size == .toy ? ["F1"] : [])
      return [.stage(stage), .send(message)]
    }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      switch state {
      case .awaitingPublicKey(let key):
        return try receivePublicKey(arrival, key, &pair)
      case .awaitingNonce(let key, let peer):
        return try receiveNonce(arrival, key, peer, &pair)
      case .awaitingKey(let key, let symmetricKey):
        return try receiveKey(arrival, key, symmetricKey, &pair)
      case .idle, .done:
        throw .unexpected(message: "of type \(arrival.frame.type)", while: "no handshake runs")
      }
    }

    mutating func compare(
      fingerprint: [UInt8], _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      throw .unexpected(message: "fingerprint", while: "nobody compares fingerprints in original")
    }

    private mutating func receivePublicKey(
      _ arrival: Arrival, _ key: RSAKeyTerms, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      try pair.settings.check(arrival, of: Layouts.publicKey)
      let message = try pair.read(
        arrival, as: Layouts.publicKey, while: "a public key is awaited")
      let peer = RSAPublicKeyTerms(n: message["n"], e: message["e"])
      try checkKey(peer, pair)
      let stage = Stage(
        .certification, pair.own, "\(pair.peer)'s public key arrives",
        explanation: "The document assumes that the server has checked the key. Nothing in the"
          + " protocol does: whoever sits on the wire can send his own.",
        values: [peer.n, peer.e], messages: [.received(message)], weaknesses: ["F5"])
      return [.stage(stage)] + (try sendNonce(key, peer, &pair))
    }

    /// Refuses numbers that no key of this size has, before anything is computed with them.
    private func checkKey(_ key: RSAPublicKeyTerms, _ pair: Pair) throws(HandshakeError) {
      let n = try number(key.n, "\(pair.peer)'s n")
      let e = try number(key.e, "\(pair.peer)'s e")
      let widths = pair.size == .real ? 1024...4096 : 8...64
      guard widths.contains(n.bitWidth), !n.isEven else {
        throw .field(
          "\(pair.peer)'s n", expected: "odd, of \(widths.lowerBound) to \(widths.upperBound) bits")
      }
      guard e > 2, !e.isEven, e < n else {
        throw .field("\(pair.peer)'s e", expected: "odd, above 2 and below n")
      }
    }

    private mutating func sendNonce(
      _ key: RSAKeyTerms, _ peer: RSAPublicKeyTerms, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let own = pair.own
      let nonce = try pair.draws.draw("nonce", .decimalDigits(Layouts.nonceDigits), notation: .text)
      let elements = Self.elements(length: Layouts.nonceDigits, key.publicKey)
      let signed = try term(
        "\(own).signed_nonce",
        RSAPrivateOperation(.signature, key: key, input: nonce, elements: elements),
        Self.notation(elements, key.publicKey))
      let message = try pair.write(Layouts.signedNonce, [nonce, signed])
      state = .awaitingNonce(key, peer: peer)
      let stage = Stage(
        .handshake, own, "\(own) draws a nonce and signs it",
        explanation: elements == .whole
          ? "The digits are one number below n, and it is raised to d as it is, without padding."
          : "The nonce is larger than n, so the code of each digit is raised to d by itself.",
        values: [nonce, signed], messages: [.sent(message)], weaknesses: ["F3", "F4"])
      return [.stage(stage), .send(message)]
    }

    private mutating func receiveNonce(
      _ arrival: Arrival, _ key: RSAKeyTerms, _ peer: RSAPublicKeyTerms, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let elements = Self.elements(length: Layouts.nonceDigits, peer)
      let message = try pair.read(
        arrival, as: Layouts.signedNonce, while: "a nonce is awaited",
        notations: ["signed_nonce": Self.notation(elements, peer)])
      let (nonce, signed) = (message["nonce"], message["signed_nonce"])
      let opened = try term(
        "\(pair.peer).opened_nonce",
        RSAPublicOperation(.signature, key: peer, input: signed, elements: elements), .text)
      let verified = VerifiedNonce(nonce, opened: opened)
      let stage = Stage(
        .handshake, pair.own, "\(pair.own) checks \(pair.peer)'s nonce",
        explanation: "Who signed this nonce once can be played back for ever: nothing in it is"
          + " new to \(pair.own). And the nonce never enters a key.",
        values: [nonce, signed, opened], messages: [.received(message)],
        checks: [Check("\(opened.name) = \(nonce.name)", verified != nil)],
        weaknesses: ["F4", "F6"])
      guard let verified else {
        state = .done
        return [.stage(stage), .fail(.verification("\(opened.name) = \(nonce.name)"))]
      }
      return [.stage(stage)] + (try sendKey(key, peer, verified, &pair))
    }

    /// Only a nonce that was opened and compared lets the handshake go on.
    private mutating func sendKey(
      _ key: RSAKeyTerms, _ peer: RSAPublicKeyTerms, _ verified: VerifiedNonce, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let own = pair.own
      let symmetricKey = try pair.draws.draw(
        "symmetric_key", .decimalDigits(Self.keyDigits), notation: .text)
      let elements = Self.elements(length: Self.keyDigits, peer)
      let sealed = try term(
        "\(own).sealed_key",
        RSAPublicOperation(.confidentiality, key: peer, input: symmetricKey, elements: elements),
        Self.notation(elements, peer))
      let message = try pair.write(Layouts.sealedKey, [sealed])
      state = .awaitingKey(key, symmetricKey: symmetricKey)
      let stage = Stage(
        .keyGeneration, own, "\(own) draws a key and seals it for \(pair.peer)",
        explanation: elements == .whole
          ? "Sixteen decimal digits are 52 bits of choice in a key of 128."
          : "Each digit is sealed by itself: ten numbers are the whole code book.",
        values: [symmetricKey, sealed], messages: [.sent(message)],
        weaknesses: elements == .whole ? ["F3", "F7"] : ["F2", "F7"])
      return [.stage(stage), .send(message)]
    }

    private mutating func receiveKey(
      _ arrival: Arrival, _ key: RSAKeyTerms, _ symmetricKey: Term, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let elements = Self.elements(length: Self.keyDigits, key.publicKey)
      let message = try pair.read(
        arrival, as: Layouts.sealedKey, while: "a key is awaited",
        notations: ["sealed_key": Self.notation(elements, key.publicKey)])
      let sealed = message["sealed_key"]
      let opened = try term(
        "\(pair.peer).symmetric_key",
        RSAPrivateOperation(.confidentiality, key: key, input: sealed, elements: elements), .text)
      state = .done
      guard opened.bytes.count == Self.keyDigits else {
        throw .field("\(pair.peer)'s symmetric key", expected: "\(Self.keyDigits) bytes long")
      }
      let stage = Stage(
        .keyGeneration, pair.own, "\(pair.own) opens \(pair.peer)'s key",
        explanation: "Each side encrypts with its own key, and the same digits are the key of"
          + " the authentication code as well.",
        values: [sealed, opened], messages: [.received(message)], weaknesses: ["F8"])
      let session = OriginalSession(own: symmetricKey, peer: opened)
      return [.stage(stage), .established(session, verified: false)]
    }

    /// A value that fits the modulus is taken whole, a longer one octet by octet.
    private static func elements(length: Int, _ key: RSAPublicKeyTerms) -> RSAElements {
      length < key.length ? .whole : .octetByOctet
    }

    private static func notation(_ elements: RSAElements, _ key: RSAPublicKeyTerms) -> Notation {
      elements == .whole ? .hexadecimal : .decimals(width: key.length)
    }
  }

  /// A nonce that the holder of the public key's other half has signed.
  private struct VerifiedNonce {
    /// Compares a nonce with what its signature opens to; nil if they differ.
    init?(_ nonce: Term, opened: Term) {
      guard nonce.bytes == opened.bytes else { return nil }
    }
  }
}
