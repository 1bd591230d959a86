import Bytes
import Hashing
import PublicKey

/// The encoded message EM of RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 9.2): what the CA
/// raises to its private exponent when it signs a certificate.
public struct PKCS1v15Encoding: OpenEncoding {
  private let message: Term
  private let length: Int

  /// Encodes a message into `length` octets, the length of the modulus.
  public init(message: Term, length: Int) {
    self.message = message
    self.length = length
  }

  public var name: String { "EMSA-PKCS1-v1_5-SHA-256" }
  public var citation: Citation { Citation("RFC 8017", "section 9.2") }
  public var operands: [Operand] { [Operand("M", message)] }
  public var parameters: [Parameter] { [Parameter("emLen", length)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try PKCS1v15.encode(message: message.bytes, hash: SHA256.self, length: length)
    } catch {
      throw .operand("emLen", of: name, expected: "at least 62")
    }
  }

  public var proof: ProofCommand? {
    .python(
      "b\"\\0\\1\"+b\"\\xff\"*(\(length)-3-len(t))+b\"\\0\"+t",
      setup: "t=bytes.fromhex(\"3031300d060960864801650304020105000420\")"
        + "+hashlib.sha256(a[0]).digest();",
      arguments: [message.bytes])
  }

  public var cost: Cost {
    Cost(compressions: SHA256.compressions(messageLength: message.bytes.count))
  }
}

extension PKCS1v15Encoding: SignatureEncoding {
  public func verification(of signature: Term, key: RSAPublicKeyTerms) -> ProofCommand {
    ProofCommand(
      "\(ProofCommand.writing(message.bytes)) | openssl dgst -sha256 -keyform DER"
        + " -verify \(ProofCommand.rsaPublicKeyFile(key))"
        + " -signature \(ProofCommand.file(signature.bytes)) >/dev/null")
  }
}
