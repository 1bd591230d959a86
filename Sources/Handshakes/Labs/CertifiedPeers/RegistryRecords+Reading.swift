import ASN1
import Arithmetic
import Bytes
import Certificates
import PublicKey
import Terms

// The state directory, checked before anybody is served from it: damage is reported, not repaired.
extension CertifiedPeers.Records {
  /// Reads the files of a state directory.
  ///
  /// A directory without an index and without certificates is new: the index is the last file that
  /// is made, so nobody has a certificate from there.
  ///
  /// - Throws: `HandshakeError.configuration`, naming the file and what is wrong with it.
  init(files: [String: [UInt8]], _ sizes: CertifiedPeers.Sizes) throws(HandshakeError) {
    let certificates = files.keys.filter { $0.hasPrefix("certs/") }.sorted()
    guard let contents = files[FileName.index] else {
      guard certificates.isEmpty else {
        throw .configuration(
          "\(FileName.index): missing, beside \(certificates.count) certificates")
      }
      return
    }
    func file(_ name: String) throws(HandshakeError) -> [UInt8] {
      guard let contents = files[name] else { throw .configuration("\(name): missing") }
      return contents
    }
    keyFile = try file(FileName.key)
    let authority = try Self.certificate(try file(FileName.authority), FileName.authority)
    authorityCertificate = authority.der
    guard case .rsa(let key)? = try? authority.subjectPublicKeyInfo.key(sizes: .any),
      key.modulusBitWidth == sizes.authorityModulus
    else {
      throw .configuration(
        "\(FileName.authority): expected an RSA key of \(sizes.authorityModulus) bits; real and toy"
          + " runs need directories of their own")
    }
    try readNumbers(try file(FileName.serial), try file(FileName.listNumber))
    try readIndex(contents, files, key)
    try readList(try file(FileName.list), key)
    let issued = Set(index.entries.map { FileName.certificate($0.serialNumber.description) })
    for name in certificates where !issued.contains(name) {
      remarks.append("\(name) is not in the index: a registration that nobody was told of")
    }
  }

  /// Checks that the CA's certificate is for the CA's key.
  func check(key information: [UInt8]) throws(HandshakeError) {
    let authority = try Self.certificate(authorityCertificate, FileName.authority)
    guard authority.subjectPublicKeyInfo.der == information else {
      throw .configuration("\(FileName.authority): not for the key in \(FileName.key)")
    }
  }

  private mutating func readNumbers(
    _ serial: [UInt8], _ listNumber: [UInt8]
  ) throws(HandshakeError) {
    func number(_ file: [UInt8], _ name: String) throws(HandshakeError) -> [UInt8] {
      let text = String(decoding: file, as: UTF8.self)
      guard text.hasSuffix("\n"), let octets = try? Hex.decode(text.dropLast()),
        (1...20).contains(octets.count)
      else { throw .configuration("\(name): expected one number in hexadecimal digits") }
      return octets
    }
    let octets = try number(serial, FileName.serial)
    guard octets[0] < 0x80, octets[0] != 0 else {
      throw .configuration("\(FileName.serial): expected a positive number, without zeros in front")
    }
    nextSerial = Term(
      "server.serial", octets, .given(by: CertifiedPeers.User.serverActor, as: .file))
    nextListNumber = Natural(bigEndian: try number(listNumber, FileName.listNumber))
  }

  private mutating func readIndex(
    _ contents: [UInt8], _ files: [String: [UInt8]], _ key: RSA.PublicKey
  ) throws(HandshakeError) {
    guard contents.isEmpty || contents.last == UInt8(ascii: "\n") else {
      throw .configuration("\(FileName.index): the last line has no end")
    }
    do throws(CertificateError) {
      index = try CertificateIndex(text: String(decoding: contents, as: UTF8.self))
    } catch {
      throw .configuration("\(FileName.index): \(error)")
    }
    for entry in index.entries { try take(entry, files, key) }
  }

  private mutating func take(
    _ entry: CertificateIndex.Entry, _ files: [String: [UInt8]], _ key: RSA.PublicKey
  ) throws(HandshakeError) {
    let name = FileName.certificate(entry.serialNumber.description)
    guard let contents = files[name] else {
      throw .configuration("\(name): missing, but \(FileName.index) names it")
    }
    let certificate = try Self.certificate(contents, name)
    guard CertificateIndex.Entry(certificate).describesTheSame(as: entry) else {
      throw .configuration(
        "\(name): number, subject or time of expiry is not what \(FileName.index) says")
    }
    guard certificate.isSigned(by: .rsa(key)) else {
      throw .configuration("\(name): not signed by the key in \(FileName.authority)")
    }
    guard let subject = certificate.subject.commonName else {
      throw .configuration("\(name): its subject has no common name")
    }
    let isHeld = self[subject].map { !$0.entry.isRevoked } ?? false
    if isHeld, !entry.isRevoked {
      throw .configuration("\(FileName.index): \(subject) has two certificates that hold")
    }
    // One that holds stands for the name, wherever a revoked one stands.
    if isHeld { return }
    byName[subject.lowercased()] = Record(
      name: subject, key: certificate.subjectPublicKeyInfo.der,
      certificate: Term(
        "\(subject).certificate", certificate.der,
        .given(by: CertifiedPeers.User.serverActor, as: .file)),
      entry: entry)
  }

  private mutating func readList(
    _ file: [UInt8], _ key: RSA.PublicKey
  ) throws(HandshakeError) {
    let list: CertificateList
    do {
      list = try CertificateList.readAll(file)[0]
    } catch {
      throw .configuration("\(FileName.list): \(error)")
    }
    guard list.isSigned(by: .rsa(key)) else {
      throw .configuration("\(FileName.list): not signed by the key in \(FileName.authority)")
    }
    self.list = Term(
      "ca.crl", list.der, .given(by: CertifiedPeers.User.serverActor, as: .file))
    let listed = Set(list.revokedCertificates.map(\.userCertificate))
    unlisted = index.entries.contains { $0.isRevoked && !listed.contains($0.serialNumber) }
  }

  private static func certificate(
    _ file: [UInt8], _ name: String
  ) throws(HandshakeError) -> Certificate {
    do {
      let all = try Certificate.readAll(file)
      guard all.count == 1 else {
        throw CertificateError.wrongStructure(found: nil, expected: "one certificate")
      }
      return all[0]
    } catch {
      throw .configuration("\(name): \(error)")
    }
  }
}

extension CertificateIndex.Entry {
  /// Whether two entries differ in nothing but what became of the certificate.
  fileprivate func describesTheSame(as other: CertificateIndex.Entry) -> Bool {
    serialNumber == other.serialNumber && notAfter == other.notAfter && subject == other.subject
  }
}
