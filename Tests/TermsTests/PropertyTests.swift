import Bytes
import Hashing
import Terms
import Testing

@Suite("Properties of terms of random sizes")
struct PropertyTests {
  @Test("hash, code and derived key are those of the primitives")
  func primitives() throws {
    var random = RandomTerms("primitives")
    for _ in 0..<200 {
      let (a, b, c) = (random.term(upTo: 150), random.term(upTo: 150), random.term(upTo: 40))
      #expect(try SHA256Hash(a).evaluate() == SHA256.hash(a.bytes))
      #expect(
        try HMACSHA256Code(key: a, message: b).evaluate()
          == HMAC<SHA256>.authenticationCode(for: b.bytes, key: a.bytes))
      let length = random.number(below: 100)
      #expect(
        try HKDFSHA256Derivation(inputKeyingMaterial: a, salt: b, info: c, length: length)
          .evaluate()
          == HKDF<SHA256>.deriveKey(
            inputKeyingMaterial: a.bytes, salt: b.bytes, info: c.bytes, length: length))
    }
  }

  @Test("a concatenation comes apart again at the borders of its parts")
  func concatenation() throws {
    var random = RandomTerms("concatenation")
    for _ in 0..<200 {
      let parts = (0..<random.number(below: 6)).map { _ in random.term(upTo: 20) }
      let whole = try Term("whole", Concatenation(parts))
      #expect(whole.bytes == parts.flatMap(\.bytes))
      let length = LengthPrefix(of: parts, width: 2)
      #expect(try length.evaluate() == [0, UInt8(whole.bytes.count)])
      var offset = 0
      for part in parts {
        let slice = try Term("slice", Slice(whole, offset..<offset + part.bytes.count))
        #expect(slice.bytes == part.bytes)
        if !part.bytes.isEmpty { #expect(haveOneForm(slice, part)) }
        offset += part.bytes.count
      }
    }
  }

  @Test("what was padded and encrypted comes back, under keys of every length")
  func cipher() throws {
    var random = RandomTerms("cipher")
    for round in 0..<150 {
      let text = random.term(upTo: 100)
      let key = random.term(count: [16, 24, 32][round % 3])
      let iv = random.term(count: 16)
      let padded = try Term("padded", BlockPadding(text, scheme: .pkcs7))
      #expect(padded.bytes.count % 16 == 0 && padded.bytes.count > text.bytes.count)
      let sealed = try Term("sealed", CBCEncryption(key: key, iv: iv, plaintext: padded))
      #expect(sealed.bytes.count == padded.bytes.count)
      #expect(sealed.operation?.cost == Cost(blockCipherCalls: sealed.bytes.count / 16))
      let opened = try Term("opened", CBCDecryption(key: key, iv: iv, ciphertext: sealed))
      let result = try Term("text", BlockUnpadding(opened, scheme: .pkcs7))
      #expect(result.bytes == text.bytes)
      #expect(haveOneForm(result, text))
    }
  }

  @Test("terms of one normal form have the same bytes", arguments: 0..<20)
  func formsAreSound(seed: Int) throws {
    var random = RandomTerms("forms \(seed)")
    let terms = try random.graph(count: 250)
    let run = TermUniverse(roots: terms, sent: [:])
    var bytesOfForm: [Form: [UInt8]] = [:]
    for term in run.terms {
      let form = run.form(of: term)
      let known = bytesOfForm[form, default: term.bytes]
      #expect(known == term.bytes, "\(term.formula) is \(run.forms.describe(form))")
      bytesOfForm[form] = known
    }
    // Some laws were at work, or nothing was tested.
    #expect(bytesOfForm.count < run.terms.count)
  }

  @Test("knowledge is closed, and who sees more wires knows no less", arguments: 0..<10)
  func knowledgeIsClosed(seed: Int) throws {
    var random = RandomTerms("knowledge \(seed)")
    let terms = try random.graph(count: 120)
    var sent: [MessageID: [String: Term]] = [:]
    for ordinal in 0..<6 {
      let wire = ["first", "second"][ordinal % 2]
      sent[MessageID(wire: wire, sendingEnd: 0, ordinal: ordinal)] = [
        "field": random.pick(from: terms)
      ]
    }
    let run = TermUniverse(roots: terms, sent: sent)
    for actors in [[], [alice], [bob]] {
      let none = Knowledge(of: actors, seeing: [], in: run)
      let one = Knowledge(of: actors, seeing: ["first"], in: run)
      let both = Knowledge(of: actors, seeing: ["first", "second"], in: run)
      for term in run.terms {
        #expect(!none.knows(term) || one.knows(term), "\(term.name)")
        #expect(!one.knows(term) || both.knows(term), "\(term.name)")
        #expect(one.knows(term) == (one.reason(for: term) != nil), "\(term.name)")
        guard let operation = term.operation else { continue }
        let canCompute = operation.operands.allSatisfy { one.knows($0.term) }
        #expect(!canCompute || one.knows(term), "\(term.name) = \(term.formula)")
      }
    }
    let all = Knowledge(of: [alice, bob], seeing: [], in: run)
    #expect(run.terms.allSatisfy { all.knows($0) }, "who drew everything can compute everything")
  }

  @Test(
    "proofs of values of random sizes give these values", .enabled(if: Shell.isAvailable),
    arguments: 0..<3)
  func proofs(seed: Int) throws {
    var random = RandomTerms("proofs \(seed)")
    let terms = try random.graph(count: 40, upTo: 200).filter { term in
      // Octet by octet, a proof starts OpenSSL once for each octet.
      guard let operation = term.operation else { return false }
      return !operation.name.hasSuffix("octet by octet") || term.bytes.count <= 8
    }
    // One shell for all of them, each line on its own.
    let lines = try terms.map { "(\(try #require($0.operation?.proof).line)); echo" }
    let result = try Shell.run(lines.joined(separator: "\n"))
    let printed = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(result.errors == "")
    #expect(printed.count == terms.count + 1)
    for (term, digits) in zip(terms, printed) {
      #expect(digits == Hex.encode(term.bytes), "\(term.formula)")
    }
  }
}
