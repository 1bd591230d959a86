import ASN1
import Bytes
import Foundation
import Testing

@testable import ChatLab
@testable import Transport

@Suite("chat-lab inspect")
struct InspectTests {
  private let keys = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("vectors/keys").path

  private func inspect(_ path: String, _ more: String...) -> Outcome {
    run(["inspect", keys + "/" + path] + more, of: .chatLab)
  }

  @Test("a key as a person reads it")
  func text() {
    let outcome = inspect("pycryptodome_ECC/ecc_p256_private_p8_clear.pem")
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    #expect(
      outcome.output == """
        PRIVATE KEY: PrivateKeyInfo, 138 octets

        offset head length  type                meaning
             0    3    135  SEQUENCE            PrivateKeyInfo
             3    2      1   INTEGER            version = 0 (v1)
             6    2     19   SEQUENCE           privateKeyAlgorithm
             8    2      7    OBJECT IDENTIFIER privateKeyAlgorithm.algorithm
                id-ecPublicKey (1.2.840.10045.2.1)
            17    2      8    OBJECT IDENTIFIER
                privateKeyAlgorithm.parameters.namedCurve
                secp256r1 (1.2.840.10045.3.1.7)
            27    2    109   OCTET STRING       privateKey
            29    2    107    SEQUENCE          privateKey: ECPrivateKey
            31    2      1     INTEGER          privateKey.version = 1 (ecPrivkeyVer1)
            34    2     32     OCTET STRING     privateKey.privateKey
                5c4e4320ef260f91ed9fc597aee98c8236b60e0ced692cc7a057d5e45798a052
            68    2     68     [1]              privateKey.publicKey
            70    2     66      BIT STRING      privateKey.publicKey
                04a40ad59a2050ebe92479bd5fb16bb2e45b6465eb3cb2b1effe423fabe6cb74
                24db8219ef0bab80acf26fd70595b61fe4760d33eed80dd03d2fd0dfb27b8ce7
                5c

        """)
  }

  @Test("every published key at every width: no line is wider", arguments: [40, 80, 132])
  func widths(columns: Int) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: keys).filter {
      $0.hasSuffix(".pem") || $0.hasSuffix(".der")
    }
    #expect(paths.count == 58)
    for path in paths {
      let outcome = inspect(path, "--columns", "\(columns)")
      #expect(outcome.status == .success)
      // Numbers, nesting and type alone may be wider than the narrowest output.
      let limit = max(columns, 53)
      for line in outcome.output.split(separator: "\n") {
        #expect(line.count <= limit, "\(path): \(line)")
      }
    }
  }

  @Test("all blocks of a file, each with its label")
  func blocks() {
    let output = inspect("pycryptodome_ECC/ecc_p256_private_ecparams.pem").output
    #expect(output.hasPrefix("EC PARAMETERS: ECParameters, 10 octets\n"))
    #expect(output.contains("\n\nEC PRIVATE KEY: ECPrivateKey, 121 octets\n"))
  }

  @Test("an encrypted key is decrypted only when its password is given")
  func encrypted() throws {
    let path = "pycryptodome_ECC/ecc_p256_private_p8_2.der"
    #expect(!inspect(path).output.contains("privateKey:"))
    let password = FileManager.default.temporaryDirectory
      .appendingPathComponent("password-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: password) }
    try Files.write(Array("secret\n".utf8), to: password)
    let output = inspect(path, "--password-file", password).output
    #expect(output.contains("\n\ndecrypted: PrivateKeyInfo, 138 octets\n"))
    #expect(output.contains("5c4e4320ef260f91ed9fc597aee98c8236b60e0ced692cc7a057d5e45798a052"))
    try Files.write(Array("wrong\n".utf8), to: password)
    let refused = inspect(path, "--password-file", password)
    #expect(refused.status == .failure && refused.output.isEmpty)
  }

  @Test("as JSON: a schema, and every octet of the file")
  func json() throws {
    let path = "pycryptodome_RSA/rsa2048_private.pem"
    let value = try #require(
      JSONValue(parsing: Array(inspect(path, "--format", "json").output.utf8)))
    #expect(value["schema"]?.string == "chat-lab.inspect/1")
    let block = try #require(value["blocks"]?.elements?.first)
    #expect(block["label"]?.string == "PRIVATE KEY")
    #expect(block["structure"]?.string == "PrivateKeyInfo")
    // Written again from tags and contents, it is the file.
    func encode(_ node: JSONValue) throws -> [UInt8] {
      let tag = DER.Tag(octet: try Hex.decode(#require(node["tag"]?.string))[0])
      if let inside = node["nodes"]?.elements, tag.isConstructed {
        return DER.encode(tag, contents: try inside.flatMap { try encode($0) })
      }
      if let inside = node["nodes"]?.elements {
        return DER.encode(tag, contents: try inside.flatMap { try encode($0) })
      }
      return DER.encode(tag, contents: try Hex.decode(#require(node["hex"]?.string)))
    }
    let nodes = try #require(block["nodes"]?.elements)
    let file = try PEM.blocks(in: Files.read(keys + "/" + path))
    #expect(try nodes.flatMap { try encode($0) } == file[0].contents)
  }

  @Test("what is neither PEM nor DER is named with its offset")
  func errors() {
    let outcome = run(["inspect", "/dev/null"], of: .chatLab)
    #expect(outcome.status == .failure)
    #expect(outcome.diagnostics == "error: /dev/null: empty, expected DER or PEM\n")
    let text = run(["inspect", keys + "/../README.md"], of: .chatLab)
    #expect(text.status == .failure)
    #expect(text.diagnostics.contains("README.md: neither PEM nor DER: "))
    #expect(run(["inspect", keys + "/none"], of: .chatLab).status == .unreadableInput)
  }
}
