import Bytes
import Terms
import Testing

@Suite("Normal forms of terms")
struct NormalFormTests {
  @Test("different draws differ even with equal bytes, and one draw has one form")
  func draws() {
    let bytes: [UInt8] = [1, 2, 3]
    #expect(!haveOneForm(.drawn("nonce", bytes), .drawn("other", bytes)))
    #expect(!haveOneForm(.drawn("nonce", bytes), .drawn("nonce", bytes, by: bob)))
    #expect(!haveOneForm(.drawn("nonce", bytes), .drawn("nonce", bytes, ordinal: 1)))
    #expect(haveOneForm(.drawn("nonce", bytes), .drawn("nonce", bytes)))
  }

  @Test("constants are one when their bytes are, given values only when they are one term")
  func constantsAndGivenValues() {
    #expect(haveOneForm(.constant("a", [7]), .constant("b", [7])))
    #expect(!haveOneForm(.constant("a", [7]), .constant("a", [8])))
    #expect(!haveOneForm(.constant("nonce", [7]), .drawn("nonce", [7])))
    let typed = Term("password", [7], .given(by: alice, as: .typed))
    #expect(haveOneForm(typed, typed))
    #expect(!haveOneForm(typed, Term("password", [7], .given(by: alice, as: .typed))))
  }

  @Test("a function of equal forms is equal, and of different forms or parameters is not")
  func congruence() throws {
    let key = Term.drawn("key", [1])
    let tag = { (message: Term) in try Term("tag", HMACSHA256Code(key: key, message: message)) }
    #expect(haveOneForm(try tag(.text("m", "hi")), try tag(.text("copy", "hi"))))
    #expect(!haveOneForm(try tag(.text("m", "hi")), try tag(.text("m", "ho"))))
    #expect(!haveOneForm(try tag(key), try Term("hash", SHA256Hash(key))))
    let derive = { (length: Int) in
      try Term(
        "okm", HKDFSHA256Derivation(inputKeyingMaterial: key, salt: key, info: key, length: length))
    }
    #expect(haveOneForm(try derive(32), try derive(32)))
    #expect(!haveOneForm(try derive(32), try derive(33)))
  }

  @Test("a slice of a concatenation on the borders of parts is these parts")
  func sliceOfConcatenation() throws {
    let (a, b) = (Term.drawn("a", [1, 2]), Term.drawn("b", [3, 4, 5]))
    let c = Term.drawn("c", [6])
    let whole = try Term("whole", Concatenation([a, b, c]))
    func slice(_ range: Range<Int>) throws -> Term { try Term("slice", Slice(whole, range)) }
    #expect(haveOneForm(try slice(0..<2), a))
    #expect(haveOneForm(try slice(2..<5), b))
    #expect(haveOneForm(try slice(5..<6), c))
    #expect(haveOneForm(try slice(2..<6), try Term("bc", Concatenation([b, c]))))
    #expect(haveOneForm(try slice(0..<6), whole))
    // Off the borders it is a slice and nothing else.
    #expect(!haveOneForm(try slice(0..<3), a))
    #expect(!haveOneForm(try slice(1..<2), a))
    #expect(!haveOneForm(try slice(1..<5), b))
    #expect(haveOneForm(try slice(1..<5), try slice(1..<5)))
    #expect(!haveOneForm(try slice(1..<5), try slice(1..<4)))
  }

  @Test("a slice of a key that was derived is a value of its own")
  func sliceOfDerivation() throws {
    let secret = Term.drawn("secret", [UInt8](0..<32))
    let okm = try Term(
      "okm",
      HKDFSHA256Derivation(inputKeyingMaterial: secret, salt: secret, info: secret, length: 64))
    let (first, second) = (
      try Term("first", Slice(okm, 0..<32)), try Term("second", Slice(okm, 32..<64))
    )
    #expect(!haveOneForm(first, second))
    #expect(haveOneForm(first, try Term("again", Slice(okm, 0..<32))))
    #expect(haveOneForm(okm, try Term("whole", Slice(okm, 0..<64))))
  }

  @Test("concatenations are flat, and empty parts do not show")
  func concatenation() throws {
    let (a, b, c) = (Term.drawn("a", [1]), Term.drawn("b", [2]), Term.drawn("c", [3]))
    let empty = Term.constant("empty", [])
    let flat = try Term("abc", Concatenation([a, b, c]))
    let left = try Term("(ab)c", Concatenation([Term("ab", Concatenation([a, b])), c]))
    let right = try Term("a(bc)", Concatenation([a, Term("bc", Concatenation([b, c])), empty]))
    #expect(haveOneForm(flat, left))
    #expect(haveOneForm(flat, right))
    #expect(haveOneForm(a, try Term("a", Concatenation([empty, a]))))
    #expect(!haveOneForm(flat, try Term("acb", Concatenation([a, c, b]))))
  }

  @Test("decryption undoes encryption under its key and IV, and under no others")
  func cipher() throws {
    let key = Term.drawn("key", [UInt8](repeating: 1, count: 32))
    let twin = Term.drawn("twin", key.bytes)
    let iv = Term.drawn("iv", [UInt8](repeating: 2, count: 16))
    let otherIV = Term.drawn("other iv", [UInt8](repeating: 3, count: 16))
    let plaintext = Term.drawn("plaintext", [UInt8](repeating: 4, count: 32))
    let sealed = try Term("sealed", CBCEncryption(key: key, iv: iv, plaintext: plaintext))
    func opened(_ key: Term, _ iv: Term) throws -> Term {
      try Term("opened", CBCDecryption(key: key, iv: iv, ciphertext: sealed))
    }
    #expect(haveOneForm(try opened(key, iv), plaintext))
    #expect(!haveOneForm(try opened(key, otherIV), plaintext))
    // Equal bytes are not enough: the twin is another draw.
    #expect(try opened(twin, iv).bytes == plaintext.bytes)
    #expect(!haveOneForm(try opened(twin, iv), plaintext))
  }

  @Test("padding removed is the text, but for zeros at its end")
  func padding() throws {
    let text = Term.drawn("text", [1, 2, 3])
    let ending = Term.drawn("ending in zero", [1, 2, 0])
    func roundTrip(_ text: Term, _ scheme: PaddingScheme) throws -> Term {
      let padded = try Term("padded", BlockPadding(text, scheme: scheme))
      return try Term("text", BlockUnpadding(padded, scheme: scheme))
    }
    #expect(haveOneForm(try roundTrip(text, .pkcs7), text))
    #expect(haveOneForm(try roundTrip(ending, .pkcs7), ending))
    #expect(haveOneForm(try roundTrip(text, .zeros), text))
    #expect(!haveOneForm(try roundTrip(ending, .zeros), ending))
    let padded = try Term("padded", BlockPadding(text, scheme: .zeros))
    let wrong = Term.drawn("padded", padded.bytes)
    #expect(!haveOneForm(try Term("text", BlockUnpadding(wrong, scheme: .zeros)), text))
  }

  @Test(
    "RSA's two powers undo each other, with φ and with λ",
    arguments: [ExponentModulus.totient, .carmichael], [RSAElements.whole, .octetByOctet])
  func rsa(kind: ExponentModulus, elements: RSAElements) throws {
    let key = try paperKey(modulo: kind)
    let other = try paperKey(of: bob, modulo: kind)
    let message = Term.drawn("M", [65])
    let sealed = try Term(
      "sealed",
      RSAPublicOperation(
        .confidentiality, key: key.publicKey, input: message, elements: elements))
    func opened(_ key: RSAKeyTerms) throws -> Term {
      try Term(
        "opened",
        RSAPrivateOperation(.confidentiality, key: key, input: sealed, elements: elements))
    }
    #expect(haveOneForm(try opened(key), message))
    #expect(try opened(key).bytes == message.bytes)
    // Bob's key has the same numbers, drawn by bob.
    #expect(try opened(other).bytes == message.bytes)
    #expect(!haveOneForm(try opened(other), message))

    let signed = try Term(
      "signed", RSAPrivateOperation(.signature, key: key, input: message, elements: elements))
    func verified(_ key: RSAPublicKeyTerms) throws -> Term {
      try Term(
        "verified", RSAPublicOperation(.signature, key: key, input: signed, elements: elements))
    }
    #expect(haveOneForm(try verified(key.publicKey), message))
    #expect(try verified(key.publicKey).bytes == message.bytes)
    #expect(!haveOneForm(try verified(other.publicKey), message))
  }

  @Test("what was raised octet by octet does not open as a whole")
  func mixedElements() throws {
    let key = try paperKey()
    let message = Term.drawn("M", [65])
    let sealed = try Term(
      "sealed",
      RSAPublicOperation(
        .confidentiality, key: key.publicKey, input: message, elements: .octetByOctet))
    let opened = try Term(
      "opened", RSAPrivateOperation(.confidentiality, key: key, input: sealed, elements: .whole))
    #expect(!haveOneForm(opened, message))
  }

  @Test("OAEP opens to its message under its key and label, and under no others")
  func oaep() throws {
    let key = try publishedKey()
    let message = Term.drawn("M", [1, 2, 3])
    let label = Term.text("label", "L")
    let encoded = try Term(
      "EM",
      OAEPEncoding(
        message: message, label: label, seed: .drawn("seed", [UInt8](0..<32)), length: 256))
    let sealed = try Term(
      "C", RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded))
    func opened(_ key: RSAKeyTerms, _ label: Term) throws -> Term {
      try Term("opened", OAEPDecryption(key: key, ciphertext: sealed, label: label))
    }
    #expect(haveOneForm(try opened(key, label), message))
    #expect(haveOneForm(try opened(key, .text("copy", "L")), message))
    #expect(!haveOneForm(try opened(publishedKey(of: bob), label), message))
    #expect(!haveOneForm(try opened(key, .drawn("label", label.bytes)), message))
  }

  @Test("a received field has the form of the term that was sent")
  func receivedFields() {
    let id = MessageID(wire: "alice-bob", sendingEnd: 0, ordinal: 0)
    let other = MessageID(wire: "alice-bob", sendingEnd: 0, ordinal: 1)
    let nonce = Term.drawn("nonce", [1, 2])
    let arrived = Term.received("nonce", [1, 2], id)
    let fromElsewhere = Term.received("nonce", [1, 2], other)
    let run = TermUniverse(
      roots: [arrived, fromElsewhere], sent: [id: ["nonce": nonce]])
    #expect(run.form(of: arrived) == run.form(of: nonce))
    #expect(run.form(of: fromElsewhere) != run.form(of: nonce))
    #expect(run.terms(with: run.form(of: nonce)).count == 2)
    #expect(run.bytes(of: run.form(of: nonce)) == [1, 2])
  }

  @Test("what is computed from a received field is what is computed from the sent term")
  func computedFromReceived() throws {
    let id = MessageID(wire: "alice-bob", sendingEnd: 0, ordinal: 0)
    let secret = Term.drawn("secret", [9])
    let nonce = Term.drawn("nonce", [1, 2])
    let here = try Term("tag", HMACSHA256Code(key: secret, message: nonce))
    let there = try Term(
      "tag", HMACSHA256Code(key: secret, message: .received("nonce", [1, 2], id)))
    let run = TermUniverse(roots: [here, there], sent: [id: ["nonce": nonce]])
    #expect(run.form(of: here) == run.form(of: there))
    let attacked = TermUniverse(
      roots: [here, there], sent: [id: ["nonce": .drawn("nonce", [1, 2], by: bob)]])
    #expect(attacked.form(of: here) != attacked.form(of: there))
  }

  @Test("operands stand before what was computed from them, each term once")
  func order() throws {
    let a = Term.drawn("a", [1])
    let hash = try Term("hash", SHA256Hash(a))
    let tag = try Term("tag", HMACSHA256Code(key: hash, message: a))
    let run = universe(of: tag, hash, a)
    #expect(run.terms.map(\.name) == ["alice.a", "hash", "tag"])
    #expect(run.forms.describe(run.form(of: tag)) == "HMAC-SHA-256(SHA-256(alice.a#0), alice.a#0)")
  }
}
