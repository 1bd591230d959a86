import Foundation
import Rendering
import Testing
import Transport

@testable import ChatLab

@Suite("Computations from inside")
struct TraceCommandTests {
  private static func trace(_ line: [String]) -> Outcome {
    ChatLabTests.run(["trace"] + line, of: .chatLab)
  }

  private static func trace(_ line: String) -> Outcome {
    trace(line.split(separator: " ").map(String.init))
  }

  /// A command line for each primitive that can be traced.
  static let lines =
    HashAlgorithm.allCases.map { "\($0.rawValue) abc" } + [
      "hmac what --key 4a656665",
      "pbkdf2 --password passwd --salt 73616c74 --iterations 5 --length 64",
      "hkdf --key 0b0b0b0b --salt 0001 --info f0f1 --length 42",
      "aes --key \(key) --block \(iv)", "aes --key \(key) --block \(iv) --decrypt",
      "cbc text --key \(key) --iv \(iv)", "cbc --hex \(key) --key \(key) --iv \(iv) --decrypt",
      "modexp 3 13 17", "modexp 0xabcdef 65537 0xffffffffffffffc5 --method windows",
      "modexp 3 0x\(r) 0x\(s)d", "inverse 3 26", "inverse 17 3120",
      "inverse 0x\(r)1 0x\(s)", "rsa encrypt --modulus 3233 --exponent 17 --number 65",
      "rsa decrypt --prime1 61 --prime2 53 --exponent 17 --number 2790",
      "rsa decrypt --modulus 3233 --private-exponent 2753 --exponent 17 --number 2790",
      "rsa sign --prime1 61 --prime2 53 --exponent 17 --number 65",
      "rsa verify --modulus 3233 --exponent 17 --number 65 --signature 588",
      "p256 multiply 3", "p384 multiply 0xffff", "toy-1009 multiply 5 2,324",
      "ecdh --curve toy-61 --private 5 --public 2,18", "ecdh --private 0x1234 --public \(point)",
      "ecdsa sign sample --key 0x1234", "ecdsa sign abc --curve toy-1009 --key 7 --hash sha512",
      "ecdsa verify sample --public \(point) --r 0x\(r) --s 0x\(s)",
      "der \(certificate)",
    ] + CurveChoice.all.map { "\($0.name) multiply 2" }

  private static let key = "2b7e151628aed2a6abf7158809cf4f3c"
  // RFC 6979, appendix A.2.5: the public key, and the signature of "sample" with SHA-256.
  private static let point = "04" + x + y
  private static let x = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
  private static let y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
  private static let r = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
  private static let s = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
  private static let iv = "000102030405060708090a0b0c0d0e0f"

  /// A file of DER: the one that this test writes for itself.
  private static let certificate: String = {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("chat-lab-trace.der")
    // X.690, section 8.19.5, example: {joint-iso-itu-t 100 3}; inside a SEQUENCE with a [0] and -1.
    let octets: [UInt8] = [
      0x30, 0x0a, 0x06, 0x03, 0x81, 0x34, 0x03, 0xa0, 0x03, 0x02, 0x01, 0xff,
    ]
    try? Data(octets).write(to: path)
    return path.path
  }()

  @Test("Every primitive has a line in these tests")
  func complete() {
    let names = Set(Self.lines.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(names == Set(CommandGroup.trace.subcommands.map(\.name)))
  }

  @Test("Text fits 80 columns, or what is asked for, at every depth", arguments: lines)
  func text(line: String) {
    var lengths: [Int] = []
    for depth in ["outline", "rounds", "operations"] {
      for columns in [80, 120] {
        let outcome = Self.trace("\(line) --depth \(depth) --columns \(columns)")
        #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
        for line in Runs.lines(outcome.output) {
          #expect(displayWidth(of: line) <= columns, "\(line)")
        }
        lengths.append(outcome.output.count)
      }
    }
    #expect(lengths[0] <= lengths[2] && lengths[2] <= lengths[4])
  }

  @Test(
    "JSON lines follow their schema: a head, the steps by number, the results", arguments: lines)
  func jsonLines(line: String) throws {
    let schema = try JSONSchema(Repository.text("docs/trace.schema.json"))
    #expect(!schema.admitsUnknownMembers)
    let outcome = Self.trace("\(line) --depth operations --format jsonl")
    try #require(outcome.status == .success)
    let values = try Runs.lines(outcome.output).map { try #require(JSONValue(line: $0)) }
    for value in values { #expect(schema.complaint(about: value) == nil) }
    #expect(values.first?["steps"]?.integer == values.count - 2)
    #expect(
      values.dropFirst().dropLast().map { $0["step"]?.integer } == Array(1..<values.count - 1))
    #expect(values.last?["results"]?.elements?.isEmpty == false)
  }

  @Test(
    "What is wrong is one line, with its exit status",
    arguments: [
      ("sha265 abc", 64, "did you mean 'sha256'?"),
      ("sha256 abc --hex 61", 64, "the message is given twice"),
      ("sha256 --file /nonexistent", 66, "cannot be read"),
      ("sha256 abc --depth inside", 64, "one of outline, rounds, operations"),
      ("sha256 abc --output /nonexistent/a", 73, "cannot be written"),
      ("sha256 --hex \(String(repeating: "00", count: 16_385))", 64, "expected at most 16384"),
      ("hmac abc", 64, "missing option --key"),
      ("hmac sha1 abc --key 00 --length 21", 64, "has at most 20 octets"),
      ("pbkdf2 --password a --salt 61 --iterations 10000001", 64, "from 1 to 10000000"),
      ("pbkdf2 --password a --salt 61 --iterations 1 --length 5000", 64, "from 1 to 4096"),
      ("aes --key 00 --block \(iv)", 64, "--key: 1 octets, expected 16, 24 or 32"),
      ("aes --key \(iv) --block 00", 64, "--block: 1 octets, expected 16"),
      ("cbc a --key \(iv) --iv \(iv) --padding none", 1, "1 bytes, expected a multiple of 16"),
      ("cbc a --key \(iv) --iv \(iv) --decrypt", 1, "1 bytes, expected a multiple of 16"),
      ("modexp 3 13 16", 64, "<modulus>: the modulus must be odd"),
      ("modexp 3 13 0", 64, "<modulus>: "),
      ("modexp 3 13 0x1\(String(repeating: "0", count: 1024))", 64, "at most 4096 bits"),
      ("modexp 3 \(String(repeating: "9", count: 40_000)) 7", 64, "at most 4096 bits"),
      ("inverse 3 0", 64, "<modulus>: "),
      ("rsa encrypt --number 65", 64, "missing option --modulus"),
      ("rsa encrypt --modulus 3233 --exponent 17 --number 3233", 64, "--number: too large"),
      ("rsa encrypt abc --modulus 3233 --exponent 17", 1, "not below the modulus"),
      ("rsa decrypt --prime1 91 --prime2 53 --number 5", 64, "--prime1: not a prime"),
      ("rsa encrypt a --modulus 3233 --exponent 17 --scheme pkcs1v15", 1, "9 bytes more"),
      ("rsa encrypt --modulus 3233 --exponent 2 --number 3", 64, "--modulus, --exponent: "),
      ("rsa encrypt a --modulus 3233 --exponent 17 --scheme oaep", 1, "error: "),
      ("rsa encrypt a --modulus 3233 --exponent 17 --seed 00", 64, "textbook RSA has none"),
      ("rsa sign --number 65 --modulus 3233", 64, "the private key is not complete"),
      ("rsa sign --number 65 --prime1 61 --prime2 61", 64, "the private key: "),
      ("rsa verify a --modulus 3233 --exponent 17 --signature 99999", 64, "--signature: too large"),
      ("p256 multply 3", 64, "did you mean 'multiply'?"),
      ("p256 multiply three", 64, "<k>: 'three' is not a number of at most 1024 bits"),
      ("p256 multiply 0x\(String(repeating: "f", count: 257))", 64, "at most 1024 bits"),
      ("p256 multiply 3 1,1", 64, "expected a point of P-256"),
      ("p256 multiply 3 1,2,3", 64, "<point>: not the encoding of a point"),
      ("toy-17 multiply 3 ,", 64, "<point>: not the encoding of a point"),
      ("toy-17 multiply 3 zz", 64, "expected a point of toy-17"),
      ("ecdh --private 0 --public \(point)", 64, "--private: not a private key of P-256"),
      ("ecdh --private 1 --public 04", 64, "--public: "),
      ("ecdh --private 1", 64, "missing option --public, expected a point"),
      ("ecdh --curve toy-17 --private 19 --public 5,1", 64, "expected 1 to 18"),
      ("ecdh --curve p255 --private 1 --public 04", 64, "did you mean 'p256'?"),
      ("ecdsa sign a --key 1 --nonce 0", 64, "--nonce: out of range, expected 1 to n - 1"),
      ("ecdsa sign a --curve toy-17 --key 3 --nonce 7", 64, "as r or s would be 0"),
      ("sha256 --file /dev/zero", 64, "too long to trace"),
      ("der /dev/null", 1, "/dev/null: empty"), ("der /dev/zero", 66, "too long"),
      ("ecdsa verify a --public \(point) --r 0 --s 1", 1, "--r, --s: "),
      ("der /nonexistent", 66, "cannot be read"),
      ("der \(#filePath)", 1, "TraceCommandTests.swift"),
    ])
  func errors(line: String, status: Int32, part: String) {
    let outcome = Self.trace(line)
    #expect(outcome.status.rawValue == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.diagnostics.hasPrefix("error: ") && outcome.diagnostics.contains(part))
    #expect(Runs.lines(outcome.diagnostics).count == 1 && outcome.diagnostics.count < 400)
  }

  @Test("A number without an inverse has its table, and then the command fails")
  func noInverse() {
    let outcome = Self.trace("inverse 2 4")
    #expect(outcome.status == .failure)
    #expect(outcome.output.hasSuffix("  gcd  2\n\n"))
    #expect(outcome.diagnostics.hasPrefix("error: there is no inverse"))
    #expect(Runs.lines(outcome.diagnostics).count == 1)
  }

  @Test("A primitive without worked examples has no such notation")
  func noExamples() {
    let outcome = Self.trace("der \(Self.certificate) --format nist")
    #expect(outcome.status == .usage && outcome.output.isEmpty)
    #expect(outcome.diagnostics.contains("no standard has worked examples"))
  }

  @Test("A signature that is not valid is shown, and then the command fails")
  func invalid() {
    let line = "ecdsa verify other --public \(Self.point) --r 0x\(Self.r) --s 0x\(Self.s)"
    let outcome = Self.trace(line)
    #expect(outcome.status == .failure)
    #expect(outcome.output.hasSuffix("  valid  no\n\n"))
    #expect(outcome.diagnostics == "error: the signature is not valid\n")
  }
}
