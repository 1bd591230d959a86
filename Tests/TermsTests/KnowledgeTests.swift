import Bytes
import Terms
import Testing

@Suite("Knowledge: who can compute what")
struct KnowledgeTests {
  /// A run in which terms were sent on one wire.
  private struct Run {
    static let wire = "wire"
    private var sent: [MessageID: [String: Term]] = [:]
    private let terms: [Term]

    init(sending fields: Term..., beside terms: [Term] = []) {
      for (ordinal, field) in fields.enumerated() {
        sent[MessageID(wire: Run.wire, sendingEnd: 0, ordinal: ordinal)] = ["field": field]
      }
      self.terms = terms
    }

    /// What an actor can know; a listener is `nobody` seeing the wire.
    func knowledge(of actor: Actor = nobody, seeing wires: Set<String> = [Run.wire]) -> Knowledge {
      Knowledge(of: [actor], seeing: wires, in: TermUniverse(roots: terms, sent: sent))
    }
  }

  // MARK: What one begins with

  @Test("a draw and a given value are known to their actor alone, a constant to everybody")
  func beginnings() {
    let drawn = Term.drawn("nonce", [1])
    let typed = Term("password", [2], .given(by: bob, as: .typed))
    let constant = Term.text("label", "x")
    let hidden = Term("secret", [], .hidden(of: bob))
    let run = Run(beside: [drawn, typed, constant, hidden])
    func known(_ actor: Actor) -> [Bool] {
      let knowledge = run.knowledge(of: actor)
      return [drawn, typed, constant, hidden].map { knowledge.knows($0) }
    }
    #expect(known(alice) == [true, false, true, false])
    #expect(known(bob) == [false, true, true, false])
    #expect(known(nobody) == [false, false, true, false])
  }

  @Test("who has only heard of a secret does not know what comes of it")
  func unknownBytes() throws {
    let secret = Term("secret", [], .hidden(of: bob))
    let code = Term("code", [], .computed(HMACSHA256Code(key: secret, message: .text("m", "x"))))
    #expect(secret.isUnknown && code.isUnknown)
    #expect(!Term.constant("empty", []).isUnknown && !Term.drawn("nonce", [1]).isUnknown)
    let knowledge = Run(sending: code, beside: [secret]).knowledge()
    #expect(knowledge.knows(code) && !knowledge.knows(secret))
    #expect(!Run(beside: [code]).knowledge().knows(code))
  }

  @Test("who acts under several names knows what all of them drew")
  func names() {
    let (first, second) = (Term.drawn("x", [1]), Term.drawn("x", [1], by: bob))
    let run = TermUniverse(roots: [first, second], sent: [:])
    let both = Knowledge(of: [alice, bob], seeing: [], in: run)
    #expect(both.knows(first) && both.knows(second))
    #expect(!Knowledge(of: [alice], seeing: [], in: run).knows(second))
  }

  @Test("a listener learns all fields sent on the wires it sees, and none on others")
  func wires() {
    let (nonce, label) = (Term.drawn("nonce", [1]), Term.drawn("label", [2]))
    let elsewhere = Term.drawn("elsewhere", [3])
    let here = MessageID(wire: "here", sendingEnd: 0, ordinal: 0)
    let there = MessageID(wire: "there", sendingEnd: 1, ordinal: 0)
    let run = TermUniverse(
      roots: [], sent: [here: ["nonce": nonce, "label": label], there: ["x": elsewhere]])
    let listener = Knowledge(of: [], seeing: ["here"], in: run)
    #expect(listener.knows(nonce) && listener.knows(label))
    #expect(!listener.knows(elsewhere))
    #expect(Knowledge(of: [], seeing: ["here", "there"], in: run).knows(elsewhere))
    #expect(!Knowledge(of: [], seeing: [], in: run).knows(nonce))
  }

  @Test("the first reason is told for everything that is known, and none for the rest")
  func reasons() throws {
    let own = Term.drawn("own", [1])
    let seen = Term.drawn("seen", [2], by: bob)
    let part = Term.drawn("part", [4], by: bob)
    let hash = try Term("hash", SHA256Hash(own))
    let pair = try Term("pair", Concatenation([part, part]))
    let unknown = Term.drawn("unknown", [3], by: bob)
    let constant = Term.text("constant", "x")
    let knowledge = Run(sending: seen, pair, beside: [own, hash, unknown, constant])
      .knowledge(of: alice)
    func word(_ term: Term) -> String {
      switch knowledge.reason(for: term) {
      case .isPublic: "public"
      case .own: "own"
      case .seen: "seen"
      case .computed(let source): "computed by \(source.name)"
      case .opened(let source): "opened from \(source.name)"
      case nil: "unknown"
      }
    }
    #expect(
      [own, seen, hash, part, unknown, constant].map(word) == [
        "own", "seen", "computed by hash", "opened from pair", "unknown", "public",
      ])
  }

  // MARK: One-way functions

  @Test("a hash, a code and a derived key give nothing back")
  func oneWay() throws {
    let secret = Term.drawn("secret", [1])
    let hash = try Term("hash", SHA256Hash(secret))
    let tag = try Term("tag", HMACSHA256Code(key: secret, message: secret))
    let okm = try Term(
      "okm",
      HKDFSHA256Derivation(inputKeyingMaterial: secret, salt: secret, info: secret, length: 32))
    let slow = try Term(
      "slow", PBKDF2Derivation(password: secret, salt: secret, iterations: 1, length: 32))
    let listener = Run(sending: hash, tag, okm, slow).knowledge()
    #expect([hash, tag, okm, slow].allSatisfy { listener.knows($0) })
    #expect(!listener.knows(secret))
  }

  @Test("all operands make a function's value, and one lacking does not")
  func computation() throws {
    let (key, message) = (Term.drawn("key", [1]), Term.drawn("message", [2], by: bob))
    let tag = try Term("tag", HMACSHA256Code(key: key, message: message))
    #expect(Run(sending: message, beside: [tag]).knowledge(of: alice).knows(tag))
    #expect(!Run(beside: [tag]).knowledge(of: alice).knows(tag))
    #expect(!Run(sending: message, beside: [tag]).knowledge().knows(tag))
  }

  // MARK: Encodings

  @Test("the parts give the whole, the whole its parts and slices, a slice nothing more")
  func octetStrings() throws {
    let (a, b) = (Term.drawn("a", [1, 2]), Term.drawn("b", [3, 4]))
    let whole = try Term("whole", Concatenation([a, b]))
    let slice = try Term("slice", Slice(whole, 1..<3))
    let fromWhole = Run(sending: whole, beside: [slice]).knowledge()
    #expect(fromWhole.knows(a) && fromWhole.knows(b) && fromWhole.knows(slice))
    #expect(Run(sending: a, b, beside: [whole]).knowledge().knows(whole))
    let fromSlice = Run(sending: slice, beside: [whole]).knowledge()
    #expect(fromSlice.knows(slice))
    #expect(!fromSlice.knows(a) && !fromSlice.knows(b) && !fromSlice.knows(whole))
  }

  @Test("padding and the encoding of a public key hide nothing")
  func encodings() throws {
    let text = Term.drawn("text", [1, 2, 3])
    let padded = try Term("padded", BlockPadding(text, scheme: .pkcs7))
    #expect(Run(sending: padded).knowledge().knows(text))
    let key = try paperKey()
    let info = try Term("info", RSAPublicKeyInfo(key.publicKey))
    let listener = Run(sending: info).knowledge()
    #expect(listener.knows(key.publicKey.n) && listener.knows(key.publicKey.e))
  }

  // MARK: Ciphers

  @Test("a key opens what it sealed; without key or IV the ciphertext gives nothing")
  func cipher() throws {
    let key = Term.drawn("key", [UInt8](repeating: 1, count: 16), by: bob)
    let iv = Term.drawn("iv", [UInt8](repeating: 2, count: 16))
    let text = Term.drawn("text", [UInt8](repeating: 3, count: 16))
    let sealed = try Term("sealed", CBCEncryption(key: key, iv: iv, plaintext: text))
    #expect(Run(sending: sealed, iv).knowledge(of: bob).knows(text))
    #expect(!Run(sending: sealed, iv).knowledge().knows(text))
    #expect(!Run(sending: sealed).knowledge(of: bob).knows(text))
    #expect(Run(sending: sealed, iv, key).knowledge().knows(text))
  }

  @Test("what was opened opens more: a key inside a ciphertext reads the next one")
  func chain() throws {
    let iv = Term.constant("iv", [UInt8](repeating: 0, count: 16))
    let outer = Term.drawn("outer", [UInt8](repeating: 1, count: 16), by: bob)
    let inner = Term.drawn("inner", [UInt8](repeating: 2, count: 16))
    let text = Term.drawn("text", [UInt8](repeating: 3, count: 16))
    let sealedText = try Term("sealed text", CBCEncryption(key: inner, iv: iv, plaintext: text))
    let sealedKey = try Term("sealed key", CBCEncryption(key: outer, iv: iv, plaintext: inner))
    // The order of the messages does not matter.
    let run = Run(sending: sealedText, sealedKey)
    #expect(run.knowledge(of: bob).knows(text))
    #expect(!run.knowledge().knows(text))
  }

  // MARK: RSA

  @Test("OAEP is open to the private key and closed to the public key")
  func oaep() throws {
    let key = try publishedKey(of: bob)
    let message = Term.drawn("M", [1, 2, 3])
    let seed = Term.drawn("seed", [UInt8](0..<32))
    let label = Term.constant("L", [])
    let encoded = try Term(
      "EM", OAEPEncoding(message: message, label: label, seed: seed, length: 256))
    let sealed = try Term(
      "C", RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded))
    let run = Run(sending: sealed, key.publicKey.n, key.publicKey.e, beside: [key.d])
    let holder = run.knowledge(of: bob)
    #expect(holder.knows(message) && holder.knows(seed) && holder.knows(encoded))
    let listener = run.knowledge()
    #expect(listener.knows(sealed) && listener.knows(key.publicKey.n))
    #expect(!listener.knows(message) && !listener.knows(encoded) && !listener.knows(key.d))
  }

  /// The primes around 2^32: 4294967279 and 4294967291 have 32 bits, 4294967311 has 33.
  @Test(
    "a modulus of 64 bits factors, one of more does not",
    arguments: [("ffffffef", true), ("010000000f", false)])
  func factoring(prime: String, factors: Bool) throws {
    let key = try rsaKey(of: bob, p: octets(prime), q: octets("fffffffb"), e: [1, 0, 1])
    let secret = Term.drawn("M", [1, 2, 3])
    let sealed = try Term(
      "C", RSAPublicOperation(.confidentiality, key: key.publicKey, input: secret))
    let listener =
      Run(sending: sealed, key.publicKey.n, key.publicKey.e, beside: [key.d]).knowledge()
    for term in [key.p, key.q, key.d, secret] {
      #expect(listener.knows(term) == factors, "\(term.name)")
    }
  }

  @Test("one prime of a large modulus gives the other")
  func onePrime() throws {
    let key = try publishedKey(of: bob)
    let listener = Run(sending: key.publicKey.n, key.p, beside: [key.d]).knowledge()
    #expect(listener.knows(key.q) && listener.knows(key.d))
  }

  @Test("the private exponent decrypts without the primes")
  func privateExponent() throws {
    let key = try publishedKey(of: bob)
    let secret = Term.drawn("M", [1, 2, 3])
    let sealed = try Term(
      "C", RSAPublicOperation(.confidentiality, key: key.publicKey, input: secret))
    let run = Run(sending: sealed, key.publicKey.n, key.publicKey.e, key.d)
    #expect(run.knowledge().knows(secret))
  }

  @Test("octet by octet, the public key is a code book at any size; whole, it is none")
  func codeBook() throws {
    let key = try publishedKey(of: bob)
    let secret = Term.drawn("digits", Array("58".utf8))
    func sealed(_ elements: RSAElements) throws -> Term {
      try Term(
        "C",
        RSAPublicOperation(
          .confidentiality, key: key.publicKey, input: secret, elements: elements))
    }
    let (n, e) = (key.publicKey.n, key.publicKey.e)
    #expect(Run(sending: try sealed(.octetByOctet), n, e).knowledge().knows(secret))
    #expect(!Run(sending: try sealed(.whole), n, e).knowledge().knows(secret))
    #expect(!Run(sending: try sealed(.octetByOctet)).knowledge().knows(secret))
  }

  @Test(
    "a textbook signature gives its message to holders of the public key",
    arguments: [RSAElements.whole, .octetByOctet])
  func textbookSignature(elements: RSAElements) throws {
    let key = try publishedKey(of: bob)
    let message = Term.drawn("M", Array("18".utf8))
    let signature = try Term(
      "S", RSAPrivateOperation(.signature, key: key, input: message, elements: elements))
    let withKey = Run(sending: signature, key.publicKey.n, key.publicKey.e).knowledge()
    #expect(withKey.knows(message))
    #expect(!withKey.knows(key.d))
    #expect(!Run(sending: signature).knowledge().knows(message))
  }

  @Test("a PSS signature gives its encoding and its salt, and not its message")
  func pssSignature() throws {
    let key = try publishedKey(of: bob)
    let (message, salt) = (Term.drawn("M", [1]), Term.drawn("salt", [UInt8](0..<32)))
    let encoded = try Term("EM", PSSEncoding(message: message, salt: salt, bitWidth: 2047))
    let signature = try Term("S", RSAPrivateOperation(.signature, key: key, input: encoded))
    let listener = Run(sending: signature, key.publicKey.n, key.publicKey.e).knowledge()
    #expect(listener.knows(encoded) && listener.knows(salt))
    #expect(!listener.knows(message))
  }

  @Test("a received copy is known to whoever knows the sent term")
  func receivedCopy() throws {
    let id = MessageID(wire: Run.wire, sendingEnd: 0, ordinal: 0)
    let nonce = Term.drawn("nonce", [1])
    let arrived = Term.received("field", [1], id)
    let hash = try Term("hash", SHA256Hash(arrived))
    let run = TermUniverse(roots: [hash], sent: [id: ["field": nonce]])
    let own = Knowledge(of: [alice], seeing: [], in: run)
    #expect(own.knows(arrived) && own.knows(hash))
    #expect(!Knowledge(of: [bob], seeing: [], in: run).knows(arrived))
    #expect(Knowledge(of: [bob], seeing: [Run.wire], in: run).knows(hash))
  }
}
