/// Names of hosts, and whether a certificate has one (RFC 9525; RFC 6125).
public enum HostName {
  /// Whether a name in a certificate stands for a host (RFC 9525, section 6.3).
  ///
  /// Letter case does not matter. A wildcard is a whole label, the first, stands for one label, and
  /// has at least two others behind it.
  public static func matches(_ presented: String, host: String) -> Bool {
    guard isWellFormed(host), isWellFormed(presented, allowingWildcard: true) else { return false }
    let reference = labels(host)
    let pattern = labels(presented)
    guard pattern.first == "*" else { return pattern == reference }
    return pattern.count >= 3 && reference.count == pattern.count
      && pattern.dropFirst().elementsEqual(reference.dropFirst())
  }

  /// Whether a text has the form of a host name: labels of up to 63 letters, digits, hyphens and
  /// underscores, 253 characters in all (RFC 1123, section 2.1); a dot at the end is left out.
  public static func isWellFormed(_ name: String, allowingWildcard: Bool = false) -> Bool {
    let labels = self.labels(name)
    guard !labels.isEmpty, name.utf8.count <= 254 else { return false }
    return labels.enumerated().allSatisfy { index, label in
      if allowingWildcard, index == 0, label == "*" { return true }
      return (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy(isLabelCharacter)
    }
  }

  private static func isLabelCharacter(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func labels(_ name: String) -> [Substring] {
    let lower = lowercased(name)
    return (lower.hasSuffix(".") ? lower.dropLast() : Substring(lower))
      .split(separator: ".", omittingEmptySubsequences: false)
  }

  /// ASCII without upper case; other characters stay as they are.
  static func lowercased(_ text: String) -> String {
    String(
      decoding: text.utf8.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

/// Who a certificate must be of.
public enum PeerName: Sendable, Hashable {
  /// A host, by its name.
  case dns(String)
  /// A host, by its address in 4 or 16 octets.
  case ip([UInt8])
  /// A person, by a mail address.
  case email(String)
  /// Anybody with this distinguished name.
  case directory(Name)

  /// A host as a user types it, by address or by name; nil for what is neither.
  public init?(host: String) {
    if let octets = IPAddress.octets(host) {
      self = .ip(octets)
    } else if HostName.isWellFormed(host) {
      self = .dns(host)
    } else {
      return nil
    }
  }

  /// Whether a certificate has this name: among its alternative names, whatever its common name
  /// says (RFC 9525, section 6.2); a distinguished name as its subject.
  func matches(_ certificate: Certificate) -> Bool {
    let names = certificate.subjectAltNames
    switch self {
    case .dns(let host):
      return names.contains { name in
        guard case .dNSName(let presented) = name else { return false }
        return HostName.matches(presented, host: host)
      }
    case .ip(let octets): return names.contains(.iPAddress(octets))
    case .email(let address):
      return names.contains { name in
        guard case .rfc822Name(let presented) = name else { return false }
        return PeerName.isSameMailbox(presented, address)
      }
    case .directory(let name): return !name.isEmpty && certificate.subject == name
    }
  }

  /// Whether two addresses are of one mailbox: letter case counts before the sign alone (RFC 5280,
  /// section 7.5).
  private static func isSameMailbox(_ left: String, _ right: String) -> Bool {
    let halves = [left, right].map { $0.split(separator: "@", omittingEmptySubsequences: false) }
    guard halves.allSatisfy({ $0.count == 2 && !$0[0].isEmpty && !$0[1].isEmpty }) else {
      return false
    }
    return halves[0][0] == halves[1][0]
      && HostName.lowercased(String(halves[0][1])) == HostName.lowercased(String(halves[1][1]))
  }
}

extension PeerName: CustomStringConvertible {
  /// The name as a certificate would have it.
  public var description: String {
    switch self {
    case .dns(let host): "DNS:\(host)"
    case .ip(let octets): "IP:\(IPAddress.text(octets))"
    case .email(let address): "email:\(address)"
    case .directory(let name): "DirName:\(name)"
    }
  }
}
