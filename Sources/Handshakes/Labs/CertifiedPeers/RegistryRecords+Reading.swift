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
    guard let index = files[FileName.index] else {
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
    try readIndex(index, files, key)
    try readList(try file(FileName.list), key)
    for name in certificates
    where !entries.contains(where: { FileName.certificate($0.serial) == name }) {
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
    _ index: [UInt8], _ files: [String: [UInt8]], _ key: RSA.PublicKey
  ) throws(HandshakeError) {
    let text = String(decoding: index, as: UTF8.self)
    guard text.isEmpty || text.hasSuffix("\n") else {
      throw .configuration("\(FileName.index): the last line has no end")
    }
    for (number, line) in text.split(separator: "\n").enumerated() {
      let place = "\(FileName.index), line \(number + 1)"
      let entry: CertifiedPeers.IndexEntry
      do throws(HandshakeError) {
        entry = try CertifiedPeers.IndexEntry(line: line)
      } catch {
        throw .configuration("\(place): \(error)")
      }
      try take(entry, place, files, key)
    }
  }

  private mutating func take(
    _ entry: CertifiedPeers.IndexEntry, _ place: String, _ files: [String: [UInt8]],
    _ key: RSA.PublicKey
  ) throws(HandshakeError) {
    let name = FileName.certificate(entry.serial)
    guard let contents = files[name] else {
      throw .configuration("\(name): missing, but \(place) names it")
    }
    let certificate = try Self.certificate(contents, name)
    guard certificate.serialNumber.description == entry.serial else {
      throw .configuration("\(name): has the number \(certificate.serialNumber)")
    }
    guard certificate.subject.commonName == entry.commonName else {
      throw .configuration(
        "\(name): is of CN=\(certificate.subject.commonName ?? "nobody"), \(place) has"
          + " CN=\(entry.commonName)")
    }
    guard certificate.validity.notAfter == entry.expiry else {
      throw .configuration("\(name): expires at \(certificate.validity.notAfter), \(place) differs")
    }
    guard certificate.isSigned(by: .rsa(key)) else {
      throw .configuration("\(name): not signed by the key in \(FileName.authority)")
    }
    guard !entries.contains(where: { $0.serial == entry.serial }) else {
      throw .configuration("\(place): the number \(entry.serial) stands there twice")
    }
    if entry.status == .valid, self[entry.commonName]?.entry.status == .valid {
      throw .configuration("\(place): \(entry.commonName) has two certificates")
    }
    entries.append(entry)
    // One that is valid stands for the name, wherever a revoked one stands.
    if entry.status != .valid, self[entry.commonName]?.entry.status == .valid { return }
    byName[entry.commonName.lowercased()] = Record(
      name: entry.commonName, key: certificate.subjectPublicKeyInfo.der,
      certificate: Term(
        "\(entry.commonName).certificate", certificate.der,
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
    let listed = Set(list.revokedCertificates.map(\.userCertificate.description))
    unlisted = entries.contains { $0.status != .valid && !listed.contains($0.serial) }
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
