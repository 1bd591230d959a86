import Arithmetic
import Bytes

extension ProofCommand {
  /// A shell word that reads as a file with the DER of a SubjectPublicKeyInfo, built by OpenSSL
  /// from the plain numbers.
  static func rsaPublicKeyFile(_ key: RSAPublicKeyTerms) -> String {
    derFile([
      "asn1=SEQUENCE:i", "[i]", "a=SEQUENCE:a", "k=BITWRAP,SEQUENCE:k",
      "[a]", "o=OID:rsaEncryption", "p=NULL",
      "[k]", "n=INTEGER:\(number(key.n))", "e=INTEGER:\(number(key.e))",
    ])
  }

  /// A shell word that reads as a file with the DER of an RSAPrivateKey (RFC 8017, appendix
  /// A.1.2), built by OpenSSL from the plain numbers.
  static func rsaPrivateKeyFile(_ key: RSAKeyTerms) -> String {
    let p = Natural(bigEndian: key.p.bytes)
    let q = Natural(bigEndian: key.q.bytes)
    let d = Natural(bigEndian: key.d.bytes)
    // OpenSSL computes by the Chinese remainder theorem alone, so it wants these three as well.
    let dP = d % (p - .one)
    let dQ = d % (q - .one)
    let qInverse = Natural.inverseVariableTime(of: q % p, modulo: p) ?? .zero
    let derived = [dP, dQ, qInverse].map { "0x\($0.hexadecimal)" }
    let numbers =
      ["0", number(key.publicKey.n), number(key.publicKey.e)] + [key.d, key.p, key.q].map(number)
      + derived
    let lines = numbers.enumerated().map { "f\($0.offset)=INTEGER:\($0.element)" }
    return derFile(["asn1=SEQUENCE:k", "[k]"] + lines)
  }

  private static func number(_ term: Term) -> String { "0x\(Hex.encode(term.bytes))" }

  static func derFile(_ lines: [String]) -> String {
    "<(openssl asn1parse -genconf <(printf '\(lines.joined(separator: "\\n"))\\n')"
      + " -noout -out /dev/stdout)"
  }
}
