import Arithmetic
import PublicKey

/// RSA's primitives on numbers in ACVP: RSASP1 (RFC 8017, section 5.2.1), and RSADP (section 5.1.2)
/// with a key that is given or with one that the results name.
struct ACVPRSAPrimitiveVectors: VectorFamily {
  static let algorithm = "RSA primitives"
  static let aliases = ["RSADP", "RSASP1"]

  let layout = CaseLayout(fields: [])
  private let isSignature: Bool

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp, file.algorithm.uppercased() == "RSA",
      ["signatureprimitive", "decryptionprimitive"].contains(file.mode)
    else { return nil }
    isSignature = file.mode == "signatureprimitive"
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if isSignature { return try power(vector, input: "message", output: "signature") }
    if vector.optionalText("ct") != nil { return try power(vector, input: "ct", output: "pt") }
    return try ownKeys(vector)
  }

  /// The private operation, which must refuse a number that is not below the modulus.
  private func power(
    _ vector: VectorCase, input: String, output: String
  ) throws(VectorError) -> Verdict {
    let number = try vector.natural(input)
    let key = try key(vector)
    let result = isSignature ? try? key.rsasp1(number) : try? key.rsadp(number)
    if vector.optionalText("testPassed") == "false" {
      return .comparing(accepted: result != nil, with: false, field: input)
    }
    guard let result else { return .comparing(accepted: false, with: true, field: input) }
    return try vector.compare(result.bigEndianBytes, with: output)
  }

  private func key(_ vector: VectorCase) throws(VectorError) -> RSA.PrivateKey {
    guard vector.optionalText("e") != nil else {
      throw .unsupported(reason: "no private key without its public exponent")
    }
    guard vector.optionalText("d") == nil else { return try vector.rsaPrivateKey(.acvp) }
    let (p, q, e) = (try vector.natural("p"), try vector.natural("q"), try vector.natural("e"))
    let key: RSA.PrivateKey
    do {
      key = try RSA.PrivateKey(prime1: p, prime2: q, publicExponent: e, sizes: .any)
    } catch {
      throw .malformed(field: "p", expected: "the numbers of an RSA key", found: "\(error)")
    }
    let verdict = try vector.compare(key.publicKey.modulus.bigEndianBytes, with: "n")
    guard verdict == .passed else {
      throw .malformed(field: "n", expected: "the product of p and q", found: "another number")
    }
    let rest = Verdict.all(
      try vector.compareIfThere(key.exponent1, with: "dmp1"),
      try vector.compareIfThere(key.exponent2, with: "dmq1"),
      try vector.compareIfThere(key.coefficient, with: "iqmp"))
    guard rest == .passed else {
      throw .malformed(field: "dmp1", expected: "the numbers of the key", found: "others")
    }
    return key
  }

  /// Ciphertexts under keys that whoever answered chose: the plaintext encrypted must be the
  /// ciphertext again, and one that was refused must be out of range (SP 800-56Br2, section
  /// 7.1.2: 1 < c < n - 1).
  private func ownKeys(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let count = try vector.integer("resultsArray")
    guard count > 0 else { throw .missing(field: "resultsArray.0.cipherText") }
    for index in 0..<count {
      let row = "resultsArray.\(index)."
      let ciphertext = try vector.natural(row + "cipherText")
      let key = try vector.rsaPublicKey(modulus: row + "n", exponent: row + "e")
      if vector.optionalText(row + "testPassed") == "false" {
        let isInRange = ciphertext > .one && ciphertext < key.modulus - .one
        guard !isInRange else {
          return .comparing(accepted: true, with: false, field: row + "cipherText")
        }
        continue
      }
      let plaintext = try vector.natural(row + "plainText")
      guard let encrypted = try? key.rsaep(plaintext), encrypted == ciphertext else {
        return .comparing(accepted: false, with: true, field: row + "plainText")
      }
    }
    return .passed
  }
}

extension VectorCase {
  /// Compares a number with that of a field, if the case has it.
  fileprivate func compareIfThere(
    _ number: Natural, with field: String
  ) throws(VectorError) -> Verdict {
    guard optionalText(field) != nil else { return .passed }
    return try compare(number.bigEndianBytes, with: field)
  }
}
