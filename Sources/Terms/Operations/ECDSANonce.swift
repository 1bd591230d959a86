import Arithmetic
import Bytes
import Hashing
import PublicKey

/// The secret number k of a deterministic ECDSA signature, from the private key and the digest.
///
/// Apart from r and s, so that each has a name and a proof of its own: k is the number that must
/// never be known or used twice.
public struct ECDSANonce: Operation {
  private let privateKey: Term
  private let digest: Term
  private let curve: PrimeCurve

  /// Finds k for a SHA-256 digest of 32 bytes.
  public init(privateKey: Term, digest: Term, on curve: PrimeCurve) {
    self.privateKey = privateKey
    self.digest = digest
    self.curve = curve
  }

  public var name: String { "ECDSA k, \(curve.rawValue)" }
  public var citation: Citation { Citation("RFC 6979", "section 3.2") }
  public var operands: [Operand] { [Operand("x", privateKey), Operand("h1", digest)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    var recorder = Recorder<ECDSA.Step>()
    let signing = ECDSASigning(privateKey: privateKey, digest: digest, curve: curve)
    _ = try signing.signature(nonce: .deterministic, observer: &recorder)
    for case .k(let k) in recorder.steps.reversed() {
      if let octets = try? k.bigEndianBytes(count: curve.length) { return octets }
    }
    throw .operand("x", of: name, expected: "from 1 to n - 1")
  }

  /// HMAC_DRBG as the section has it, with another round after a candidate that is no k.
  public var proof: ProofCommand? {
    let stream =
      curve == .p256
      ? "t=lambda K,V:(H(K,V),)*2;"
      : "t=lambda K,V:(lambda v:(lambda w:(v+w,w))(H(K,v)))(H(K,V));"
    return .python(
      "g(K,V)",
      setup: "import hmac;q=0x\(Hex.encode(curve.order));L=\(curve.length);I=int.from_bytes;"
        + "H=lambda k,m:hmac.new(k,m,\"sha256\").digest();"
        + "m=a[0]+(I(a[1],\"big\")%q).to_bytes(L,\"big\");V=b\"\\1\"*32;K=bytes(32);"
        + "K=H(K,V+b\"\\0\"+m);V=H(K,V);K=H(K,V+b\"\\1\"+m);V=H(K,V);" + stream
        + "n=lambda K,V:g(K,H(K,V));"
        + "g=lambda K,V:(lambda c:c[0][:L] if 0<I(c[0][:L],\"big\")<q"
        + " else n(H(K,c[1]+b\"\\0\"),c[1]))(t(K,V));",
      arguments: [privateKey.bytes, digest.bytes])
  }

  public var cost: Cost {
    let rounds = (curve.length + 31) / 32
    let seeding =
      2
      * HMAC<SHA256>.compressions(
        keyLength: 32, messageLength: 33 + 2 * curve.length)
    return Cost(
      compressions: seeding
        + (2 + rounds) * HMAC<SHA256>.compressions(keyLength: 32, messageLength: 32))
  }
}
