import Bytes
import Terms
import Testing

/// ECDSA in parts, against the examples of RFC 6979, appendices A.2.5 and A.2.6.
@Suite("ECDSA as terms") struct ECDSATermTests {
  /// One example: SHA-256 of "sample".
  struct Example: Sendable {
    let curve: PrimeCurve
    let privateKey: String
    let k: String
    let r: String
    let s: String
  }

  static let examples = [
    Example(
      curve: .p256,
      privateKey: "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
      k: "a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60",
      r: "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
      s: "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"),
    Example(
      curve: .p384,
      privateKey: "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8"
        + "96d5724e4c70a825f872c9ea60d2edf5",
      k: "180ae9f9aec5438a44bc159a1fcb277c7be54fa20e7cf404b490650a8acc414e"
        + "375572342863c899f9f2edf9747a9b60",
      r: "21b13d1e013c7fa1392d03c5f99af8b30c570c6f98d4ea8e354b63a21d3daa33"
        + "bde1e888e63355d92fa2b3c36d8fb2cd",
      s: "f3aa443fb107745bf4bd77cb3891674632068a10ca67e3d45db2266fa7d1feeb"
        + "efdc63eccd1ac42ec0cb8668a4fa0ab0"),
  ]

  /// A signature in parts.
  struct Parts {
    let d, message, digest, k, r, s, point, signature: Term

    init(_ example: Example) throws {
      d = .drawn("d", hex: example.privateKey)
      message = .drawn("message", Array("sample".utf8))
      digest = try Term("digest", SHA256Hash(message))
      k = try Term("k", ECDSANonce(privateKey: d, digest: digest, on: example.curve))
      r = try Term("r", ECDSAFirstNumber(nonce: k, on: example.curve))
      s = try Term(
        "s",
        ECDSASecondNumber(privateKey: d, digest: digest, nonce: k, first: r, on: example.curve))
      point = try Term("Q", ECPublicPoint(of: d, on: example.curve))
      signature = try Term(
        "signature",
        ECDSASignatureOctets(
          first: r, second: s, message: message, signedBy: d, publicKey: point, on: example.curve))
    }
  }

  @Test(arguments: examples)
  func theNumbersAreThoseOfTheRFC(example: Example) throws {
    let parts = try Parts(example)
    #expect(Hex.encode(parts.k.bytes) == example.k)
    #expect(Hex.encode(parts.r.bytes) == example.r)
    #expect(Hex.encode(parts.s.bytes) == example.s)
    #expect(Hex.encode(parts.signature.bytes) == example.r + example.s)
  }

  @Test func aSignatureGivesNoKeyAndAKnownNumberKDoes() throws {
    let parts = try Parts(Self.examples[0])
    let sent = [
      MessageID(wire: "w", sendingEnd: 0, ordinal: 0): [
        "message": parts.message, "signature": parts.signature, "Q": parts.point,
      ]
    ]
    func listener(seeing extra: [String: Term]) -> Knowledge {
      let more = [MessageID(wire: "w", sendingEnd: 0, ordinal: 1): extra]
      let universe = TermUniverse(
        roots: [parts.d, parts.s], sent: sent.merging(more) { first, _ in first })
      return Knowledge(of: [nobody], seeing: ["w"], in: universe)
    }
    #expect(!listener(seeing: [:]).knows(parts.d))
    #expect(!listener(seeing: [:]).knows(parts.k))
    #expect(listener(seeing: ["k": parts.k]).knows(parts.d))
  }

  @Test func aNumberThatIsNotThatOfKIsRefused() throws {
    let parts = try Parts(Self.examples[0])
    let other = Term.constant("r", [UInt8](repeating: 1, count: 32))
    #expect(throws: TermError.self) {
      try ECDSASecondNumber(
        privateKey: parts.d, digest: parts.digest, nonce: parts.k, first: other, on: .p256
      ).evaluate()
    }
  }
}

/// Texts and structures that hide nothing, and give their parts back.
@Suite("Encodings as terms") struct EncodingTermTests {
  private let key = Term.drawn("key", Array(0x80...0x9f))
  private let other = Term.drawn("other", Array(0x00...0x0f))

  @Test func base64URLAndPEMUndoThemselves() throws {
    let text = try Term("text", Base64URLEncoding(key))
    let back = try Term("back", Base64URLDecoding(text))
    #expect(back.bytes == key.bytes)
    #expect(haveOneForm(back, key))
    let pem = try Term("pem", PEMEncoding(key, label: "CERTIFICATE"))
    let contents = try Term("contents", PEMDecoding(pem, label: "CERTIFICATE"))
    #expect(contents.bytes == key.bytes)
    #expect(haveOneForm(contents, key))
    #expect(throws: TermError.self) { try PEMDecoding(pem, label: "PUBLIC KEY").evaluate() }
    #expect(throws: TermError.self) { try Base64URLDecoding(.text("t", "a+b=")).evaluate() }
  }

  @Test func aSliceOfAnElementIsItsPart() throws {
    let inner = try Term("inner", DERElement(.octetString, [key]))
    let whole = try Term(
      "whole", DERElement(.constructed(.sequence), [.constant("version", [2, 1, 0]), inner]))
    #expect(whole.bytes.prefix(2) == [0x30, 37])
    let part = try Term("part", Slice(whole, 7..<39))
    #expect(part.bytes == key.bytes)
    #expect(haveOneForm(part, key))
    let number = try Term("number", DERElement(.integer, [key]))
    #expect(number.bytes.prefix(3) == [0x02, 33, 0x00])
    #expect(universe(of: whole, other).terms.count == 5)
  }
}
