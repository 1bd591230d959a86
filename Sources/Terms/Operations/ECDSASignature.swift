import Arithmetic
import Bytes
import Hashing
import PublicKey
import Traces

/// The first number of an ECDSA signature: r, the x-coordinate of k · G modulo n.
public struct ECDSAFirstNumber: Operation {
  private let nonce: Term
  private let curve: PrimeCurve

  /// Computes r from k.
  public init(nonce: Term, on curve: PrimeCurve) {
    self.nonce = nonce
    self.curve = curve
  }

  public var name: String { "ECDSA r, \(curve.rawValue)" }
  public var citation: Citation { Citation("FIPS 186-5", "section 6.4.1, steps 5 to 8") }
  public var operands: [Operand] { [Operand("k", nonce)] }
  public var formula: String { "x(\(nonce.name) · G) mod n" }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      let x =
        switch curve {
        case .p256: try P256.PrivateKey(octets: nonce.bytes).publicKey.xOctets
        case .p384: try P384.PrivateKey(octets: nonce.bytes).publicKey.xOctets
        }
      return try (Natural(bigEndian: x) % Natural(bigEndian: curve.order))
        .bigEndianBytes(count: curve.length)
    } catch {
      throw .operand("k", of: name, expected: "\(curve.length) bytes, from 1 to n - 1")
    }
  }

  public var proof: ProofCommand? {
    ProofCommand(
      "openssl pkey -inform DER -in \(ProofCommand.privateKeyFile(nonce, on: curve))"
        + " -pubout -outform DER | tail -c \(2 * curve.length) | head -c \(curve.length)"
        + " | python3 -c 'import sys;print((int.from_bytes(sys.stdin.buffer.read(),\"big\")"
        + "%0x\(Hex.encode(curve.order))).to_bytes(\(curve.length),\"big\").hex(),end=\"\")'")
  }
}

/// The second number of an ECDSA signature: s = k^-1 (e + r d) mod n, where e is the digest as a
/// number.
public struct ECDSASecondNumber: Operation {
  private let privateKey: Term
  private let digest: Term
  private let nonce: Term
  private let first: Term
  private let curve: PrimeCurve

  /// Computes s for a digest of at most as many octets as the order has.
  public init(
    privateKey: Term, digest: Term, nonce: Term, first: Term, on curve: PrimeCurve
  ) {
    self.privateKey = privateKey
    self.digest = digest
    self.nonce = nonce
    self.first = first
    self.curve = curve
  }

  public var name: String { "ECDSA s, \(curve.rawValue)" }
  public var citation: Citation { Citation("FIPS 186-5", "section 6.4.1, step 9") }
  public var operands: [Operand] {
    [Operand("d", privateKey), Operand("e", digest), Operand("k", nonce), Operand("r", first)]
  }
  public var formula: String {
    "\(nonce.name)^-1 (\(digest.name) + \(first.name) · \(privateKey.name)) mod n"
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    var observer = Unobserved<ECDSA.Step>()
    let signing = ECDSASigning(privateKey: privateKey, digest: digest, curve: curve)
    let whole = try signing.signature(nonce: .explicit(nonce.bytes), observer: &observer)
    guard Array(whole.prefix(curve.length)) == first.bytes else {
      throw .operand("r", of: name, expected: "the one of k")
    }
    return Array(whole.suffix(curve.length))
  }

  public var proof: ProofCommand? {
    .python(
      "(pow(k,-1,q)*(e+r*d)%q).to_bytes(\(curve.length),\"big\")",
      setup: "q=0x\(Hex.encode(curve.order));d,e,k,r=[int.from_bytes(x,\"big\") for x in a];",
      arguments: [privateKey.bytes, digest.bytes, nonce.bytes, first.bytes])
  }

  /// Whoever knows k computes d, which is why k must be secret and fresh.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    guard holder.knows(first), holder.knows(digest) else { return [] }
    if holder.knows(nonce) { return [privateKey] }
    return holder.knows(privateKey) ? [nonce] : []
  }
}

/// An ECDSA signature as the octets of r and then of s, each as long as the order (IEEE Std
/// 1363-2000, appendix E).
public struct ECDSASignatureOctets: OpenEncoding {
  private let first: Term
  private let second: Term
  private let message: Term
  private let privateKey: Term
  private let publicKey: Term
  private let curve: PrimeCurve

  /// Joins r and s of a signature over a message; the public key is what verifies it.
  public init(
    first: Term, second: Term, message: Term, signedBy privateKey: Term, publicKey: Term,
    on curve: PrimeCurve
  ) {
    self.first = first
    self.second = second
    self.message = message
    self.privateKey = privateKey
    self.publicKey = publicKey
    self.curve = curve
  }

  public var name: String { "ECDSA signature, \(curve.rawValue)" }
  public var citation: Citation { Citation("IEEE Std 1363-2000", "appendix E.3.1") }
  public var operands: [Operand] { [Operand("r", first), Operand("s", second)] }
  public var formula: String { "\(first.name) | \(second.name)" }

  public func evaluate() throws(TermError) -> [UInt8] { first.bytes + second.bytes }

  public var proof: ProofCommand? {
    ProofCommand("printf %s \(Hex.encode(first.bytes)) \(Hex.encode(second.bytes))")
  }

  public func check(of result: Term) -> ProofCommand? {
    let numbers = [result.bytes.prefix(curve.length), result.bytes.suffix(curve.length)]
      .map { "0x\(Hex.encode(Array($0)))" }
    let signature = ProofCommand.derFile([
      "asn1=SEQUENCE:s", "[s]", "r=INTEGER:\(numbers[0])", "s=INTEGER:\(numbers[1])",
    ])
    return ProofCommand(
      "\(ProofCommand.writing(message.bytes)) | openssl dgst -sha256 -keyform DER"
        + " -verify \(ProofCommand.publicKeyFile(publicKey, on: curve))"
        + " -signature \(signature) >/dev/null")
  }

  public var authentication: Authentication? {
    Authentication(key: privateKey, message: message)
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [first, second] }

  /// The two numbers one after another, as any concatenation.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    Concatenation([first, second]).normalForm(of: operands, in: &forms)
  }
}

/// A digest that is signed with a private key on a curve whose name is known when it runs.
struct ECDSASigning {
  let privateKey: Term
  let digest: Term
  let curve: PrimeCurve

  /// The octets of r and s.
  func signature(
    nonce: ECDSA.Nonce, observer: inout some Observer<ECDSA.Step>
  ) throws(TermError) -> [UInt8] {
    do {
      switch curve {
      case .p256:
        let key = try P256.PrivateKey(octets: privateKey.bytes)
        return try ECDSA.sign(
          digest: digest.bytes, key: key, hash: SHA256.self, nonce: nonce, observer: &observer
        ).rawRepresentation
      case .p384:
        let key = try P384.PrivateKey(octets: privateKey.bytes)
        return try ECDSA.sign(
          digest: digest.bytes, key: key, hash: SHA256.self, nonce: nonce, observer: &observer
        ).rawRepresentation
      }
    } catch {
      throw .operand("d, k", of: "ECDSA", expected: "from 1 to n - 1")
    }
  }
}
