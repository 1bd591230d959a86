import Arithmetic
import Bytes
import PublicKey

/// RSADP and RSASP1, which are one function: m^d mod n.
public struct RSAPrivateOperation: Operation {
  private let key: RSAKeyTerms
  private let input: Term
  private let purpose: RSAPurpose
  private let power: RSAPower

  /// Raises a string to the private exponent.
  ///
  /// Without `output`, to sign gives k octets an element; to decrypt gives the minimal octets of
  /// the number.
  public init(
    _ purpose: RSAPurpose, key: RSAKeyTerms, input: Term, elements: RSAElements = .whole,
    output: RSAOutput? = nil
  ) {
    self.purpose = purpose
    self.key = key
    self.input = input
    power = RSAPower(
      key: key.publicKey, elements: elements,
      output: output ?? (purpose == .signature ? .modulusLength : .minimal))
  }

  public static func name(_ elements: RSAElements) -> String {
    elements == .whole ? "RSA private" : "RSA private, octet by octet"
  }

  public var name: String { Self.name(power.elements) }
  public var citation: Citation {
    switch purpose {
    case .confidentiality: Citation("RFC 8017", "section 5.1.2, RSADP")
    case .signature: Citation("RFC 8017", "section 5.2.1, RSASP1")
    }
  }
  public var operands: [Operand] {
    [Operand("n", key.publicKey.n), Operand("d", key.d), Operand("input", input)]
  }
  public var formula: String {
    power.formula(input, key.d)
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    let privateKey: RSA.PrivateKey
    do {
      privateKey = try key.privateKey()
    } catch {
      throw .operand("n, d", of: name, expected: "an RSA private key: \(error)")
    }
    var octets: [UInt8] = []
    for element in try power.elements(of: input.bytes, operation: name) {
      guard let result = try? privateKey.rsadp(element) else {
        throw .operand("input", of: name, expected: "less than the modulus")
      }
      octets += try power.octets(of: result, operation: name)
    }
    return octets
  }

  public var proof: ProofCommand? {
    power.proof(
      direction: "-decrypt", keyFile: ProofCommand.rsaPrivateKeyFile(key), input: input.bytes)
  }

  public func check(of result: Term) -> ProofCommand? {
    guard let encoding = input.operation as? any SignatureEncoding else { return nil }
    return encoding.verification(of: result, key: key.publicKey)
  }

  public var cost: Cost {
    power.cost(
      multiplications: Montgomery.multiplications(exponentBitWidth: 8 * key.publicKey.length),
      inputLength: input.bytes.count)
  }

  public var authentication: Authentication? {
    purpose == .signature ? Authentication(key: key.d, message: input) : nil
  }

  /// A signature without hashing gives its message to every holder of the public key.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    let canRaise = holder.knows(key.publicKey.n) && holder.knows(key.publicKey.e)
    return canRaise ? [input] : []
  }

  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    if let inner = forms.operands(of: operands[2], if: RSAPublicOperation.name(power.elements)),
      inner[0] == operands[0], forms.arePair(d: operands[1], e: inner[1], n: operands[0]),
      power.restores(forms.function(of: operands[2])?.parameters ?? [])
    {
      return inner[2]
    }
    return forms.application(name, power.shape(of: input), to: operands)
  }
}

/// An encoding of a message that is signed by a private-key operation on it.
public protocol SignatureEncoding: Operation {
  /// A shell line that verifies a signature over the encoded message.
  func verification(of signature: Term, key: RSAPublicKeyTerms) -> ProofCommand
}
