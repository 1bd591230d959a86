import Bytes
import Hashing
import PublicKey

/// The encoded message EM of RSASSA-PSS with SHA-256 (RFC 8017, section 9.1.1).
public struct PSSEncoding: OpenEncoding {
  private let message: Term
  private let salt: Term
  private let bitWidth: Int

  /// Encodes a message into `bitWidth` bits, one less than the modulus has.
  public init(message: Term, salt: Term, bitWidth: Int) {
    self.message = message
    self.salt = salt
    self.bitWidth = bitWidth
  }

  public var name: String { "EMSA-PSS-SHA-256" }
  public var citation: Citation { Citation("RFC 8017", "section 9.1.1") }
  public var operands: [Operand] { [Operand("M", message), Operand("salt", salt)] }
  public var parameters: [Parameter] { [Parameter("emBits", bitWidth)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try PSS<SHA256>.encode(
        message: message.bytes, salt: salt.bytes, encodedBitWidth: bitWidth)
    } catch {
      throw .operand("emBits", of: name, expected: "at least \(8 * salt.bytes.count + 265)")
    }
  }

  public var proof: ProofCommand? {
    let length = (bitWidth + 7) / 8
    return .python(
      "bytes([x[0]&\(255 >> (8 * length - bitWidth))])+x[1:]+h+b\"\\xbc\"",
      setup: ProofCommand.mgf1
        + "h=hashlib.sha256(bytes(8)+hashlib.sha256(a[0]).digest()+a[1]).digest();"
        + "d=bytes(\(length)-len(a[1])-34)+b\"\\1\"+a[1];x=xor(d,mgf(h,len(d)));",
      arguments: [message.bytes, salt.bytes])
  }

  /// Whoever has the encoding unmasks the salt; the message stays behind its hash.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [salt] }

  public var cost: Cost {
    let length = (bitWidth + 7) / 8
    return Cost(
      compressions: SHA256.compressions(messageLength: message.bytes.count)
        + SHA256.compressions(messageLength: 40 + salt.bytes.count)
        + MGF1Cost.compressions(seedLength: 32, maskLength: length - 33))
  }
}

extension PSSEncoding: SignatureEncoding {
  public func verification(of signature: Term, key: RSAPublicKeyTerms) -> ProofCommand {
    let message = ProofCommand.writing(self.message.bytes)
    let verify =
      "openssl dgst -sha256 -sigopt rsa_padding_mode:pss"
      + " -sigopt rsa_pss_saltlen:\(salt.bytes.count) -keyform DER"
      + " -verify \(ProofCommand.rsaPublicKeyFile(key))"
      + " -signature \(ProofCommand.file(signature.bytes))"
    return ProofCommand("\(message) | \(verify) >/dev/null")
  }
}
