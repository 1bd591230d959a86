import ASN1
import Bytes
import Certificates
import Foundation
import Testing

@testable import ChatLab
@testable import Transport

/// What the commands about keys do for a user: files in a directory, and answers to prompts.
final class KeyUser {
  let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("keys-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  /// Runs a command line in which `@name` is a file of the directory.
  func run(_ line: String, typing answers: [PasswordPrompt.Answer]? = nil) -> Outcome {
    let words = line.split(separator: " ").map { word in
      word.hasPrefix("@") ? path(String(word.dropFirst())) : String(word)
    }
    let (output, diagnostics) = (MemorySink(), MemorySink())
    var waiting = answers ?? []
    let io = CommandIO(
      output: output, diagnostics: diagnostics,
      ask: { question in
        diagnostics.record(question)
        return waiting.isEmpty ? nil : waiting.removeFirst()
      }, environment: { _ in nil })
    let status = Program.chatLab.run(words, io)
    let shown = diagnostics.text.replacing(directory.path + "/", with: "@")
    return Outcome(status: status, output: output.text, diagnostics: shown)
  }

  func write(_ text: String, to name: String) throws {
    try Files.write(Array(text.utf8), to: path(name))
  }

  func bytes(_ name: String) throws -> [UInt8] { try Files.read(path(name)) }

  func permissions(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
  }

  /// Every name in the directory: a temporary file left behind would be seen.
  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()) ?? []
  }
}

extension MemorySink {
  fileprivate func record(_ question: String) {
    try? write(Array("[\(question)]\n".utf8))
  }
}

@Suite("Keys on the command line")
struct KeyCommandTests {
  private let warning = "warning: @k.pem: the private key is not encrypted\n"

  @Test(
    "a key of each kind is written for its owner alone, shown, and halved",
    arguments: [
      ("rsa", "RSA private key, 2048 bits"), ("rsa --bits 1024", "RSA private key, 1024 bits"),
      ("p256", "P-256 private key, 256 bits"), ("p384", "P-384 private key, 384 bits"),
    ])
  func generating(kind: String, title: String) throws {
    let user = try KeyUser()
    let made = user.run("key generate \(kind) --out @k.pem")
    #expect(made.status == .success && made.output.isEmpty && made.diagnostics == warning)
    #expect(try user.permissions("k.pem") == 0o600)
    #expect(user.names == ["k.pem"])
    let shown = user.run("key show @k.pem")
    #expect(shown.output.hasPrefix("\(title)\nPKCS #8, not encrypted\n"))
    #expect(!shown.output.contains("exponent d") && !shown.output.contains("scalar d"))
    for line in shown.output.split(separator: "\n") { #expect(line.count <= 80) }
    let secrets = user.run("key show @k.pem --private").output
    #expect(secrets.contains("exponent d") || secrets.contains("scalar d"))
    #expect(user.run("key public @k.pem --out @k.pub").status == .success)
    let half = user.run("key show @k.pub").output
    #expect(half.hasPrefix(title.replacing("private", with: "public")))
    #expect(
      half.split(separator: "\n").dropFirst(2) == shown.output.split(separator: "\n").dropFirst(2))
  }

  @Test("a file is never replaced unless asked, and then has no more permissions than a key may")
  func overwriting() throws {
    let user = try KeyUser()
    try user.write("precious", to: "k.pem")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: user.path("k.pem"))
    let refused = user.run("key generate p256 --out @k.pem")
    #expect(refused.status == .unwritableOutput)
    #expect(
      refused.diagnostics == "error: @k.pem: is there already, expected --force to replace it\n")
    #expect(try user.bytes("k.pem") == Array("precious".utf8))
    #expect(user.run("key generate p256 --out @k.pem --force").status == .success)
    #expect(try user.permissions("k.pem") == 0o600)
    #expect(user.names == ["k.pem"])
    for path in ["@none/k.pem", "@."] {
      #expect(user.run("key generate p256 --out \(path)").status == .unwritableOutput)
    }
  }

  @Test("a password comes from a file, or is asked for twice")
  func passwords() throws {
    let user = try KeyUser()
    try user.write("sesame\r\nsecond line\n", to: "password")
    let made = user.run(
      "key generate p256 --iterations 1000 --password-file @password --out @k.pem")
    #expect(made.status == .success && made.diagnostics.isEmpty)
    let asked = user.run("key show @k.pem", typing: [.password(Array("sesame".utf8))])
    #expect(asked.status == .success && asked.diagnostics == "[Password of @k.pem: ]\n")
    #expect(
      asked.output.contains(
        "\nPKCS #8, encrypted: AES-256-CBC, PBKDF2-HMAC-SHA-256, 1000 iterations\n"))
    let typed = user.run(
      "key generate p256 --iterations 1 --cipher aes-128-cbc --encrypt --out @t.pem",
      typing: [.password([1, 2]), .password([1, 2])])
    #expect(typed.diagnostics == "[New password: ]\n[The same again: ]\n")
    #expect(
      user.run("key show @t.pem", typing: [.password([1, 2])]).output.contains("AES-128-CBC"))
    for (answers, status, message) in [
      ([.password([1]), .password([2])], .failure, "error: the two passwords differ\n"),
      ([.password([])], .failure, "error: the new file: no password was typed\n"),
      ([.ended], .failure, "error: the new file: no password was typed\n"),
      ([.interrupted], .interrupted, ""),
      (
        [], .usage,
        "error: the new file: needs a password, no terminal to ask on, expected --password-file\n"
      ),
    ] as [([PasswordPrompt.Answer], ChatLab.ExitStatus, String)] {
      let outcome = user.run("key generate p256 --encrypt --out @no.pem", typing: answers)
      #expect(outcome.status == status && outcome.diagnostics.hasSuffix("]\n" + message))
    }
    #expect(user.names == ["k.pem", "password", "t.pem"])
  }

  @Test("a wrong password and a damaged file give one error")
  func wrongPasswords() throws {
    let user = try KeyUser()
    try user.write("right", to: "right")
    try user.write("wrong", to: "wrong")
    _ = user.run(
      "key generate p256 --iterations 1 --password-file @right --encoding der --out @k")
    let refused = user.run("key show @k --password-file @wrong")
    #expect(
      refused.status == .failure && refused.diagnostics.hasPrefix("error: @k: does not decrypt"))
    var damaged = try user.bytes("k")
    damaged[damaged.count - 1] ^= 1
    try Files.write(damaged, to: user.path("k"))
    #expect(user.run("key show @k --password-file @right").diagnostics == refused.diagnostics)
  }

  @Test("a key is converted between all formats, and stays the key")
  func converting() throws {
    let user = try KeyUser()
    try user.write("old", to: "old")
    try user.write("new", to: "new")
    for kind in ["rsa --bits 1024", "p256", "p384"] {
      _ = user.run("key generate \(kind) --out @k.pem --force")
      let publicKey = user.run("key public @k.pem").output
      for (from, to) in [
        ("@k.pem", "--format traditional"), ("@k.pem", "--encoding der"),
        ("@k.pem", "--format traditional --encoding der"),
        ("@k.pem", "--iterations 1 --new-password-file @new"),
        ("@k.pem", "--iterations 1 --new-password-file @new --encoding der"),
      ] {
        let converted = user.run("key convert \(from) \(to) --out @c --force")
        #expect(converted.status == .success)
        #expect(converted.diagnostics.isEmpty == to.contains("password"))
        let half = user.run("key public @c --password-file @new")
        #expect(half.output == publicKey)
        let back = user.run("key convert @c --password-file @new --plain --out @b --force")
        #expect(back.status == .success)
        #expect(try user.bytes("b") == user.bytes("k.pem"))
      }
    }
    _ = user.run("key convert @k.pem --iterations 1 --new-password-file @old --out @e")
    let refused = user.run("key convert @e --password-file @old")
    #expect(refused.status == .usage && refused.output.isEmpty)
  }

  @Test(
    "what contradicts itself is bad usage",
    arguments: [
      "generate", "generate dsa", "generate p256 --bits 2048", "generate rsa --bits 2049",
      "generate rsa --bits 512", "generate p256 --iterations 7",
      "generate p256 --cipher aes-128-cbc",
      "generate p256 --encrypt --format traditional", "generate p256 --encrypt --iterations 0",
      "generate p256 --encrypt --iterations 10000001", "generate p256 --password sesame",
      "convert @k.pem --plain --encrypt", "convert - --new-password-file -",
      "public @k.pem --format pkcs1",
      "show - --password-file -",
    ])
  func usage(line: String) throws {
    let user = try KeyUser()
    _ = user.run("key generate p256 --out @k.pem")
    let outcome = user.run("key " + line)
    #expect(outcome.status == .usage, "\(outcome.diagnostics)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.diagnostics.split(separator: "\n").count == 1)
  }

  @Test("what is no key is refused with its reason, and a missing file with another status")
  func wrongFiles() throws {
    let user = try KeyUser()
    try user.write("hello\n", to: "text")
    try user.write("", to: "empty")
    try user.write(
      "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"
        + "AAAA\n-----END EC PRIVATE KEY-----\n", to: "old")
    for (name, reason) in [
      ("text", "not a structure known here, expected a key"),
      ("empty", "not a structure known here, expected a key"),
      (
        "old",
        "EC PRIVATE KEY encrypted in the old way is refused; first run "
          + "'openssl pkcs8 -topk8 -in FILE -out NEW'"
      ),
    ] {
      let outcome = user.run("key show @\(name)")
      #expect(outcome.status == .failure)
      #expect(outcome.diagnostics == "error: @\(name): \(reason)\n")
    }
    #expect(user.run("key show @nothing").status == .unreadableInput)
  }
}

@Suite("Signatures on the command line")
struct SignCommandTests {
  @Test(
    "what a key signs, its public half verifies, and nothing else",
    arguments: [
      ("rsa --bits 1536", ["pkcs1v15", "pss", "pss --salt-length 0", "pss --salt-length 11"]),
      ("p256", ["ecdsa"]), ("p384", ["ecdsa"]),
    ])
  func roundTrip(kind: String, schemes: [String]) throws {
    let user = try KeyUser()
    try user.write("a letter", to: "letter")
    try user.write("another letter", to: "other")
    _ = user.run("key generate \(kind) --out @k.pem")
    _ = user.run("key public @k.pem --out @k.pub")
    for scheme in schemes {
      for hash in ["sha256", "sha384", "sha512"] {
        let options = "--scheme \(scheme) --hash \(hash)"
        let signed = user.run("sign --key @k.pem \(options) --out @s --force @letter")
        #expect(signed.status == .success && signed.diagnostics.isEmpty && signed.output.isEmpty)
        for key in ["@k.pem", "@k.pub"] {
          let valid = user.run("verify --key \(key) \(options) --signature @s @letter")
          #expect(valid.status == .success && valid.output.hasPrefix("valid: "))
        }
        let invalid = user.run("verify --key @k.pub \(options) --signature @s @other")
        #expect(invalid.status == .failure && invalid.output.isEmpty)
        #expect(invalid.diagnostics.hasPrefix("error: @s: no valid signature on @other ("))
        try user.write(Hex.encode(user.bytes("s")) + "\n", to: "hex")
        #expect(
          user.run("verify --key @k.pub \(options) --signature @hex @letter").status == .success)
        let other = hash == "sha256" ? "sha384" : "sha256"
        #expect(
          user.run("verify --key @k.pub --scheme \(scheme) --hash \(other) --signature @s @letter")
            .status == .failure)
      }
    }
  }

  @Test("a terminal gets digits, a pipe the octets")
  func output() throws {
    let user = try KeyUser()
    try user.write("a letter", to: "letter")
    _ = user.run("key generate p256 --out @k.pem")
    let output = MemorySink()
    output.isTerminal = true
    let io = CommandIO(output: output, diagnostics: MemorySink()) { _ in nil }
    let line = ["sign", "--key", user.path("k.pem"), user.path("letter")]
    #expect(Program.chatLab.run(line, io) == .success)
    #expect(output.text.hasSuffix("\n"))
    let octets = try Hex.decode(String(output.text.dropLast()))
    try Files.write(octets, to: user.path("s"))
    #expect(user.run("verify --key @k.pem --signature @s @letter").status == .success)
    let piped = MemorySink()
    _ = Program.chatLab.run(line, CommandIO(output: piped, diagnostics: MemorySink()) { _ in nil })
    try Files.write(piped.bytes, to: user.path("s"))
    #expect(EncodedStructure(of: piped.bytes) == .ecdsaSignature)
    #expect(user.run("verify --key @k.pem --signature @s @letter").status == .success)
  }

  @Test(
    "what contradicts the key is bad usage",
    arguments: [
      "sign --key @p --scheme pss @p", "sign --key @p --scheme pkcs1v15 @p", "sign --key @p",
      "sign --key @r --scheme ecdsa @p", "sign --key @r --salt-length 3 @p", "sign @p",
      "sign --key @p --salt-length 3 @p", "verify --key @p @p", "sign --key @p --hash sha1 @p",
      "verify --key @p --signature - @p", "sign --key - -",
    ])
  func usage(line: String) throws {
    let user = try KeyUser()
    _ = user.run("key generate p256 --out @p")
    _ = user.run("key generate rsa --bits 1024 --out @r")
    let outcome = user.run(line)
    #expect(outcome.status == .usage, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.split(separator: "\n").count == 1)
  }

  @Test("a public key signs nothing, and a modulus may be too short for a scheme")
  func failures() throws {
    let user = try KeyUser()
    _ = user.run("key generate rsa --bits 1024 --out @r")
    _ = user.run("key public @r --out @r.pub")
    let refused = user.run("sign --key @r.pub @r")
    #expect(refused.status == .failure)
    #expect(refused.diagnostics == "error: @r.pub: holds no private key, expected one\n")
    let short = user.run("sign --key @r --scheme pss --hash sha512 @r")
    #expect(short.status == .failure)
    #expect(short.diagnostics.hasPrefix("error: @r: modulus too short"))
  }
}
