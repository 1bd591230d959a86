import Arithmetic
import Terms
import Transcripts

extension SessionKeysLab {
  /// The encryption key that a user makes for one visit, with its text for others.
  struct FreshKey: Sendable {
    let key: RSAKeyTerms
    let pem: Term
    /// All values, in the order in which they are shown.
    let values: [Term]

    init(_ size: Size, drawingFrom draws: inout Draws) throws(HandshakeError) {
      let width = Sizes(size).encryption
      let actor = draws.actor
      let (key, values) = try RSAKeyRecipe.hardened(modulusBitWidth: width)
        .make("encryption_", from: &draws)
      let information = try term("\(actor).encryption_info", RSAPublicKeyInfo(key.publicKey))
      self.key = key
      pem = try term("\(actor).public_key", PEMEncoding(information, label: Self.label))
      self.values = values + [information, pem]
    }

    /// The label of a public key in PEM.
    fileprivate static let label = "PUBLIC KEY"
  }

  /// Somebody's encryption key, as it arrived.
  struct ReceivedKey: Sendable {
    let publicKey: RSAPublicKeyTerms
    let pem: Term
    let values: [Term]

    /// Reads a text whose signature is verified.
    ///
    /// - Throws: `HandshakeError.term` or `.field` when it holds no key of the size that the run
    ///   uses, or says it in another way than keys are written here: then one key could come back
    ///   as another one.
    init(
      _ pem: Term, _ owner: String, _ size: Size, verified: VerifiedSignature
    ) throws(HandshakeError) {
      let information = try term(
        "\(owner).encryption_info", PEMDecoding(pem, label: FreshKey.label))
      let n = try term(
        "\(owner).encryption_n", RSAPublicKeyComponent(.n, of: information), .decimal)
      let e = try term(
        "\(owner).encryption_e", RSAPublicKeyComponent(.e, of: information), .decimal)
      let modulus = Natural(bigEndian: n.bytes)
      let width = Sizes(size).encryption
      guard modulus.bitWidth == width, !modulus.isEven else {
        throw .field("\(owner)'s encryption key", expected: "an odd modulus of \(width) bits")
      }
      guard Natural(bigEndian: e.bytes) == 65537 else {
        throw .field("\(owner)'s encryption key", expected: "the exponent 65537")
      }
      publicKey = RSAPublicKeyTerms(n: n, e: e)
      let written = try term("written", RSAPublicKeyInfo(publicKey))
      guard try term("text", PEMEncoding(written, label: FreshKey.label)).bytes == pem.bytes else {
        throw .field("\(owner)'s encryption key", expected: "PEM with lines of 64 characters")
      }
      self.pem = pem
      values = [pem, information, n, e]
    }
  }

  /// An RSASSA-PSS signature, with the values on the way to it.
  struct Signature: Sendable {
    let signature: Term
    let values: [Term]

    /// Signs a text; the values are called after an owner.
    init(
      _ text: Term, _ owner: String, salt: Term, key: RSAKeyTerms
    ) throws(HandshakeError) {
      let width = Natural(bigEndian: key.publicKey.n.bytes).bitWidth - 1
      let encoded = try term(
        "\(owner).encoded_signature", PSSEncoding(message: text, salt: salt, bitWidth: width))
      signature = try term(
        "\(owner).signature", RSAPrivateOperation(.signature, key: key, input: encoded))
      values = [text, salt, encoded, signature]
    }
  }

  /// What a user has when it meets somebody: the keys of both, and its own key of this visit.
  struct Credentials: Sendable {
    let own: RSAKeyTerms
    let ownFingerprint: Fingerprint
    let peer: KnownKey
    let fresh: FreshKey
  }
}
