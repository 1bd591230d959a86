import Bytes
import Terms

/// Terms and keys that many tests begin with.

let alice = Actor("alice")
let bob = Actor("bob")
let nobody = Actor("nobody")

/// The octets of hexadecimal digits that a test knows to be right.
func octets(_ digits: String) -> [UInt8] {
  guard let bytes = try? Hex.decode(digits) else { preconditionFailure("digits of a test") }
  return bytes
}

extension Term {
  /// A value that an actor drew.
  static func drawn(
    _ name: String, _ bytes: [UInt8], by actor: Actor = alice, ordinal: Int = 0
  ) -> Term {
    let draw = Draw(
      actor: actor, purpose: name, ordinal: ordinal, kind: .bytes(bytes.count), source: .seed)
    return Term("\(actor).\(name)", bytes, .drawn(draw))
  }

  /// A value that an actor drew, as hexadecimal digits.
  static func drawn(_ name: String, hex: String, by actor: Actor = alice) -> Term {
    drawn(name, octets(hex), by: actor)
  }

  /// A field that arrived.
  static func received(_ name: String, _ bytes: [UInt8], _ id: MessageID) -> Term {
    Term(name, bytes, .received(id, field: name))
  }
}

/// The key pair in an actor's hands, computed from its primes as terms.
func rsaKey(
  of owner: Actor = alice, p: [UInt8], q: [UInt8], e: [UInt8],
  modulo kind: ExponentModulus = .carmichael
) throws(TermError) -> RSAKeyTerms {
  let p = Term.drawn("p", p, by: owner)
  let q = Term.drawn("q", q, by: owner)
  let n = try Term("\(owner).n", Modulus(p: p, q: q))
  let order = try Term("\(owner).order", GroupExponent(kind, p: p, q: q))
  let e = Term.constant("\(owner).e", e)
  let d = try Term("\(owner).d", PrivateExponent(e: e, modulo: order))
  return RSAKeyTerms(publicKey: RSAPublicKeyTerms(n: n, e: e), d: d, p: p, q: q)
}

/// The key of the first paper on RSA (Rivest, Shamir, Adleman 1978, section VIII): n = 47 · 59 =
/// 2773, e = 17, d = 157.
func paperKey(
  of owner: Actor = alice, modulo kind: ExponentModulus = .totient
) throws(TermError) -> RSAKeyTerms {
  try rsaKey(of: owner, p: [47], q: [59], e: [17], modulo: kind)
}

/// The key of 2048 bits in the first example of vectors/rsa-labs/oaep-sha256-sha256.txt.
func publishedKey(of owner: Actor = alice) throws -> RSAKeyTerms {
  let file = try PublishedFile("rsa-labs/oaep-sha256-sha256.txt")
  return try rsaKey(
    of: owner, p: file.octets(below: "# Prime 1:"), q: file.octets(below: "# Prime 2:"),
    e: [0x01, 0x00, 0x01])
}

/// A run in which nothing crossed a wire.
func universe(of terms: Term...) -> TermUniverse {
  TermUniverse(roots: terms, sent: [:])
}

/// Whether two terms of one run have one normal form.
func haveOneForm(_ first: Term, _ second: Term) -> Bool {
  let run = universe(of: first, second)
  return run.form(of: first) == run.form(of: second)
}
