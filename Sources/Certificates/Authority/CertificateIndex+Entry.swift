import ASN1
import Bytes

extension CertificateIndex {
  /// One certificate.
  public struct Entry: Sendable, Equatable {
    /// Whether it holds: V, R or E.
    public enum Status: Sendable, Equatable {
      /// It holds, or has expired without anybody having marked it so.
      case valid
      /// It was revoked.
      case revoked(at: ASN1Time, reason: CRLReason?)
      /// It has expired.
      case expired
    }

    /// Whether it holds.
    public var status: Status
    /// Its last second.
    public let notAfter: ASN1Time
    /// Its number.
    public let serialNumber: SerialNumber
    /// The name of its file, `unknown` where that is not kept.
    public let fileName: String
    /// The subject in OpenSSL's form, `/O=Lab/CN=alice`.
    public let subject: String

    /// Creates the entry of a certificate that was issued just now.
    ///
    /// The name of the file must have no tab or line end in it.
    public init(_ certificate: Certificate, fileName: String = "unknown") {
      precondition(!fileName.utf8.contains { $0 == 0x09 || $0 == 0x0a }, "a field of a line")
      status = .valid
      notAfter = certificate.validity.notAfter
      serialNumber = certificate.serialNumber
      self.fileName = fileName
      subject = certificate.subject.slashText
    }
  }
}

extension CertificateIndex.Entry {
  /// Reads a line.
  ///
  /// - Throws: `CertificateError.index` with the number of the line and what is wrong with it.
  public init(line: Substring, number: Int) throws(CertificateError) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 6 else {
      throw .index(line: number, "\(fields.count) fields, expected 6 with tabs between them")
    }
    guard let notAfter = Self.time(fields[1]) else {
      throw .index(line: number, "field 2 is no time YYMMDDHHMMSSZ")
    }
    guard let serialNumber = SerialNumber(hexadecimal: fields[3]) else {
      throw .index(line: number, "field 4 is no serial number in hexadecimal digits")
    }
    switch (fields[0], fields[2].isEmpty) {
    case ("V", true): status = .valid
    case ("E", true): status = .expired
    case ("R", false): status = try Self.revocation(fields[2], number: number)
    default: throw .index(line: number, "fields 1 and 3 are no status V, E, or R with its time")
    }
    self.notAfter = notAfter
    self.serialNumber = serialNumber
    (fileName, subject) = (fields[4], fields[5])
  }

  /// Reads a time, with a reason behind a comma; OpenSSL puts more behind some reasons.
  private static func revocation(
    _ text: String, number: Int
  ) throws(CertificateError) -> Status {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let time = time(parts[0]) else {
      throw .index(line: number, "field 3 is no time YYMMDDHHMMSSZ")
    }
    guard parts.count > 1 else { return .revoked(at: time, reason: nil) }
    guard let reason = Self.reason(parts[1]) else {
      throw .index(line: number, "field 3 has an unknown reason")
    }
    return .revoked(at: time, reason: reason)
  }

  /// The reason by its name; OpenSSL has names of its own where it asks for more.
  private static func reason(_ name: String) -> CRLReason? {
    switch name {
    case "holdInstruction": .certificateHold
    case "keyTime": .keyCompromise
    case "CAkeyTime": .cACompromise
    default: CRLReason(named: name)
    }
  }

  /// The line, without its end.
  public var line: String {
    let (letter, revocation) =
      switch status {
      case .valid: ("V", "")
      case .expired: ("E", "")
      case .revoked(let time, let reason):
        ("R", Self.text(time) + (reason.map { "," + $0.name } ?? ""))
      }
    return [letter, Self.text(notAfter), revocation, serialNumber.description, fileName, subject]
      .joined(separator: "\t")
  }

  /// A time with a year of two digits, or of four from 2050 on, as in a certificate.
  private static func time(_ text: String) -> ASN1Time? {
    let tag: DER.Tag = text.utf8.count == 15 ? .generalizedTime : .utcTime
    var reader = DER.Reader(DER.encode(tag, contents: Array(text.utf8.prefix(100))))
    return try? reader.readTime()
  }

  private static func text(_ time: ASN1Time) -> String {
    var reader = DER.Reader(DER.time(time))
    return String(decoding: (try? reader.readElement().contents) ?? [], as: UTF8.self)
  }
}

extension Name {
  /// The name as OpenSSL's `ca` writes it: from the widest attribute on, each behind a slash.
  ///
  /// Slashes, backslashes and what is no printable ASCII are escaped as `\xHH`, so that a line
  /// stays one.
  public var slashText: String {
    relativeDistinguishedNames.map { relative in
      "/"
        + relative.attributes.map { attribute in
          AttributeForm.keyword(of: attribute.type) + "="
            + Name.slashEscaped(attribute.text ?? "#")
        }.joined(separator: "+")
    }.joined()
  }

  private static func slashEscaped(_ text: String) -> String {
    text.utf8.map { octet in
      (0x20...0x7e).contains(octet) && octet != UInt8(ascii: "/") && octet != UInt8(ascii: "\\")
        ? String(UnicodeScalar(octet)) : "\\x" + Hex.encode([octet]).uppercased()
    }.joined()
  }
}
