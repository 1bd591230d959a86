import ASN1
import Certificates
import Foundation
import Testing
import Transport

@testable import ChatLab

@Suite("Certificates on the command line")
struct CertificateCommandTests {
  /// A user with a CA, `@ca.pem` and `@ca.key`, and a request of alice, `@a.csr`.
  private func user() throws -> KeyUser {
    let user = try KeyUser()
    try user.write("sesame\n", to: "pw")
    for line in [
      "key generate p384 --out @ca.key",
      "key generate p256 --iterations 1 --password-file @pw "
        + "--out @a.key",
      "certificate self-sign --key @ca.key --subject CN=CA,O=Lab --ca --out @ca.pem",
      "certificate request --key @a.key --password-file @pw --subject CN=alice "
        + "--dns alice.lab.example --out @a.csr",
    ] {
      let outcome = user.run(line)
      #expect(outcome.status == .success, "\(line): \(outcome.diagnostics)")
    }
    return user
  }

  @Test("a request becomes a certificate that is accepted, and says for whom it is")
  func issuing() throws {
    let user = try user()
    let issued = user.run(
      "certificate issue --ca @ca.pem --ca-key @ca.key --request @a.csr --days 30 --out @a.pem")
    #expect(issued.status == .success && issued.output.isEmpty && issued.diagnostics.isEmpty)
    let verified = user.run(
      "certificate verify --trust @ca.pem --name alice.lab.example --purpose client @a.pem")
    #expect(verified.status == .success)
    #expect(verified.output.hasSuffix("\naccepted: CN=alice\n"))
    #expect(verified.output.contains("RFC 5280, section 6.1.3 (a)(1)"))
    for line in verified.output.split(separator: "\n") { #expect(line.count <= 80) }
    let shown = user.run("certificate show @a.pem").output
    for text in [
      "certificate\n", "    CN=CA,O=Lab\n", "basicConstraints, critical\n    not a CA\n",
      "keyUsage, critical\n    digitalSignature\n", "extKeyUsage\n    serverAuth\n    clientAuth\n",
      "    DNS:alice.lab.example\n", "    ECDSA with SHA-384\n",
    ] {
      #expect(shown.contains(text), "\(text)")
    }
    #expect(
      user.run("certificate show @a.csr").output.contains(
        "proof of possession\n    valid: signed by the key in the request\n"))
    let certificate = try Certificate.readAll(user.bytes("a.pem"))[0]
    let days = Double(
      certificate.validity.notAfter.secondsSinceEpoch
        - certificate.validity.notBefore.secondsSinceEpoch + 1)
    #expect(days / 86_400 == 30)
    #expect(certificate.serialNumber.contents.count == 16)
  }

  @Test(
    "a certificate is refused with one line and status 1, and every decision before that is shown",
    arguments: [
      ("--trust @ca.pem --name bob.lab.example", "name: not of DNS:bob.lab.example"),
      ("--trust @ca.pem --name 192.0.2.1", "name: not of IP:192.0.2.1"),
      ("--trust @ca.pem --at 2090-01-01T00:00:00Z", "trust anchor: CN=CA,O=Lab is trusted, but"),
      ("--trust @ca.pem --revocation required", "revocation: no list of its issuer is at hand"),
      ("--trust @other.pem", "path: no certificate of CN=CA,O=Lab is at hand"),
    ])
  func refusing(options: String, complaint: String) throws {
    let user = try user()
    #expect(
      user.run("certificate issue --ca @ca.pem --ca-key @ca.key --request @a.csr --out @a.pem")
        .status == .success)
    #expect(user.run("key generate p256 --out @other.key").status == .success)
    #expect(
      user.run("certificate self-sign --key @other.key --subject CN=Other --ca --out @other.pem")
        .status == .success)
    let refused = user.run("certificate verify \(options) @a.pem")
    #expect(refused.status == .failure)
    #expect(refused.output.hasSuffix("\nrefused\n"))
    #expect(refused.diagnostics.hasPrefix("error: @a.pem: refused: \(complaint)"))
    #expect(refused.diagnostics.split(separator: "\n").count == 1)
    let json = user.run("certificate verify \(options) --format json @a.pem").output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "chat-lab.path/1")
    #expect(object["accepted"] as? Bool == false)
    let steps = try #require(object["steps"] as? [[String: String]])
    #expect(steps.last?["outcome"] == "failed")
    #expect(Set(steps[0].keys) == ["subject", "check", "outcome", "detail", "rule"])
  }

  @Test("a CA directory keeps what it issues, revokes it, and lists it")
  func directory() throws {
    let user = try user()
    let options = "--directory @lab --password-file @pw"
    #expect(
      user.run("certificate authority @lab --subject CN=Lab --password-file @pw").status == .success
    )
    #expect(
      user.run("certificate authority @lab --subject CN=Lab --password-file @pw").status
        == .unwritableOutput)
    #expect(user.run("key show @lab/ca.key --password-file @pw").output.contains("encrypted"))
    #expect(
      user.run("certificate issue \(options) --request @a.csr --out @a.pem").status == .success)
    let certificate = try Certificate.readAll(user.bytes("a.pem"))[0]
    #expect(try user.bytes("lab/certs/\(certificate.serialNumber).pem") == user.bytes("a.pem"))
    let index = try CertificateIndex(
      text: String(decoding: user.bytes("lab/index.txt"), as: UTF8.self))
    #expect(index[certificate.serialNumber]?.status == .valid)
    #expect(user.run("certificate crl \(options) --out @one.crl").status == .success)
    let verify = "certificate verify --trust @lab/ca.pem --revocation required"
    #expect(user.run("\(verify) --crl @one.crl @a.pem").status == .success)
    #expect(
      user.run("certificate revoke --directory @lab --reason superseded @a.pem").status == .success)
    #expect(
      user.run("certificate revoke --directory @lab @a.pem").diagnostics
        == "error: @lab: the certificate with number \(certificate.serialNumber) is revoked already"
        + "\n")
    #expect(user.run("certificate crl \(options) --out @two.crl").status == .success)
    let refused = user.run("\(verify) --crl @two.crl @a.pem")
    #expect(refused.status == .failure && refused.diagnostics.contains("reason superseded"))
    let lists = try [user.bytes("one.crl"), user.bytes("two.crl"), user.bytes("lab/crl.pem")]
      .map { try CertificateList.readAll($0)[0] }
    #expect(lists.map { $0.extensions.cRLNumber?.number } == [1, 2, 2])
    let shown = user.run("certificate show @two.crl").output
    #expect(shown.contains("revoked, 1 in all\n    \(certificate.serialNumber) at "))
    #expect(user.run("certificate revoke --directory @lab --serial 01").status == .failure)
  }

  @Test("an output that cannot be written is found before anything is issued")
  func unwritableOutput() throws {
    let user = try user()
    let options = "--directory @lab --password-file @pw"
    #expect(
      user.run("certificate authority @lab --subject CN=Lab --password-file @pw").status == .success
    )
    let before = try ["index.txt", "serial", "crlnumber"].map { try user.bytes("lab/\($0)") }
    for line in [
      "certificate issue \(options) --request @a.csr --out @ca.pem",
      "certificate issue \(options) --request @a.csr --out @none/a.pem",
      "certificate issue \(options) --request @a.csr --force --out @lab",
      "certificate crl \(options) --out @ca.pem",
    ] {
      #expect(user.run(line).status == .unwritableOutput, "\(line)")
    }
    let after = try ["index.txt", "serial", "crlnumber"].map { try user.bytes("lab/\($0)") }
    #expect(before == after)
    // A password would be asked for, and nobody is there to ask.
    #expect(user.run("key generate p256 --encrypt --out @ca.pem").status == .unwritableOutput)
  }

  @Test("a damaged directory is reported, not repaired")
  func damaged() throws {
    for (name, text, complaint) in [
      ("index.txt", "X\n", "@lab: index.txt, line 1: 1 fields, expected 6 with tabs between them"),
      ("serial", "xyz\n", "@lab/serial: no number in hexadecimal digits, expected one"),
      ("crlnumber", "\n", "@lab/crlnumber: no number in hexadecimal digits, expected one"),
      ("ca.pem", "nothing\n", "@lab/ca.pem: no CERTIFICATE between BEGIN and END"),
    ] {
      let user = try user()
      #expect(
        user.run("certificate authority @lab --subject CN=Lab --password-file @pw").status
          == .success)
      try user.write(text, to: "lab/\(name)")
      let outcome = user.run("certificate revoke --directory @lab --serial 01")
      #expect(outcome.status == .failure)
      #expect(outcome.diagnostics == "error: \(complaint)\n")
      #expect(try user.bytes("lab/\(name)") == Array(text.utf8))
    }
  }

  @Test("what a CA may not certify is not issued")
  func limits() throws {
    let user = try user()
    let issue = "certificate issue --ca @ca.pem --ca-key @ca.key --request @a.csr"
    #expect(
      user.run(
        "certificate issue --ca @ca.pem --ca-key @a.key --password-file @pw --request @a.csr"
      )
      .diagnostics == "error: the key is not that of CN=CA,O=Lab, expected the CA's\n")
    #expect(user.run("\(issue) --as-ca --out @middle.pem").status == .success)
    // A CA that no other may follow.
    let below = user.run(
      "certificate issue --ca @middle.pem --ca-key @a.key --password-file @pw --request @a.csr "
        + "--as-ca --out @c.pem")
    #expect(below.diagnostics == "error: CN=alice may issue no certificates of CAs\n")
    #expect(user.run("\(issue) --out @a.pem").status == .success)
    let leaf = user.run(
      "certificate issue --ca @a.pem --ca-key @a.key --password-file @pw --request @a.csr")
    #expect(
      leaf.diagnostics
        == "error: nobody would accept it: basic constraints: the trust anchor is not a CA\n")
    #expect(leaf.status == .failure && leaf.output.isEmpty)
    // Its end is not later than that of the CA.
    #expect(user.run("\(issue) --days 36500 --out @long.pem").status == .success)
    let (ca, long) = (
      try Certificate.readAll(user.bytes("ca.pem"))[0],
      try Certificate.readAll(user.bytes("long.pem"))[0]
    )
    #expect(long.validity.notAfter == ca.validity.notAfter)
  }

  @Test(
    "options that say too little or too much are bad usage",
    arguments: [
      ("self-sign --key @ca.key", "nobody's name was given, expected --subject or --dns"),
      ("self-sign --key @ca.key --ca --dns a", "--ca: a CA has a name, expected --subject"),
      (
        "self-sign --key @ca.key --subject CN=x --path-length 1",
        "--path-length: is for a CA, expected --ca"
      ),
      (
        "self-sign --key @ca.key --subject x",
        "--subject: 'x' is not a distinguished name such as CN=alice,O=Lab"
      ),
      ("verify @ca.pem", "--trust: nobody is trusted, expected the certificate of a CA"),
      (
        "verify --trust @ca.pem --at yesterday @ca.pem",
        "--at: 'yesterday' is not a time such as 2026-11-28 or 2026-11-28T04:00:00Z"
      ),
      (
        "issue --request @a.csr --ca @ca.pem",
        "who is the CA: expected --ca and --ca-key, or --directory"
      ),
      (
        "revoke --directory @none",
        "which certificate: expected its file or --serial, one of the two"
      ),
    ])
  func usage(line: String, complaint: String) throws {
    let outcome = try user().run("certificate \(line)")
    #expect(outcome.status == .usage)
    #expect(outcome.diagnostics == "error: \(complaint)\n")
  }

  @Test("files that are missing or something else are named")
  func files() throws {
    let user = try user()
    #expect(user.run("certificate show @none").status == .unreadableInput)
    #expect(user.run("certificate revoke --directory @none --serial 01").status == .unreadableInput)
    #expect(!FileManager.default.fileExists(atPath: user.path("none")))
    let key = user.run("certificate show @ca.key")
    #expect(key.status == .failure)
    #expect(
      key.diagnostics
        == "error: @ca.key: PrivateKeyInfo, expected a certificate, a request or a list\n")
    #expect(
      user.run("certificate issue --ca @a.csr --ca-key @ca.key --request @a.csr").status
        == .failure)
    let again = user.run("certificate self-sign --key @ca.key --subject CN=x --out @ca.pem")
    #expect(again.status == .unwritableOutput)
  }
}
