import ASN1
import Arithmetic
import Bytes
import Certificates
import Terms

extension CertifiedPeers {
  /// What the registry keeps: who has which certificate, in memory and as the files of a
  /// directory in the layout of OpenSSL's `ca`.
  struct Records: Sendable {
    /// The files of the state directory.
    enum FileName {
      static let key = "ca.key"
      static let authority = "ca.pem"
      static let index = "index.txt"
      static let serial = "serial"
      static let listNumber = "crlnumber"
      static let list = "crl.pem"
      static let configuration = "openssl.cnf"
      static func certificate(_ serial: String) -> String { "certs/\(serial).pem" }
    }

    /// A name and its certificate.
    struct Record: Sendable {
      let name: String
      /// The SubjectPublicKeyInfo of its key.
      let key: [UInt8]
      let certificate: Term
      let entry: CertificateIndex.Entry

      /// Why the certificate is not good at a time; nil when it is.
      func objection(at now: Int64) -> String? {
        switch entry.status {
        case .revoked(let date, _): "\(name)'s certificate was revoked at \(date)"
        // Whether OpenSSL has marked it so or not.
        case .valid, .expired:
          entry.notAfter.secondsSinceEpoch < now
            ? "\(name)'s certificate expired at \(entry.notAfter)" : nil
        }
      }
    }

    /// What was issued.
    var index = CertificateIndex()
    /// The records by name, without regard to letter case.
    var byName: [String: Record] = [:]
    /// The number of the next certificate.
    var nextSerial: Term?
    /// The number of the next list of revoked certificates.
    var nextListNumber = Natural(1)
    /// The list of revoked certificates.
    var list: Term?
    /// The revoked certificates that the list does not have yet.
    var unlisted = false
    /// The encrypted key of the CA; nil where there is no state yet.
    var keyFile: [UInt8]?
    /// The certificate of the CA in the directory.
    var authorityCertificate: [UInt8] = []
    /// What somebody who runs the server should hear.
    var remarks: [String] = []

    subscript(name: String) -> Record? { byName[name.lowercased()] }

    /// The record of a certificate; nil for one that was not issued here.
    func record(of certificate: [UInt8]) -> Record? {
      byName.values.first { $0.certificate.bytes == certificate }
    }

    /// How much there is, in words.
    var summary: String {
      let revoked = index.entries.count { $0.isRevoked }
      return "\(index.entries.count) certificates, \(revoked) of them revoked"
    }

    /// Takes a new certificate.
    ///
    /// - Returns: The files to keep, in the order in which they must reach the disk: a number is
    ///   never used twice, and the index names no certificate that is not there.
    mutating func add(
      _ name: String, key: [UInt8], _ certificate: Term, nextSerial: Term
    ) throws(HandshakeError) -> [StoredFile] {
      let read: Certificate
      let entry: CertificateIndex.Entry
      do throws(CertificateError) {
        read = try Certificate(der: certificate.bytes)
        entry = CertificateIndex.Entry(read)
        try index.add(entry)
      } catch {
        throw .configuration("\(certificate.name): \(error)")
      }
      byName[name.lowercased()] = Record(
        name: name, key: key, certificate: certificate, entry: entry)
      self.nextSerial = nextSerial
      return [
        serialFile,
        StoredFile(FileName.certificate(entry.serialNumber.description), Array(read.pem.utf8)),
        indexFile,
      ]
    }

    // MARK: Files

    var indexFile: StoredFile {
      StoredFile(FileName.index, Array(index.text.utf8))
    }

    var serialFile: StoredFile {
      StoredFile(
        FileName.serial,
        Array((Hex.encode(nextSerial?.bytes ?? []).uppercased() + "\n").utf8))
    }

    var listNumberFile: StoredFile {
      let octets = nextListNumber.isZero ? [0] : nextListNumber.bigEndianBytes
      return StoredFile(FileName.listNumber, Array((Hex.encode(octets).uppercased() + "\n").utf8))
    }

    static func authorityFile(_ certificate: Term) -> StoredFile {
      StoredFile(
        FileName.authority,
        Array(PEM.encode(label: Certificate.pemLabel, contents: certificate.bytes).utf8))
    }

    static func listFile(_ list: Term) -> StoredFile {
      StoredFile(
        FileName.list,
        Array(PEM.encode(label: CertificateList.pemLabel, contents: list.bytes).utf8))
    }

    /// How `openssl ca` finds its way about the directory, run inside of it.
    static let configurationFile = StoredFile(
      FileName.configuration,
      Array(
        """
        # For 'openssl ca -config openssl.cnf …', run in this directory while the server is stopped.
        [ca]
        default_ca = registry
        [registry]
        database = index.txt
        new_certs_dir = certs
        certificate = ca.pem
        private_key = ca.key
        serial = serial
        crlnumber = crlnumber
        crl = crl.pem
        default_md = sha256
        default_days = \(CertificateAuthority.userDays)
        default_crl_days = \(CertificateAuthority.listDays)
        unique_subject = yes
        policy = names
        crl_extensions = list
        x509_extensions = user
        [names]
        commonName = supplied
        [list]
        authorityKeyIdentifier = keyid
        [user]
        basicConstraints = critical,CA:FALSE
        keyUsage = critical,digitalSignature,keyEncipherment
        subjectKeyIdentifier = hash
        authorityKeyIdentifier = keyid

        """.utf8))
  }
}

extension CertificateIndex.Entry {
  /// Whether the certificate was revoked.
  var isRevoked: Bool {
    if case .revoked = status { true } else { false }
  }
}
