import Bytes
import Hashing
import Terms

/// A generator whose every run gives the same terms of random sizes, empty ones among them.
struct RandomTerms {
  private var generator: HMACDRBG<SHA256>
  private var drawn = 0

  /// Creates a generator from a seed.
  init(_ seed: String) {
    generator = HMACDRBG(
      entropyInput: Array(seed.utf8), nonce: [], personalizationString: Array("TermsTests".utf8))
  }

  /// A number from 0 to `bound` - 1, almost evenly; `bound` is small.
  mutating func number(below bound: Int) -> Int {
    let octets = generator.generate(4)
    return octets.reduce(0) { $0 << 8 | Int($1) } % bound
  }

  /// An octet string of 0 to `maximum` octets; each fourth is short or empty.
  mutating func octets(upTo maximum: Int) -> [UInt8] {
    let count = number(below: 4) == 0 ? number(below: 3) : number(below: maximum + 1)
    return generator.generate(min(count, maximum))
  }

  /// A drawn term of 0 to `maximum` octets.
  mutating func term(upTo maximum: Int) -> Term {
    term(octets(upTo: maximum))
  }

  /// A drawn term of so many octets.
  mutating func term(count: Int) -> Term {
    term(generator.generate(count))
  }

  /// One of some terms.
  mutating func pick(from terms: [Term]) -> Term {
    terms[number(below: terms.count)]
  }

  private mutating func term(_ bytes: [UInt8]) -> Term {
    drawn += 1
    return .drawn("x\(drawn)", bytes, by: number(below: 2) == 0 ? alice : bob)
  }

  /// Terms computed from each other at random, `count` of them, none of more than `maximum` octets.
  mutating func graph(count: Int, upTo maximum: Int = 400) throws -> [Term] {
    let keys = [term(count: 16), term(count: 32)]
    let ivs = [term(count: 16), term(count: 16)]
    let rsa = try paperKey(of: bob)
    var terms = keys + ivs + [term(upTo: 20), term(upTo: 20), .constant("empty", [])]
    while terms.count < count {
      let operand = pick(from: terms)
      let (key, iv) = (pick(from: keys), pick(from: ivs))
      let operation: any Operation =
        switch number(below: 12) {
        case 0: SHA256Hash(operand)
        case 1: HMACSHA256Code(key: key, message: operand)
        case 2: Concatenation([operand, pick(from: terms), pick(from: terms)])
        case 3: slice(of: operand)
        case 4: BlockPadding(operand, scheme: .pkcs7)
        case 5: BlockPadding(operand, scheme: .zeros)
        case 6: BlockUnpadding(operand, scheme: number(below: 2) == 0 ? .pkcs7 : .zeros)
        case 7: CBCEncryption(key: key, iv: iv, plaintext: operand)
        case 8, 9: CBCDecryption(key: key, iv: iv, ciphertext: operand)
        case 10:
          RSAPublicOperation(
            .confidentiality, key: rsa.publicKey, input: operand, elements: .octetByOctet)
        default:
          RSAPrivateOperation(.confidentiality, key: rsa, input: operand, elements: .octetByOctet)
        }
      // What an operation is not defined for is not built.
      guard let bytes = try? operation.evaluate(), bytes.count <= maximum else { continue }
      terms.append(Term("t\(terms.count)", bytes, .computed(operation)))
    }
    return terms
  }

  private mutating func slice(of whole: Term) -> Slice {
    let start = number(below: whole.bytes.count + 1)
    return Slice(whole, start..<(start + number(below: whole.bytes.count - start + 1)))
  }
}
