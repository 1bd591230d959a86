import Bytes
import Foundation
import Testing

@testable import ChatLab
@testable import Transport

@Suite("The primitives as filters")
struct FilterTests {
  /// Runs a command line whose standard input is a file.
  private func filter(_ line: [String], input: String? = nil) throws -> Outcome {
    let output = MemorySink()
    let diagnostics = MemorySink()
    let pipe = try Transport.Pipe()
    try pipe.input.writeAll(Array((input ?? "").utf8))
    pipe.input.close()
    defer { pipe.output.close() }
    let io = CommandIO(output: output, diagnostics: diagnostics, input: pipe.output) { _ in nil }
    let status = Program.chatLab.run(line, io)
    return Outcome(status: status, output: output.text, diagnostics: diagnostics.text)
  }

  private func filter(_ line: String, input: String? = nil) throws -> Outcome {
    try filter(line.split(separator: " ").map(String.init), input: input)
  }

  @Test(
    "hash: FIPS 180-4's message of three letters, given in each way",
    arguments: [
      "hash sha256 abc", "hash SHA-256 abc", "hash --hex 616263", "hash", "hash --file -",
    ]
  )
  func abc(line: String) throws {
    let outcome = try filter(line, input: "abc")
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    #expect(
      outcome.output == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n")
  }

  @Test("hash: every algorithm that help lists runs, and its digest is its own")
  func algorithms() throws {
    var digests: Set<String> = []
    for algorithm in HashAlgorithm.allCases {
      let outcome = try filter(["hash", algorithm.rawValue, "abc"])
      #expect(outcome.output.count == 2 * algorithm.implementation.digestLength + 1)
      digests.insert(outcome.output)
    }
    #expect(digests.count == HashAlgorithm.allCases.count)
    #expect(
      try filter("hash sha1 abc").output == "a9993e364706816aba3e25717850c26c9cd0d89d\n")
  }

  @Test("hash: a file longer than a piece, and octets for other programs")
  func files() throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/million"
    try Files.write([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000), to: path)
    let long = "\(directory.path)/long"
    try Files.write([UInt8](repeating: UInt8(ascii: "a"), count: 3_000_001), to: long)
    // FIPS 180-2, appendix B.3: a million times the letter a.
    let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(try filter(["hash", "sha256", "--file", path]).output == "\(digest)\n")
    let pieces = try filter(["hash", "--file", long]).output
    let whole = Hex.encode(HashAlgorithm.sha256.implementation.hash(try Files.read(long)))
    #expect(pieces == "\(whole)\n")
    let result = "\(directory.path)/digest"
    #expect(try filter(["hash", "--file", path, "--output", result]).output.isEmpty)
    #expect(try Files.read(result).count == 32)
  }

  @Test("hmac: RFC 4231, test cases 2 and 6, the key in digits and in a file")
  func hmac() throws {
    let code = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843\n"
    let text = "what do ya want for nothing?"
    #expect(try filter(["hmac", "sha256", text, "--key", "4a656665"]).output == code)
    #expect(try filter(["hmac", text, "--key", "4a656665"]).output == code)
    #expect(try filter("hmac --key 4a656665", input: text).output == code)
    #expect(try filter(["hmac", "sha256", text, "--key-file", "-"], input: "Jefe").output == code)
    let long = String(repeating: "aa", count: 131)
    #expect(
      try filter(
        ["hmac", "sha256", "Test Using Larger Than Block-Size Key - Hash Key First", "--key", long]
      ).output == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54\n")
  }

  @Test("pbkdf2: RFC 7914, section 11; the first line of a password file counts")
  func pbkdf2() throws {
    let key =
      "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
      + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783\n"
    let rest = " --salt 73616c74 --iterations 1 --length 64"
    #expect(try filter("pbkdf2 --password passwd" + rest).output == key)
    #expect(try filter("pbkdf2 sha256 --password-hex 706173737764" + rest).output == key)
    for input in ["passwd", "passwd\n", "passwd\r\nmore\n"] {
      #expect(try filter("pbkdf2 --password-file -" + rest, input: input).output == key)
    }
  }

  @Test("encrypt and decrypt: SP 800-38A, sections F.2.1 and F.2.5")
  func cbc() throws {
    let iv = "--iv 000102030405060708090a0b0c0d0e0f"
    let plaintext = "6bc1bee22e409f96e93d7e117393172a"
    for (key, ciphertext) in [
      ("2b7e151628aed2a6abf7158809cf4f3c", "7649abac8119b246cee98e9b12e9197d"),
      (
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        "f58c4c04d6e5f1ba779eabfb5f7bfbd6"
      ),
    ] {
      let options = " --padding none --key \(key) \(iv)"
      #expect(try filter("encrypt --hex \(plaintext)" + options).output == "\(ciphertext)\n")
      #expect(try filter("decrypt --hex \(ciphertext)" + options).output == "\(plaintext)\n")
      let padded = try filter("encrypt --hex \(plaintext) --key \(key) \(iv)").output.dropLast()
      #expect(padded.count == 64 && padded.hasPrefix(ciphertext))
      #expect(
        try filter("decrypt --hex \(padded) --key \(key) \(iv)").output == "\(plaintext)\n")
    }
  }

  @Test("--raw and --output give the octets; a decrypted file is for its owner alone")
  func octets() throws {
    let options = " --key 2b7e151628aed2a6abf7158809cf4f3c --iv 000102030405060708090a0b0c0d0e0f"
    let directory = try TemporaryDirectory()
    let sealed = "\(directory.path)/sealed"
    let opened = "\(directory.path)/opened"
    _ = try filter("encrypt --output \(sealed)" + options, input: "hi")
    #expect(try Files.read(sealed).count == 16)
    #expect(try filter("decrypt --raw --file \(sealed)" + options).output == "hi")
    _ = try filter("decrypt --file \(sealed) --output \(opened)" + options)
    #expect(try Files.read(opened) == Array("hi".utf8))
    let attributes = try FileManager.default.attributesOfItem(atPath: opened)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test(
    "What is wrong is one line, with its exit status",
    arguments: [
      ("hash md5 abc", 64, "<algorithm>: 'md5' is not one of sha1"),
      ("hash sha265", 64, "did you mean 'sha256'?"), ("hash md5", 64, "is not one of sha1"),
      ("hash shake", 64, "is not one of sha1"),
      ("hash abc --hex 61", 64, "the message is given twice"),
      ("hash sha256 abc --hex 61", 64, "the message is given twice"),
      ("hash --hex 6", 64, "--hex: '6' is not pairs of hexadecimal digits"),
      ("hash --file /nonexistent", 66, "/nonexistent: cannot be read"),
      ("hash sha256 abc --output /nonexistent/a", 73, "cannot be written"),
      ("hmac sha256 abc", 64, "missing option --key"),
      ("hmac sha256 --key-file -", 64, "standard input is the message"),
      ("hmac sha256 a --key 61 --key-file b", 64, "the key is given twice"),
      ("pbkdf2 --password a --salt 61", 64, "missing option --iterations"),
      ("pbkdf2 --password a --salt 61 --iterations 0", 64, "an integer from 1 to"),
      ("pbkdf2 --salt 61 --iterations 1", 64, "missing option --password, expected one of"),
      ("encrypt a --key 00 --iv 00", 64, "--iv: '00' is not 32 hexadecimal digits"),
      ("encrypt a --key 00 --iv \(iv)", 64, "--key: 1 octets, expected 16, 24 or 32"),
      ("encrypt a --key \(iv) --iv \(iv) --padding none", 1, "plaintext length: 1 bytes"),
      ("decrypt --hex 00 --key \(iv) --iv \(iv) --padding none", 1, "ciphertext length: 1 bytes"),
      ("decrypt --hex \(iv) --key \(iv) --iv \(iv)", 1, "the ciphertext does not decrypt"),
    ])
  func errors(line: String, status: Int32, part: String) throws {
    let outcome = try filter(line)
    #expect(outcome.status.rawValue == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.diagnostics.hasPrefix("error: ") && outcome.diagnostics.contains(part))
    #expect(Runs.lines(outcome.diagnostics).count == 1)
  }

  private static let iv = "000102030405060708090a0b0c0d0e0f"
}
