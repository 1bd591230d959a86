import ASN1
import Bytes
import Certificates

extension CertifiedPeers {
  /// A line of `index.txt`, the database of OpenSSL's `ca`: six fields with tabs between them.
  ///
  ///     V  301231120000Z                 01A2…  unknown  /CN=alice
  ///     R  301231120000Z  300601120000Z  01B3…  unknown  /CN=bob
  struct IndexEntry: Sendable, Equatable {
    /// What became of a certificate.
    enum Status: Sendable, Equatable {
      /// It is valid until it expires.
      case valid
      /// It was revoked at a time.
      case revoked(ASN1Time)
    }

    let status: Status
    let expiry: ASN1Time
    /// The hexadecimal digits of the serial number, as OpenSSL writes them.
    let serial: String
    /// The common name of the subject.
    let commonName: String

    /// Describes a certificate.
    init(status: Status, expiry: ASN1Time, serial: String, commonName: String) {
      self.status = status
      self.expiry = expiry
      self.serial = serial
      self.commonName = commonName
    }

    /// Reads a line; nil with the reason for one that is none.
    init(line: Substring) throws(HandshakeError) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6 else {
        throw .configuration("expected six fields with tabs between them")
      }
      guard let expiry = Self.time(fields[1]) else {
        throw .configuration("field 2: expected the time of expiry")
      }
      switch fields[0] {
      // An expired one, which `openssl ca -updatedb` marks so, is told by its time.
      case "V", "E": status = .valid
      case "R":
        let date = fields[2].split(separator: ",").first.map(String.init) ?? ""
        guard let date = Self.time(date) else {
          throw .configuration("field 3: expected the time of revocation")
        }
        status = .revoked(date)
      default: throw .configuration("field 1: expected V, R or E")
      }
      guard SerialNumber(hexadecimal: fields[3]) != nil else {
        throw .configuration("field 4: expected a serial number in hexadecimal digits")
      }
      guard let name = fields[5].split(separator: "/").last(where: { $0.hasPrefix("CN=") }) else {
        throw .configuration("field 6: expected a subject with a common name, /CN=alice")
      }
      self.expiry = expiry
      serial = fields[3].uppercased()
      commonName = String(name.dropFirst(3))
    }

    /// The line, its end included.
    var line: String {
      let (letter, date) =
        switch status {
        case .valid: ("V", "")
        case .revoked(let date): ("R", Self.text(date))
        }
      return "\(letter)\t\(Self.text(expiry))\t\(date)\t\(serial)\tunknown\t/CN=\(commonName)\n"
    }

    /// The contents of a UTCTime, or of a GeneralizedTime from 2050 on.
    private static func text(_ time: ASN1Time) -> String {
      String(decoding: DER.time(time).dropFirst(2), as: UTF8.self)
    }

    private static func time(_ text: String) -> ASN1Time? {
      let tag = text.utf8.count == 13 ? DER.Tag.utcTime : .generalizedTime
      var reader = DER.Reader(DER.encode(tag, contents: Array(text.utf8)))
      return try? reader.readTime()
    }
  }
}
