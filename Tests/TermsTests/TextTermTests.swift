import Bytes
import Terms
import Testing

/// Texts around other values: JSON, hexadecimal digits, and what is combined bit by bit.
@Suite("Texts as terms") struct TextTermTests {
  /// What Python's `json.dumps` gives for these.
  static let texts: [(texts: [String], json: String)] = [
    (["pay 100", "luffy"], #"["pay 100", "luffy"]"#), ([""], #"[""]"#), ([], "[]"),
    (["\"\\/\u{8}\u{c}\n\r\t"], #"["\"\\/\b\f\n\r\t"]"#),
    (["Grüße, 日本"], #"["Gr\u00fc\u00dfe, \u65e5\u672c"]"#),
    (["\u{1}\u{7f}\u{80}"], #"["\u0001\u007f\u0080"]"#), (["😀"], #"["\ud83d\ude00"]"#),
  ]

  @Test(arguments: texts)
  func jsonIsWrittenAndReadBack(texts: [String], json: String) throws {
    let terms = texts.enumerated().map { Term.drawn("text\($0.offset)", Array($0.element.utf8)) }
    let written = try Term("json", JSONTexts(terms))
    #expect(String(decoding: written.bytes, as: UTF8.self) == json)
    for index in texts.indices {
      let read = try Term("read", JSONElement(index, of: texts.count, in: written))
      #expect(read.bytes == terms[index].bytes)
      #expect(haveOneForm(read, terms[index]))
    }
  }

  @Test(arguments: [
    (#" [ "a" , "b" ] "#, ["a", "b"]), (#"["\u00e9\/","\uD83D\uDE00"]"#, ["é/", "😀"]),
    ("[\"日\",\"\u{7f}\"]", ["日", "\u{7f}"]),
  ])
  func jsonOfOthersIsRead(json: String, texts: [String]) throws {
    for index in texts.indices {
      let read = try JSONElement(index, of: texts.count, in: .text("json", json)).evaluate()
      #expect(read == Array(texts[index].utf8))
    }
  }

  @Test(arguments: [
    "", "[", "]", "[]", #"["a"]"#, #"["a","b","c"]"#, #"["a" "b"]"#, #"["a","b",]"#,
    #"["a","b"]x"#, #"["a",1]"#, #"["a",null]"#, #"{"a":"b"}"#, #"["a","\x"]"#, #"["a","\u12"]"#,
    #"["a","\ud800"]"#, #"["a","\ud800\u0041"]"#, #"["a","\udc00"]"#, "[\"a\",\"\n\"]",
    #"["a","b"#, #"["a","b\"#, #"["a","\u00"#, #"["a","\ud83d\u"#, #"["a","\ud83d\ude0"#,
    #"[["a"],"b"]"#, #"["a","\u 1 2"]"#,
  ])
  func whatIsNoArrayOfTwoTextsIsRefused(json: String) {
    #expect(throws: TermError.self) {
      try JSONElement(0, of: 2, in: .text("json", json)).evaluate()
    }
  }

  @Test func octetsThatAreNoUTF8AreRefused() {
    #expect(throws: TermError.self) {
      try JSONTexts([.constant("text", [0xff])]).evaluate()
    }
    let octets = Array(#"["a",""#.utf8) + [0xc0, 0x80] + Array(#""]"#.utf8)
    #expect(throws: TermError.self) {
      try JSONElement(0, of: 2, in: .constant("json", octets)).evaluate()
    }
  }

  @Test func digits() throws {
    let digits = try Term("digits", HexadecimalText(of: .constant("octets", [0, 0xaf, 0x10])))
    #expect(digits.bytes == Array("00af10".utf8))
  }

  @Test func exclusiveOrUndoesItself() throws {
    let (a, b) = (Term.drawn("a", [1, 2]), Term.drawn("b", [3, 4]))
    let sum = try Term("sum", ExclusiveOr(a, b))
    #expect(sum.bytes == [2, 6])
    #expect(haveOneForm(sum, try Term("other", ExclusiveOr(b, a))))
    #expect(haveOneForm(a, try Term("back", ExclusiveOr(b, sum))))
    #expect(haveOneForm(b, try Term("back", ExclusiveOr(sum, a))))
    #expect(!haveOneForm(sum, a))
    #expect(throws: TermError.self) { try ExclusiveOr(a, .constant("c", [1])).evaluate() }
    let knowledge = Knowledge(
      of: [alice], seeing: [], in: TermUniverse(roots: [sum, a, b], sent: [:]))
    #expect(knowledge.knows(sum))
  }

  @Test func theNumbersOfAPublicKey() throws {
    let key = try publishedKey().publicKey
    let information = try Term("info", RSAPublicKeyInfo(key))
    for (component, number) in [(RSAPublicKeyComponent.Component.n, key.n), (.e, key.e)] {
      let read = try Term("read", RSAPublicKeyComponent(component, of: information))
      #expect(read.bytes == number.bytes)
      #expect(haveOneForm(read, number))
    }
    for spoilt in [information.bytes.dropLast(), information.bytes + [0], []] {
      #expect(throws: TermError.self) {
        try RSAPublicKeyComponent(.n, of: .constant("info", Array(spoilt))).evaluate()
      }
    }
  }
}
