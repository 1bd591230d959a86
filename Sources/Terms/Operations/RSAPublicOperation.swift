import Arithmetic
import Bytes
import PublicKey

/// RSAEP and RSAVP1, which are one function: m^e mod n.
public struct RSAPublicOperation: Operation {
  private let key: RSAPublicKeyTerms
  private let input: Term
  private let purpose: RSAPurpose
  private let power: RSAPower

  /// Raises a string to the public exponent.
  ///
  /// Without `output`, to encrypt gives k octets an element; to recover what was signed gives the
  /// minimal octets of the number, one an element when it was signed octet by octet.
  public init(
    _ purpose: RSAPurpose, key: RSAPublicKeyTerms, input: Term, elements: RSAElements = .whole,
    output: RSAOutput? = nil
  ) {
    self.purpose = purpose
    self.key = key
    self.input = input
    power = RSAPower(
      key: key, elements: elements,
      output: output ?? (purpose == .confidentiality ? .modulusLength : .minimal))
  }

  public static func name(_ elements: RSAElements) -> String {
    elements == .whole ? "RSA public" : "RSA public, octet by octet"
  }

  public var name: String { Self.name(power.elements) }
  public var citation: Citation {
    switch purpose {
    case .confidentiality: Citation("RFC 8017", "section 5.1.1, RSAEP")
    case .signature: Citation("RFC 8017", "section 5.2.2, RSAVP1")
    }
  }
  public var operands: [Operand] {
    [Operand("n", key.n), Operand("e", key.e), Operand("input", input)]
  }
  public var formula: String {
    power.formula(input, key.e)
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    let publicKey: RSA.PublicKey
    do {
      publicKey = try key.publicKey()
    } catch {
      throw .operand("n, e", of: name, expected: "an RSA public key: \(error)")
    }
    var octets: [UInt8] = []
    for element in try power.elements(of: input.bytes, operation: name) {
      guard let result = try? publicKey.rsaep(element) else {
        throw .operand("input", of: name, expected: "less than the modulus")
      }
      octets += try power.octets(of: result, operation: name)
    }
    return octets
  }

  public var proof: ProofCommand? {
    power.proof(
      direction: "-encrypt -pubin", keyFile: ProofCommand.rsaPublicKeyFile(key), input: input.bytes)
  }

  public var cost: Cost {
    let exponent = Natural(bigEndian: key.e.bytes)
    return power.cost(
      multiplications: Montgomery.multiplicationsVariableTime(exponent: exponent),
      inputLength: input.bytes.count)
  }

  /// Whoever can invert the power recovers the input.
  ///
  /// One octet at a time, the public key is enough: 256 encryptions are a code book.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    let hasCodeBook =
      power.elements == .octetByOctet && purpose == .confidentiality && holder.knows(key.n)
      && holder.knows(key.e)
    return hasCodeBook || holder.canInvertRSA(key) ? [input] : []
  }

  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    if let inner = forms.operands(of: operands[2], if: RSAPrivateOperation.name(power.elements)),
      inner[0] == operands[0], forms.arePair(d: inner[1], e: operands[1], n: operands[0]),
      power.restores(forms.function(of: operands[2])?.parameters ?? [])
    {
      return inner[2]
    }
    return forms.application(name, power.shape(of: input), to: operands)
  }
}
