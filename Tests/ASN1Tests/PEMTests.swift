import ASN1
import Testing

@Suite("PEM (RFC 7468, RFC 4648)")
struct PEMTests {
  private func block(_ base64: String) -> String {
    "-----BEGIN TEST-----\n\(base64)\n-----END TEST-----\n"
  }

  @Test(
    "decodes the test vectors of RFC 4648, section 10",
    arguments: [
      ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
      ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"),
    ])
  func base64(encoded: String, text: String) throws {
    #expect(try PEM.decode(block(encoded), label: "TEST") == Array(text.utf8))
  }

  @Test(
    "refuses what is not base64", arguments: ["Zg=", "Zg", "Zh==", "Zm9=", "Z===", "Z!==", "===="])
  func notBase64(encoded: String) {
    #expect(throws: ASN1Error.invalidBase64(label: "TEST")) {
      try PEM.decode(block(encoded), label: "TEST")
    }
  }

  @Test("joins lines ended by LF or CRLF, and ignores text around the block")
  func lines() throws {
    let text = "before\r\n-----BEGIN TEST-----\r\nZm9v\r\nYmFy\r\n-----END TEST-----\r\nafter\r\n"
    #expect(try PEM.decode(text, label: "TEST") == Array("foobar".utf8))
    let unix = "before\n-----BEGIN TEST-----\nZm9v\nYmFy\n-----END TEST-----\nafter\n"
    #expect(try PEM.decode(unix, label: "TEST") == Array("foobar".utf8))
  }

  @Test("wants both boundaries of its label")
  func boundaries() {
    for text in ["", "-----BEGIN TEST-----\nZm9v\n", "-----END TEST-----\n", block("Zm9v")] {
      #expect(throws: ASN1Error.missingBoundary(label: "OTHER")) {
        try PEM.decode(text, label: "OTHER")
      }
    }
    #expect(throws: ASN1Error.missingBoundary(label: "TEST")) {
      try PEM.decode("-----BEGIN TEST-----\nZm9v\n", label: "TEST")
    }
  }
}
