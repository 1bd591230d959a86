import ASN1
import Certificates

/// Reading of certificates, requests and lists for commands.
enum CertificateReading {
  /// The most octets of a file.
  private static let limit = DER.sizeLimit

  /// Reads all certificates of a file, `-` for standard input.
  ///
  /// - Throws: `CommandError.failed` naming the file, `.unreadableInput`.
  static func certificates(
    _ path: String, _ io: CommandIO
  ) throws(CommandError) -> [Certificate] {
    let contents = try OctetSource.file(path).read(io, limit: limit)
    return try KeyReading.sorting(path) { () throws(CertificateError) in
      try Certificate.readAll(contents)
    }
  }

  /// Reads the first certificate of a file.
  ///
  /// - Throws: What reading all throws.
  static func certificate(_ path: String, _ io: CommandIO) throws(CommandError) -> Certificate {
    try certificates(path, io)[0]
  }

  /// Reads all lists of revoked certificates of a file.
  ///
  /// - Throws: `CommandError.failed` naming the file, `.unreadableInput`.
  static func lists(_ path: String, _ io: CommandIO) throws(CommandError) -> [CertificateList] {
    let contents = try OctetSource.file(path).read(io, limit: limit)
    return try KeyReading.sorting(path) { () throws(CertificateError) in
      try CertificateList.readAll(contents)
    }
  }

  /// Reads a request, and verifies that its maker has the private key.
  ///
  /// - Throws: `CommandError.failed` naming the file, also when that is not proven;
  ///   `.unreadableInput`.
  static func request(_ path: String, _ io: CommandIO) throws(CommandError) -> ProvenRequest {
    let contents = try OctetSource.file(path).read(io, limit: limit)
    return try KeyReading.sorting(path) { () throws(CertificateError) in
      try CertificationRequest(file: contents).proven()
    }
  }
}
