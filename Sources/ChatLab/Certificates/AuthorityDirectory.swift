import ASN1
import Arithmetic
import Bytes
import Certificates
import Handshakes
import Transport

/// The directory of a CA, in the layout of `openssl ca`: `ca.pem`, `ca.key`, `index.txt`, `serial`,
/// `crlnumber`, `crl.pem`, and `certs` with what was issued.
///
/// One process at a time has it. Files reach the disk in such an order that no number is used twice,
/// and that the index names no certificate that is not there.
final class AuthorityDirectory {
  private let path: String
  private let store: FileStore
  /// The certificate of the CA.
  let certificate: Certificate
  /// What was issued.
  private(set) var index: CertificateIndex
  /// The number of the next certificate.
  private(set) var nextSerialNumber: SerialNumber
  /// The number of the next list of revoked certificates.
  private(set) var nextListNumber: Natural

  /// The file with the private key.
  var keyPath: String { path + "/ca.key" }

  /// Opens a directory.
  ///
  /// - Throws: `CommandError.failed` naming the file that is missing or damaged; nothing is
  ///   repaired.
  init(_ path: String) throws(CommandError) {
    self.path = path
    // Opening makes what is not there, which here would be a mistake.
    _ = try CommandError.sorting { () throws(TransportError) in try Files.read("\(path)/ca.pem") }
    let store = try CommandError.sorting { () throws(TransportError) in try FileStore(path) }
    self.store = store
    let files = try CommandError.sorting { () throws(TransportError) in try store.readAll() }
    func contents(_ name: String) throws(CommandError) -> [UInt8] {
      guard let contents = files[name] else {
        throw .failed("\(path): no file \(name), expected one in the directory of a CA")
      }
      return contents
    }
    func hexadecimal(_ name: String) throws(CommandError) -> [UInt8] {
      let text =
        String(decoding: try contents(name), as: UTF8.self)
        .split(whereSeparator: \.isNewline).first ?? ""
      let digits = text.utf8.count.isMultiple(of: 2) ? String(text) : "0" + text
      guard let octets = try? Hex.decode(digits), !octets.isEmpty else {
        throw .failed("\(path)/\(name): no number in hexadecimal digits, expected one")
      }
      return octets
    }
    let authority = try contents("ca.pem")
    certificate = try KeyReading.sorting("\(path)/ca.pem") { () throws(CertificateError) in
      try Certificate.readAll(authority)[0]
    }
    let text = String(decoding: try contents("index.txt"), as: UTF8.self)
    index = try KeyReading.sorting(path) { () throws(CertificateError) in
      try CertificateIndex(text: text)
    }
    let serial = try hexadecimal("serial")
    nextSerialNumber = try KeyReading.sorting("\(path)/serial") { () throws(CertificateError) in
      try SerialNumber(Natural(bigEndian: serial))
    }
    nextListNumber = Natural(bigEndian: try hexadecimal("crlnumber"))
  }

  /// Makes a directory for a CA that has issued nothing yet.
  ///
  /// - Throws: `CommandError.unwritableOutput`, also when there is one already.
  static func create(
    _ path: String, certificate: Certificate, keyFile: [UInt8]
  ) throws(CommandError) {
    let store = try CommandError.sorting { () throws(TransportError) in try FileStore(path) }
    guard try CommandError.sorting({ () throws(TransportError) in try store.readAll() }).isEmpty
    else {
      throw .unwritableOutput("\(path): has files in it, expected a new or empty directory")
    }
    var generator = SystemRandom()
    let files = [
      StoredFile("ca.key", keyFile),
      StoredFile("serial", line(SerialNumber.random(using: &generator).description)),
      StoredFile("crlnumber", line("01")), StoredFile("index.txt", []),
      StoredFile("openssl.cnf", Array(configuration.utf8)),
      // Last, because it is what a directory is known by.
      StoredFile("ca.pem", Array(certificate.pem.utf8)),
    ]
    for file in files {
      try CommandError.sorting { () throws(TransportError) in try store.write(file) }
    }
  }

  /// Keeps a certificate that was issued with the next number, and draws another.
  ///
  /// - Throws: `CommandError.unwritableOutput`.
  func add(
    _ issued: Certificate, using generator: inout some RandomByteGenerator
  ) throws(CommandError) {
    let name = issued.serialNumber.description + ".pem"
    try change { (index) throws(CertificateError) in
      try index.add(CertificateIndex.Entry(issued, fileName: name))
    }
    nextSerialNumber = .random(using: &generator)
    try write("serial", Self.line(nextSerialNumber.description))
    try write("certs/\(name)", Array(issued.pem.utf8))
    try write("index.txt", Array(index.text.utf8))
  }

  /// Marks a certificate as revoked.
  ///
  /// - Throws: `CommandError.failed` for one that was not issued here or is revoked already.
  func revoke(_ number: SerialNumber, reason: CRLReason?) throws(CommandError) {
    try change { (index) throws(CertificateError) in
      try index.revoke(number, at: .now, reason: reason)
    }
    try write("index.txt", Array(index.text.utf8))
  }

  /// Issues a list of the revoked certificates, with the next number.
  ///
  /// - Throws: `CommandError.failed` when key and CA do not belong together; `.unwritableOutput`.
  func issueList(
    by key: borrowing PrivateKey, days: Int, algorithm: SignatureAlgorithm
  ) throws(CommandError) -> CertificateList {
    guard certificate.belongs(to: key) else {
      throw .failed("the key is not that of \(certificate.title), expected the CA's")
    }
    let now = ASN1Time.now
    let template = ListTemplate(
      issuer: certificate, thisUpdate: now, nextUpdate: now.adding(days: days),
      number: nextListNumber,
      revokedCertificates: index.revokedCertificates(issuer: certificate.subject))
    var generator = SystemRandom()
    let list: CertificateList
    do throws(CertificateError) {
      list = try template.signed(by: key, algorithm: algorithm, using: &generator)
    } catch {
      throw .failed("\(error)")
    }
    nextListNumber = nextListNumber + .one
    try write(
      "crlnumber", Self.line(Hex.encode(nextListNumber.bigEndianBytes).uppercased()))
    try write("crl.pem", Array(list.pem.utf8))
    return list
  }

  private func change(
    _ body: (inout CertificateIndex) throws(CertificateError) -> Void
  ) throws(CommandError) {
    try KeyReading.sorting(path) { () throws(CertificateError) in try body(&index) }
  }

  private func write(_ name: String, _ contents: [UInt8]) throws(CommandError) {
    try CommandError.sorting { () throws(TransportError) in
      try store.write(StoredFile(name, contents))
    }
  }

  private static func line(_ text: String) -> [UInt8] { Array((text + "\n").utf8) }

  /// How `openssl ca` finds its way about the directory, run inside of it.
  private static let configuration = """
    # For 'openssl ca -config openssl.cnf', run in this directory.
    [ca]
    default_ca = directory
    [directory]
    database = index.txt
    new_certs_dir = certs
    certificate = ca.pem
    private_key = ca.key
    serial = serial
    crlnumber = crlnumber
    crl = crl.pem
    default_md = sha256
    default_days = 365
    default_crl_days = 30
    unique_subject = no
    policy = names
    copy_extensions = copy
    crl_extensions = list
    x509_extensions = user
    [names]
    commonName = supplied
    organizationName = optional
    countryName = optional
    [list]
    authorityKeyIdentifier = keyid
    [user]
    basicConstraints = critical,CA:FALSE
    keyUsage = critical,digitalSignature,keyEncipherment
    extendedKeyUsage = serverAuth,clientAuth
    subjectKeyIdentifier = hash
    authorityKeyIdentifier = keyid

    """
}
