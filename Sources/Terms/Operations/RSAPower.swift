import Arithmetic
import Bytes

/// What a modular power is for; the arithmetic is the same.
public enum RSAPurpose: Sendable {
  /// Encryption with the public key, decryption with the private key.
  case confidentiality
  /// Signature with the private key, verification with the public key.
  case signature
}

/// What one modular power works on.
public enum RSAElements: String, Sendable {
  /// The whole string as one number.
  case whole
  /// Each octet by itself: what the recorded run does, because its modulus is too small.
  case octetByOctet = "octet by octet"
}

/// How long the octet string of a result is.
public enum RSAOutput: Sendable, Hashable {
  /// k octets, the length of the modulus.
  case modulusLength
  /// As few octets as the number has.
  case minimal
  /// So many octets.
  case octets(Int)
}

/// What RSA's public and private operations share: a modular power on one element after another.
struct RSAPower: Sendable {
  let key: RSAPublicKeyTerms
  let elements: RSAElements
  let output: RSAOutput

  /// The number of octets of an input element; nil when there is one of any length.
  private var elementLength: Int? {
    guard elements == .octetByOctet else { return nil }
    return output == .modulusLength ? 1 : key.length
  }

  /// What a form must say about an input so that undoing the power gives its very octets: how
  /// many there are, and whether a number would lose some in front.
  func shape(of input: Term) -> [Parameter] {
    guard elements == .whole else { return [] }
    return [
      Parameter("octets", input.bytes.count),
      Parameter("leading zero", input.bytes.first == 0 ? "yes" : "no"),
    ]
  }

  /// Whether a result in the form of this output has the octets of an input with that shape.
  func restores(_ shape: [Parameter]) -> Bool {
    guard elements == .whole else { return true }
    if let resultLength { return shape.first == Parameter("octets", resultLength) }
    return shape.last == Parameter("leading zero", "no")
  }

  /// How an element of the result is turned into octets: so many, or as few as it has.
  private var resultLength: Int? {
    switch output {
    case .modulusLength: key.length
    case .minimal: elements == .octetByOctet ? 1 : nil
    case .octets(let count): count
    }
  }

  /// Splits an input into the numbers that are raised one by one.
  ///
  /// - Throws: `TermError.operand` when the input is no whole number of elements.
  func elements(of input: [UInt8], operation: String) throws(TermError) -> [Natural] {
    guard let length = elementLength else { return [Natural(bigEndian: input)] }
    guard input.count.isMultiple(of: length) else {
      throw .operand("input", of: operation, expected: "a multiple of \(length) bytes long")
    }
    return stride(from: 0, to: input.count, by: length).map {
      Natural(bigEndian: Array(input[$0..<$0 + length]))
    }
  }

  /// Turns a result into octets.
  ///
  /// - Throws: `TermError.decryption` when it does not fit its length.
  func octets(of result: Natural, operation: String) throws(TermError) -> [UInt8] {
    guard let length = resultLength else { return result.bigEndianBytes }
    do {
      return try result.bigEndianBytes(count: length)
    } catch {
      throw .decryption(operation)
    }
  }

  /// The multiplications of one power for each element.
  func cost(multiplications: Int, inputLength: Int) -> Cost {
    Cost(modularMultiplications: multiplications * (elementLength.map { inputLength / $0 } ?? 1))
  }

  /// The formula: `input^exponent mod n`, with a note where it is taken octet by octet.
  func formula(_ input: Term, _ exponent: Term) -> String {
    let power = "\(input.name)^\(exponent.name) mod \(key.n.name)"
    return elements == .whole ? power : "\(power), \(elements.rawValue)"
  }

  /// A line that lets OpenSSL raise each element, whatever the size of the modulus.
  ///
  /// - Parameters:
  ///   - direction: `-encrypt -pubin` for the public exponent, `-decrypt` for the private one.
  ///   - keyFile: A shell word that reads as a file with the key's DER.
  ///   - input: The octets of all elements.
  /// - Returns: A line that raises one element after another.
  func proof(direction: String, keyFile: String, input: [UInt8]) -> ProofCommand {
    let width = 2 * key.length
    let power =
      "openssl pkeyutl \(direction) -keyform DER -inkey \(keyFile) -pkeyopt rsa_padding_mode:none"
    let words = elementLength.map { length in
      stride(from: 0, to: input.count, by: length).map {
        Hex.encode(input[$0..<min($0 + length, input.count)])
      }
    }
    let trim: String
    switch resultLength {
    case key.length?: trim = ""
    case let length?: trim = " | tail -c \(2 * length)"
    case nil: trim = " | sed 's/^\\(00\\)*//'"
    }
    // OpenSSL wants k octets in, whatever the number; zeros in front do not change it.
    let element =
      "printf %s \(String(repeating: "0", count: width))$m | tail -c \(width) | tr a-f A-F"
      + " | basenc --base16 -d | \(power) | \(ProofCommand.toHex)\(trim)"
    let list = (words ?? [Hex.encode(input)]).joined(separator: " ")
    return ProofCommand("for m in \(list); do \(element); done")
  }
}
