import ASN1
import Certificates
import Testing

/// The published certificates that are no paths: each is read, or refused for its reason.
@Suite("Published certificates")
struct PublishedCertificatesTests {
  /// The files that are refused, and why.
  static let refused: [String: String] = [
    "badasn1time.pem":
      "tbsCertificate.validity.notAfter: no time of the form [YY]YYMMDDHHMMSSZ at offset 105",
    // The label of old programs, which RFC 7468 lets nobody write.
    "cryptography.io.old_header.pem": "no CERTIFICATE between BEGIN and END",
    "custom_long-form-name-attribute.pem": "no CERTIFICATE between BEGIN and END",
    // A key of the old encryption stands in the file, and is not passed over.
    "cryptography.io.with_headers.pem":
      "RSA PRIVATE KEY: \"Proc-Type: 4,ENCRYPTED\" where base64 must begin",
    "custom_empty-eku.pem":
      "tbsCertificate.extensions.extKeyUsage.ExtKeyUsageSyntax: not a value that is allowed here",
    "custom_invalid_utf8_common_name.pem":
      "tbsCertificate.issuer.CN: octets that a UTF8String does not have at offset 45",
    "custom_invalid_version.pem":
      "tbsCertificate.version.Version: not a value that is allowed here",
    "custom_mismatch_inner_outer_sig_algorithm.der":
      "signatureAlgorithm: not a value that is allowed here",
    "custom_nc_invalid_ip4_netmask.der":
      "tbsCertificate.extensions.nameConstraints.iPAddress: not a value that is allowed here",
    "custom_nc_invalid_ip_netmask.pem":
      "tbsCertificate.extensions.nameConstraints.iPAddress: not a value that is allowed here",
    "custom_nc_ip_invalid_length.pem":
      "tbsCertificate.extensions.nameConstraints.iPAddress: not a value that is allowed here",
    "custom_two_basic_constraints.pem":
      "tbsCertificate.extensions.second basicConstraints: not a value that is allowed here",
    "utf8-dnsname.pem":
      "tbsCertificate.extensions.subjectAltName: octets that a IA5String does not have at offset 58",
    // It names md5 outside, where md5WithRSAEncryption is signed.
    "v1_cert.pem": "signatureAlgorithm: not a value that is allowed here",
  ]

  private func certificates(_ name: String) throws -> [Certificate] {
    try Certificate.readAll(PublishedFiles.bytes("x509/samples/\(name)"))
  }

  @Test("are read, or refused for the reason that they were made for")
  func verdicts() throws {
    let files = try PublishedFiles.files(below: "x509/samples")
    #expect(files.count == 70)
    for file in files {
      let name = String(file.split(separator: "/").last ?? "")
      do throws(CertificateError) {
        let all = try Certificate.readAll(PublishedCertificatesTests.bytes(file))
        #expect(Self.refused[name] == nil, "\(name) was read")
        for certificate in all {
          #expect(
            Name(certificate.subject.relativeDistinguishedNames).der == certificate.subject.der)
        }
      } catch {
        #expect(error.description == Self.refused[name], "\(name)")
      }
    }
  }

  private static func bytes(_ file: String) -> [UInt8] {
    (try? PublishedFiles.bytes(file)) ?? []
  }

  @Test("have the names that they were made for")
  func names() throws {
    #expect(
      try certificates("wildcard_san.pem")[0].subjectAltNames.contains(
        .dNSName("*.saseliminator.com"))
    )
    #expect(
      try certificates("custom_san_registered_id.pem")[0].subjectAltNames
        == [.registeredID(ObjectIdentifier(1, 2, 3, 4))])
    // A BIT STRING in a name is no text.
    let odd = try certificates("scottishpower-bitstring-dn.pem")[0]
    #expect(odd.subject.description.contains("=#03"))
    #expect(try certificates("cryptography.io.chain.pem").count == 2)
    #expect(
      try certificates("custom_negative_serial.pem")[0].serialNumber.description.hasPrefix("-"))
    #expect(try !certificates("custom_negative_serial.pem")[0].serialNumber.isConforming)
    #expect(try certificates("custom_post2000utctime.pem")[0].validity.notBefore.year == 2014)
  }

  @Test("that sign themselves verify, and no longer with another last bit")
  func signatures() throws {
    // The second is called so after a list that another key signed.
    for name in [
      "custom_valid_signature_cert.pem", "custom_invalid_signature_cert.pem", "custom_ca_ca.pem",
      "custom_ca_rsa_ca.pem",
    ] {
      let certificate = try certificates(name)[0]
      let key = try certificate.subjectPublicKeyInfo.key()
      #expect(certificate.isSigned(by: key), "\(name)")
      var changed = certificate.der
      changed[changed.count - 1] ^= 1
      #expect(try !Certificate(der: changed).isSigned(by: key), "\(name)")
    }
  }
}
