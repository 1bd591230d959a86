import ASN1

/// From when to when a certificate holds, both seconds included (RFC 5280, section 4.1.2.5).
public struct Validity: Sendable, Hashable {
  /// The first second.
  public let notBefore: ASN1Time
  /// The last second.
  public let notAfter: ASN1Time

  /// Creates a period.
  public init(notBefore: ASN1Time, notAfter: ASN1Time) {
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// A period of so many days, less the second in which the next one would begin.
  public init(from start: ASN1Time, days: Int) {
    let end = start.adding(days: days)
    self.init(
      notBefore: start,
      notAfter: ASN1Time(secondsSinceEpoch: max(start.secondsSinceEpoch, end.secondsSinceEpoch - 1))
    )
  }

  /// Whether a time lies in the period.
  public func contains(_ time: ASN1Time) -> Bool {
    notBefore <= time && time <= notAfter
  }

  /// Reads `SEQUENCE { notBefore Time, notAfter Time }`.
  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    self = try reader.readSequence { (inside) throws(ASN1Error) in
      Validity(
        notBefore: try inside.component("notBefore") { (time) throws(ASN1Error) in
          try time.readTime()
        },
        notAfter: try inside.component("notAfter") { (time) throws(ASN1Error) in
          try time.readTime()
        })
    }
  }

  /// The encoding.
  var der: [UInt8] { DER.sequence(DER.time(notBefore), DER.time(notAfter)) }
}
