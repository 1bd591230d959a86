import ASN1
import Testing

@Suite("PEM blocks (RFC 7468)")
struct PEMBlockTests {
  @Test("returns all blocks with their labels, whatever stands between them")
  func blocks() throws {
    let text = """
      Subject: somebody
      -----BEGIN A B-----
      Zm9v
      YmFy
      -----END A B-----
      - between -
      -----BEGIN C-----
      -----END C-----

      """
    let expected = [
      PEM.Block(label: "A B", contents: Array("foobar".utf8)), PEM.Block(label: "C", contents: []),
    ]
    #expect(try PEM.blocks(in: text) == expected)
    #expect(try PEM.blocks(in: text.replacing("\n", with: "\r\n")) == expected)
    #expect(try PEM.blocks(in: "no block") == [])
    #expect(try PEM.blocks(in: [0xff, 0x0a]) == [])
  }

  @Test(
    "wants an end for each beginning, with its label",
    arguments: [
      "-----BEGIN A-----\nZm9v\n", "-----END A-----\n", "-----BEGIN A-----\n-----END B-----\n",
      "-----BEGIN A-----\n-----BEGIN A-----\n-----END A-----\n",
    ])
  func boundaries(text: String) {
    #expect(throws: ASN1Error.missingBoundary(label: "A")) { try PEM.blocks(in: text) }
  }

  @Test(
    "wants base64 and no more between the boundaries",
    arguments: ["Zg=", "Zg==\nZg==", " Zg==", "Zg== ", "Zh==", "!", "-----BEGIN A----"])
  func contents(body: String) {
    #expect(throws: ASN1Error.invalidBase64(label: "A")) {
      try PEM.blocks(in: "-----BEGIN A-----\n\(body)\n-----END A-----\n")
    }
  }

  @Test("refuses the headers of older rules, and says what it found")
  func headers() {
    let text = "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nZg==\n-----END A-----\n"
    #expect(throws: ASN1Error.headersInPEM(label: "A", first: "Proc-Type: 4,ENCRYPTED")) {
      try PEM.blocks(in: text)
    }
  }

  @Test("writes lines of 64 characters that read back", arguments: [0, 1, 47, 48, 49, 96, 1000])
  func writing(count: Int) throws {
    let block = PEM.Block(
      label: "X Y", contents: (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) })
    let text = PEM.encode(label: block.label, contents: block.contents)
    #expect(try PEM.blocks(in: text) == [block])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "-----BEGIN X Y-----" && lines.suffix(2) == ["-----END X Y-----", ""])
    for line in lines.dropFirst().dropLast(3) { #expect(line.count == 64) }
  }
}
