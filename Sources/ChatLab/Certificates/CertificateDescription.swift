import ASN1
import Bytes
import Certificates
import Hashing
import Rendering

/// What `chat-lab certificate show` says about a certificate, a request or a list.
struct CertificateDescription {
  private static let schema = "chat-lab.certificate/1"

  /// One thing that is said, in one or several values.
  struct Row {
    let name: String
    let values: [String]

    init(_ name: String, _ values: String...) {
      self.init(name, values)
    }

    init(_ name: String, _ values: [String]) {
      (self.name, self.values) = (name, values)
    }
  }

  private let kind: String
  private let rows: [Row]

  /// Describes a certificate.
  init(_ certificate: Certificate) {
    kind = "certificate"
    let content = certificate.tbsCertificate
    rows =
      [
        Row("version", "\(content.version)"), Row("serial number", "\(content.serialNumber)"),
        Row("issuer", "\(content.issuer)"), Row("subject", "\(content.subject)"),
        Row("not before", "\(content.validity.notBefore)"),
        Row("not after", "\(content.validity.notAfter)"),
      ] + Self.key(content.subjectPublicKeyInfo)
      + content.extensions.all.map { Self.row($0, content.extensions) }
      + Self.signature(certificate, der: certificate.der)
  }

  /// Describes a request, and says whether its maker has the private key.
  init(_ request: CertificationRequest) {
    kind = "certification request"
    let proof: String
    do throws(CertificateError) {
      _ = try request.proven()
      proof = "valid: signed by the key in the request"
    } catch {
      proof = "\(error)"
    }
    rows =
      [Row("subject", "\(request.subject)")] + Self.key(request.subjectPublicKeyInfo)
      + request.requestedExtensions.all.map {
        let row = Self.row($0, request.requestedExtensions)
        return Row("asks for \(row.name)", row.values)
      } + [Row("proof of possession", proof)] + Self.signature(request, der: request.der)
  }

  /// Describes a list of revoked certificates.
  init(_ list: CertificateList) {
    kind = "list of revoked certificates"
    rows =
      [
        Row("version", "\(list.version)"), Row("issuer", "\(list.issuer)"),
        Row("this update", "\(list.thisUpdate)"),
        Row("next update", list.nextUpdate.map { "\($0)" } ?? "at no stated time"),
      ] + list.extensions.all.map { Self.row($0, list.extensions) }
      + [
        Row(
          "revoked, \(list.revokedCertificates.count) in all",
          list.revokedCertificates.map { entry in
            let reason = entry.reasonCode.map { ", \($0.name)" } ?? ""
            return "\(entry.userCertificate) at \(entry.revocationDate)\(reason)"
          })
      ] + Self.signature(list, der: list.der)
  }

  private static func key(_ info: SubjectPublicKeyInfo) -> [Row] {
    let name: String
    do throws(CertificateError) {
      name =
        switch try info.key() {
        case .rsa(let key): "RSA, \(key.modulusBitWidth) bits"
        case .p256: "P-256"
        case .p384: "P-384"
        }
    } catch {
      name = "\(error)"
    }
    return [
      Row("public key", name),
      Row("fingerprint of the key, SHA-256", Hex.encode(SHA256.hash(info.der))),
    ]
  }

  private static func signature(_ structure: some SignedStructure, der: [UInt8]) -> [Row] {
    let algorithm = structure.signatureAlgorithm
    let name = (try? SignatureAlgorithm(algorithm)).map { "\($0)" }
    return [
      Row("signature algorithm", name ?? algorithm.algorithm.name ?? "\(algorithm.algorithm)"),
      Row("signature", Hex.encode(structure.signatureValue)),
      Row("fingerprint, SHA-256", Hex.encode(SHA256.hash(der))),
    ]
  }

  // MARK: Output

  /// The description for a person.
  func text(columns: Int) -> String {
    let layout = TextLayout(columns: columns)
    var lines = [kind]
    for row in rows {
      lines.append("  " + escapingControls(row.name))
      for value in row.values.isEmpty ? ["none"] : row.values {
        let shown = value.isEmpty ? "(empty)" : escapingControls(value)
        lines += layout.wrap(shown, first: "    ", next: "    ")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The description as a line of JSON.
  var json: String {
    let members: [(String, JSONText)] = [
      ("schema", .string(Self.schema)), ("kind", .string(kind)),
      (
        "fields",
        .array(
          rows.map { .object([("name", .string($0.name)), ("values", .strings($0.values))]) })
      ),
    ]
    return JSONText.object(members).text + "\n"
  }
}
