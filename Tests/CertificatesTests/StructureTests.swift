import ASN1
import Bytes
import Hashing
import PublicKey
import Testing

@testable import Certificates

@Suite("The table of structures")
struct StructureTableTests {
  private let grammar = StructureGrammar.standard

  /// Every structure inside one, itself among them.
  private func parts(of structure: Structure) -> [Structure] {
    switch structure {
    case .sequence(let components), .choice(let components):
      [structure] + components.flatMap { parts(of: $0.structure) }
    case .repeated(_, let inner, _), .tagged(_, _, let inner), .containing(_, let inner, _):
      [structure] + parts(of: inner)
    case .reference, .simple, .open, .any, .raw: [structure]
    }
  }

  private var all: [Structure] {
    (Array(grammar.types.values)
      + grammar.tables.values.flatMap { Array($0.entries.values) + [$0.others] })
      .flatMap { parts(of: $0) }
  }

  @Test("is read to its end, and names nothing that it does not have")
  func references() {
    #expect(grammar.types.count > 60 && grammar.tables.count == 8)
    for case .reference(let name) in all { #expect(grammar.types[name] != nil, "\(name)") }
    for case .open(_, let table) in all { #expect(grammar.tables[table] != nil, "\(table)") }
    for structure in EncodedStructure.allCases {
      #expect(grammar.types[structure.rawValue] != nil, "\(structure)")
    }
  }

  @Test("uses every type and every table")
  func uses() {
    var used = Set(EncodedStructure.allCases.map(\.rawValue))
    var usedTables: Set<String> = []
    for case .reference(let name) in all { used.insert(name) }
    for case .open(_, let table) in all { usedTables.insert(table) }
    #expect(Set(grammar.types.keys).subtracting(used).isEmpty)
    #expect(Set(grammar.tables.keys).subtracting(usedTables).isEmpty)
  }

  @Test("has no name for a name for itself")
  func circles() {
    for name in grammar.types.keys {
      var seen: Set<String> = []
      var structure = Structure.reference(name)
      while case .reference(let next) = structure {
        guard seen.insert(next).inserted else {
          Issue.record("\(name)")
          break
        }
        structure = grammar.types[next] ?? .any
      }
    }
  }

  @Test("can be told apart: alternatives have different tags, optional parts those of no successor")
  func tags() {
    for case .choice(let alternatives) in all {
      var seen: Set<DER.Tag> = []
      for alternative in alternatives {
        for tag in grammar.tags(of: alternative.structure) ?? [] {
          #expect(seen.insert(tag).inserted, "\(alternatives)")
        }
      }
    }
    for case .sequence(let components) in all {
      for (component, next) in zip(components, components.dropFirst()) where component.isOptional {
        guard let tags = grammar.tags(of: component.structure),
          let others = grammar.tags(of: next.structure)
        else { continue }
        #expect(tags.isDisjoint(with: others), "\(component), \(next)")
      }
    }
  }

  @Test(
    "with a mistake is not read",
    arguments: [
      "A", "A ::=", "A ::= {", "A ::= SEQUENCE { a", "A ::= SEQUENCE { a INTEGER,", "::= INTEGER",
      "A ::= INTEGER A ::= NULL", "A ::= [31] IMPLICIT NULL", "A ::= [1] NULL", "A ::= [x]",
      "T ::= TABLE { noSuchName NULL }", "A ::= INTEGER { one }", "A ::= BY a", "A ::= ANY NAMED",
      "A ::= SEQUENCE OF",
    ])
  func mistakes(text: String) {
    var parser = StructureParser(text)
    #expect(parser.parse() == nil)
  }
}

@Suite("What elements mean")
struct StructureDescriptionTests {
  private func flat(_ encoding: [UInt8]) throws -> [DescribedNode] {
    try EncodedStructure.describe(encoding).flatMap { $0.flattened() }.map(\.node)
  }

  private func lines(_ encoding: [UInt8]) throws -> [String] {
    try flat(encoding).map { node in
      let structure = node.structure.map { ": \($0)" } ?? ""
      let value = node.value.isEmpty ? "" : " = \(node.value)"
      return "\(node.element.offset) \(node.type) \(node.path ?? "?")\(structure)\(value)"
    }
  }

  @Test("a key of P-256 in PKCS #8, with the key inside it opened")
  func privateKey() throws {
    let encoding = try PublishedFiles.bytes("keys/pycryptodome_ECC/ecc_p256_private_p8_clear.der")
    #expect(
      try lines(encoding) == [
        "0 SEQUENCE : PrivateKeyInfo", "3 INTEGER version = 0 (v1)",
        "6 SEQUENCE privateKeyAlgorithm",
        "8 OBJECT IDENTIFIER privateKeyAlgorithm.algorithm = id-ecPublicKey (1.2.840.10045.2.1)",
        "17 OBJECT IDENTIFIER privateKeyAlgorithm.parameters.namedCurve = "
          + "secp256r1 (1.2.840.10045.3.1.7)",
        "27 OCTET STRING privateKey", "29 SEQUENCE privateKey: ECPrivateKey",
        "31 INTEGER privateKey.version = 1 (ecPrivkeyVer1)",
        "34 OCTET STRING privateKey.privateKey = "
          + "5c4e4320ef260f91ed9fc597aee98c8236b60e0ced692cc7a057d5e45798a052",
        "68 [1] privateKey.publicKey",
        "70 BIT STRING privateKey.publicKey = "
          + "04a40ad59a2050ebe92479bd5fb16bb2e45b6465eb3cb2b1effe423fabe6cb7424"
          + "db8219ef0bab80acf26fd70595b61fe4760d33eed80dd03d2fd0dfb27b8ce75c",
      ])
  }

  @Test("an encrypted key, with the parameters of each algorithm")
  func encryptedKey() throws {
    let encoding = try PublishedFiles.bytes("keys/pycryptodome_ECC/ecc_p256_private_p8_2.der")
    let lines = try lines(encoding)
    let derivation = "encryptionAlgorithm.parameters.keyDerivationFunc"
    #expect(lines.contains("43 INTEGER \(derivation).parameters.iterationCount = 12345"))
    #expect(
      lines.contains(
        "33 OCTET STRING \(derivation).parameters.salt.specified = dd854a75eeeb3d0c"))
    #expect(
      lines.contains(
        "49 OBJECT IDENTIFIER \(derivation).parameters.prf.algorithm = "
          + "id-hmacWithSHA512 (1.2.840.113549.2.11)"))
    #expect(!lines.contains { $0.contains("?") })
  }

  @Test("a certificate: validity, names, and extensions by their own structures")
  func certificate() throws {
    var generator = SystemRandom()
    let key = PrivateKey.p256(try .generate(using: &generator))
    let constraints = DER.sequence(DER.boolean(true), DER.integer(3))
    let usage = DER.namedBits([true, false, false, false, false, true])
    let names = DER.sequence(
      DER.implicit(2, DER.ia5String("example.com")),
      DER.implicit(7, DER.octetString([127, 0, 0, 1])))
    func extended(_ name: ObjectIdentifier, isCritical: Bool = false, _ value: [UInt8]) -> [UInt8] {
      DER.sequence(
        DER.objectIdentifier(name), isCritical ? DER.boolean(true) : [], DER.octetString(value))
    }
    let name = DER.sequence(
      DER.set(of: [DER.sequence(DER.objectIdentifier(.commonName), DER.utf8String("é"))]))
    let start = try #require(ASN1Time(year: 2026, month: 11, day: 28, hour: 4))
    let algorithm = SignatureAlgorithm.ecdsa(.sha256)
    let signed = DER.sequence(
      DER.explicit(0, DER.integer(2)), DER.integer(5), algorithm.der, name,
      DER.sequence(DER.time(start), DER.time(start.adding(days: 30_000))), name,
      SubjectPublicKeyInfo(key.publicKey).der,
      DER.explicit(
        3,
        DER.sequence([
          extended(.basicConstraints, isCritical: true, constraints), extended(.keyUsage, usage),
          extended(.subjectAltName, names),
          extended(ObjectIdentifier(1, 2, 3), DER.sequence(DER.integer(7))),
        ])))
    let signature = try key.sign(signed, algorithm: algorithm, using: &generator)
    let encoding = DER.sequence(signed, algorithm.der, DER.bitString(signature))
    #expect(EncodedStructure(of: encoding) == .certificate)
    let nodes = try flat(encoding)
    let values = Dictionary(
      nodes.filter { !$0.value.isEmpty }.map { ($0.path ?? "?", $0.value) }
    ) { first, _ in first }
    let expected = [
      "tbsCertificate.version": "2 (v3)", "tbsCertificate.serialNumber": "5",
      "tbsCertificate.issuer[0].commonName.value": "\"é\"",
      "tbsCertificate.validity.notBefore": "2026-11-28 04:00:00 UTC",
      "tbsCertificate.validity.notAfter": "2109-01-17 04:00:00 UTC",
      "tbsCertificate.extensions.basicConstraints.critical": "TRUE",
      "tbsCertificate.extensions.basicConstraints.cA": "TRUE",
      "tbsCertificate.extensions.basicConstraints.pathLenConstraint": "3",
      "tbsCertificate.extensions.keyUsage": "digitalSignature, keyCertSign",
      "tbsCertificate.extensions.subjectAltName[0].dNSName": "\"example.com\"",
      "tbsCertificate.extensions.subjectAltName[1].iPAddress": "7f000001",
      "signatureAlgorithm.algorithm": "ecdsa-with-SHA256 (1.2.840.10045.4.3.2)",
    ]
    for (path, value) in expected { #expect(values[path] == value, "\(path)") }
    #expect(values["signatureValue.r"] != nil && values["signatureValue.s"] != nil)
    // The one element of which nothing is known is the number in an extension of ours.
    #expect(nodes.filter { $0.path == nil }.map(\.value) == ["7"])
    // Every element of the encoding is there once, with its contents.
    for node in nodes {
      let place =
        node.element.offset..<node.element.offset + node.element.headerLength + node.element.length
      #expect(Array(encoding[place]) == node.element.encoding)
    }
  }

  @Test("all published keys are known to their last element, but for unknown algorithms")
  func publishedKeys() throws {
    let unknown = ["unknown-oid.der", "enc-unknown-kdf.pem"]
    for path in try PublishedFiles.files(below: "keys") {
      let contents = try PublishedFiles.bytes(path)
      let encodings =
        PEM.isPresent(in: contents) ? try PEM.blocks(in: contents).map(\.contents) : [contents]
      for encoding in encodings {
        let hasUnknown = try flat(encoding).contains { $0.path == nil }
        #expect(hasUnknown == unknown.contains { path.hasSuffix($0) }, "\(path)")
      }
    }
  }

  @Test("what stands where its structure has no place for it has no meaning")
  func misplaced() throws {
    // A PrivateKeyInfo whose version is followed by an OCTET STRING too early, and one too many.
    let wrong = DER.sequence(
      DER.integer(0), DER.sequence(DER.null), DER.octetString([1]), DER.boolean(true))
    let paths = try flat(wrong).map(\.path)
    #expect(paths == ["", "version", "privateKeyAlgorithm", nil, "privateKey", nil])
  }

  @Test(
    "a number that stands in octets, a string with characters it lacks, and a time that is none")
  func values() throws {
    func value(_ encoding: [UInt8], _ tag: DER.Tag, _ names: [Int: String] = [:]) throws -> String {
      ElementValue(try DER.tree(of: encoding)[0].element, as: tag, names: names).text
    }
    #expect(try value(DER.integer(300), .integer) == "300")
    #expect(try value([2, 8, 0, 1, 2, 3, 4, 5, 6, 7], .integer) == "0001020304050607")
    #expect(try value([2, 1, 0xff], .integer) == "-1")
    #expect(try value([2, 0], .integer) == "")
    #expect(try value([1, 1, 7], .boolean) == "07")
    #expect(try value([0x13, 1, 0x40], .printableString) == "40")
    #expect(try value([0x17, 1, 0x40], .utcTime) == "40")
    #expect(try value([6, 0], .objectIdentifier) == "")
    #expect(try value([3, 0], .bitString) == "")
    #expect(try value([3, 1, 9], .bitString) == "09")
    #expect(try value([3, 2, 4, 0xf0], .bitString) == "f0 (4 unused bits)")
    #expect(try value([3, 3, 6, 0x80, 0x40], .bitString, [0: "a"]) == "a, bit 9")
  }
}
