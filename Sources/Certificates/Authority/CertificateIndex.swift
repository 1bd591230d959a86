import ASN1

/// What a CA has issued, as OpenSSL's `ca` keeps it in `index.txt`: a line a certificate, six fields
/// with tabs between them.
///
///     V ⇥ 270930083000Z ⇥ ⇥ 4F0A… ⇥ alice.pem ⇥ /O=Lab/CN=alice
///     R ⇥ 270930083000Z ⇥ 261101120000Z,keyCompromise ⇥ 4F0B… ⇥ unknown ⇥ /O=Lab/CN=bob
public struct CertificateIndex: Sendable, Equatable {
  /// The entries, in the order of the file.
  public private(set) var entries: [Entry] = []
  /// Where the entry with a number stands.
  private var places: [SerialNumber: Int] = [:]

  /// Creates an index without entries.
  public init() {}

  /// Adds an entry.
  ///
  /// - Throws: `CertificateError.index` when its number is there already.
  public mutating func add(_ entry: Entry) throws(CertificateError) {
    guard places[entry.serialNumber] == nil else {
      throw .index(line: entries.count + 1, "number \(entry.serialNumber) is there already")
    }
    places[entry.serialNumber] = entries.count
    entries.append(entry)
  }

  /// The entry with a number; nil when there is none.
  public subscript(serialNumber: SerialNumber) -> Entry? {
    places[serialNumber].map { entries[$0] }
  }

  /// Marks the certificate with a number as revoked.
  ///
  /// - Throws: `CertificateError.notIssued` for a number that is not there, `.revokedAlready`.
  public mutating func revoke(
    _ serialNumber: SerialNumber, at time: ASN1Time, reason: CRLReason?
  ) throws(CertificateError) {
    guard let place = places[serialNumber] else { throw .notIssued(serialNumber) }
    if case .revoked = entries[place].status { throw .revokedAlready(serialNumber) }
    entries[place].status = .revoked(at: time, reason: reason)
  }

  /// The entries of a list of revoked certificates by the issuer of all of them.
  public func revokedCertificates(issuer: Name) -> [RevokedCertificate] {
    entries.compactMap { entry in
      guard case .revoked(let time, let reason) = entry.status else { return nil }
      return RevokedCertificate(entry.serialNumber, at: time, reason: reason, issuer: issuer)
    }
  }

  /// Reads the text of an index.
  ///
  /// - Throws: `CertificateError.index` naming the line and what is wrong with it.
  public init(text: String) throws(CertificateError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let entry = try Entry(line: line, number: index + 1)
      guard self[entry.serialNumber] == nil else {
        throw .index(line: index + 1, "number \(entry.serialNumber) is there already")
      }
      try add(entry)
    }
  }

  /// The text, a line an entry.
  public var text: String { entries.map { $0.line + "\n" }.joined() }
}
