import ASN1
import Certificates

/// Whose a certificate is to be: a distinguished name and others.
struct NameParameters: Sendable {
  private let subject = Parameter.option(
    "subject", .distinguishedName, help: "The distinguished name: 'CN=alice,O=Lab'.")
  private let hosts = Parameter.options(
    "dns", .hostPattern, help: "The name of a host; '*' may be its first label.")
  private let addresses = Parameter.options(
    "ip", .ipAddress, help: "The address of a host.")
  private let mailboxes = Parameter.options("email", .mailAddress, help: "A mail address.")

  /// The parameters, for the list of a command.
  var all: [any Declared] { [subject, hosts, addresses, mailboxes] }

  /// The parameters for other names alone.
  var others: [any Declared] { [hosts, addresses, mailboxes] }

  /// The distinguished name, empty when none was given.
  ///
  /// - Throws: `CommandError.usage` when no other name was given either.
  func subject(_ arguments: Arguments) throws(CommandError) -> Name {
    let subject = arguments[subject]
    guard subject?.isEmpty == false || !names(arguments).isEmpty else {
      throw .usage("nobody's name was given, expected --subject or --dns")
    }
    return subject ?? .empty
  }

  /// The other names.
  func names(_ arguments: Arguments) -> [GeneralName] {
    arguments[hosts].map { .dNSName($0) } + arguments[addresses].map { .iPAddress($0) }
      + arguments[mailboxes].map { .rfc822Name($0) }
  }
}

extension ValueForm where Value == Name {
  /// A distinguished name.
  static let distinguishedName = ValueForm(
    placeholder: "name", expected: "a distinguished name such as CN=alice,O=Lab", choices: [],
    read: { try? Name($0) }, show: { $0.description })
}

extension ValueForm where Value == String {
  /// The name of a host, or a pattern for some.
  static let hostPattern = ValueForm(
    placeholder: "host", expected: "a host name such as alice.lab.example", choices: [],
    read: { HostName.isWellFormed($0, allowingWildcard: true) ? $0 : nil }, show: { $0 })

  /// A mail address.
  static let mailAddress = ValueForm(
    placeholder: "address", expected: "a mail address such as alice@lab.example", choices: [],
    read: { text in
      let halves = text.split(separator: "@", omittingEmptySubsequences: false)
      let isAddress =
        halves.count == 2 && !halves[0].isEmpty && HostName.isWellFormed(String(halves[1]))
        && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
      return isAddress ? text : nil
    }, show: { $0 })
}

extension ValueForm where Value == [UInt8] {
  /// The address of a host.
  static let ipAddress = ValueForm(
    placeholder: "address", expected: "an address such as 192.0.2.1 or 2001:db8::1", choices: [],
    read: { IPAddress.octets($0) }, show: { IPAddress.text($0) })
}

extension ValueForm where Value == PeerName {
  /// A host by name or address.
  static let host = ValueForm(
    placeholder: "host", expected: "a host name or an address", choices: [],
    read: { PeerName(host: $0) }, show: { $0.description })
}

extension ValueForm where Value == ASN1Time {
  /// A day, or a second of it, in UTC.
  static let time = ValueForm(
    placeholder: "time", expected: "a time such as 2026-11-28 or 2026-11-28T04:00:00Z",
    choices: [], read: { text in time(Array(text.utf8)) }, show: { $0.description })

  private static func time(_ text: [UInt8]) -> ASN1Time? {
    let pattern = Array("0000-00-00T00:00:00Z".utf8)
    guard text.count == 10 || text.count == pattern.count else { return nil }
    var digits: [UInt8] = []
    for (octet, wanted) in zip(text, pattern) {
      if wanted == UInt8(ascii: "0") {
        guard (0x30...0x39).contains(octet) else { return nil }
        digits.append(octet)
      } else if octet != wanted {
        return nil
      }
    }
    if text.count == 10 { digits += Array("000000".utf8) }
    var reader = DER.Reader(
      DER.encode(.generalizedTime, contents: digits + [UInt8(ascii: "Z")]))
    return try? reader.readGeneralizedTime()
  }
}
