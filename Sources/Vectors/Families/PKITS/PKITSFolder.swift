import Certificates
import Foundation

/// The certificates and revocation lists of NIST's PKITS, as they lie in its folders.
struct PKITSFolder: Sendable {
  /// Everything that is there.
  private(set) var store = CertificateStore()
  /// The certificates by the names of their files, without endings.
  private(set) var certificates: [String: Certificate] = [:]
  /// How many lists there are.
  private(set) var listCount = 0

  /// Reads `certs` and `crls` in a directory.
  ///
  /// - Throws: `VectorError` naming a file that is no certificate or list.
  init(directory: String) throws(VectorError) {
    for (name, bytes) in PKITSFolder.files(directory + "/certs", ending: ".crt") {
      let certificate = try PKITSFolder.reading(name) { () throws(CertificateError) in
        try Certificate(der: bytes)
      }
      certificates[name] = certificate
      store.add(certificate)
    }
    for (name, bytes) in PKITSFolder.files(directory + "/crls", ending: ".crl") {
      store.add(
        try PKITSFolder.reading(name) { () throws(CertificateError) in
          try CertificateList(der: bytes)
        })
      listCount += 1
    }
  }

  private static func reading<Value>(
    _ name: String, _ body: () throws(CertificateError) -> Value
  ) throws(VectorError) -> Value {
    do throws(CertificateError) {
      return try body()
    } catch {
      throw .malformed(field: name, expected: "a structure of X.509", found: "\(error)")
    }
  }

  private static func files(_ directory: String, ending: String) -> [(String, [UInt8])] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.sorted().filter { $0.hasSuffix(ending) }.compactMap { name in
      FileManager.default.contents(atPath: directory + "/" + name).map {
        (String(name.dropLast(ending.count)), [UInt8]($0))
      }
    }
  }
}
