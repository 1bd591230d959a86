import ASN1

/// Whether names lie in subtrees (RFC 5280, section 4.2.1.10).
enum SubtreeMatching {
  /// Whether a name lies in the subtree of a base of the same form; nil when this cannot be said,
  /// because the form is not known here or the name has none of what is compared.
  static func contains(_ base: GeneralName, _ name: GeneralName) -> Bool? {
    switch (base, name) {
    case (.dNSName(let base), .dNSName(let name)): isDomain(name, within: base)
    case (.rfc822Name(let base), .rfc822Name(let name)): isMailbox(name, within: base)
    case (.uniformResourceIdentifier(let base), .uniformResourceIdentifier(let name)):
      isURI(name, within: base)
    case (.iPAddress(let base), .iPAddress(let name)): isAddress(name, within: base)
    case (.directoryName(let base), .directoryName(let name)): name.isWithin(base)
    default: nil
    }
  }

  /// Whether a wildcard name stands for a name below an excluded base: `*.lab.example` does for
  /// one below `alice.lab.example`.
  static func wildcardReaches(_ base: GeneralName, _ name: GeneralName) -> Bool {
    guard case (.dNSName(let base), .dNSName(let name)) = (base, name), name.hasPrefix("*.") else {
      return false
    }
    let labels = HostName.lowercased(base).split(separator: ".")
    let rest = HostName.lowercased(name).split(separator: ".").dropFirst()
    return labels.count == rest.count + 1 && labels.dropFirst().elementsEqual(rest)
  }

  /// Any labels may stand in front of the base; a dot in front of it asks for at least one.
  private static func isDomain(_ name: String, within base: String) -> Bool {
    let (name, base) = (HostName.lowercased(name), HostName.lowercased(base))
    if base.isEmpty || name == base { return true }
    return name.hasSuffix(base.hasPrefix(".") ? base : "." + base)
  }

  /// The base is a mailbox, a host, or all hosts below a domain when it begins with a dot.
  private static func isMailbox(_ name: String, within base: String) -> Bool? {
    guard let sign = name.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let host = HostName.lowercased(String(name[name.index(after: sign)...]))
    if let baseSign = base.utf8.lastIndex(of: UInt8(ascii: "@")) {
      return name[..<sign] == base[..<baseSign]
        && host == HostName.lowercased(String(base[base.index(after: baseSign)...]))
    }
    let base = HostName.lowercased(base)
    return base.hasPrefix(".") ? host.hasSuffix(base) : base.isEmpty || host == base
  }

  /// The host of the URI is compared: it must be the base, or below it when that begins with a dot.
  private static func isURI(_ name: String, within base: String) -> Bool? {
    guard let host = host(ofURI: name) else { return nil }
    let base = HostName.lowercased(base)
    return base.hasPrefix(".") ? host.hasSuffix(base) : base.isEmpty || host == base
  }

  /// The host name in a URI (RFC 3986, section 3.2.2); nil when there is none, or an address.
  static func host(ofURI text: String) -> String? {
    guard let mark = text.firstRange(of: "://") else { return nil }
    var authority = text[mark.upperBound...].prefix { !"/?#".contains($0) }
    if let sign = authority.lastIndex(of: "@") { authority = authority[sign...].dropFirst() }
    guard !authority.hasPrefix("[") else { return nil }
    let host = HostName.lowercased(String(authority.prefix { $0 != ":" }))
    return host.isEmpty || IPAddress.octets(host) != nil ? nil : host
  }

  /// The base is an address and a mask, of the same version.
  private static func isAddress(_ name: [UInt8], within base: [UInt8]) -> Bool {
    guard base.count == 2 * name.count else { return false }
    return name.indices.allSatisfy { index in
      let mask = base[name.count + index]
      return name[index] & mask == base[index] & mask
    }
  }
}

/// The subtrees that are left on a path (RFC 5280, section 6.1.2 (b) and (c)).
struct NameSubtrees: Sendable {
  /// The permitted_subtrees: of every set, names must lie in one of the subtrees of their form.
  ///
  /// An intersection of sets is kept as the list of them.
  private(set) var permitted: [[GeneralSubtree]] = []
  /// The excluded_subtrees: names must lie in none.
  private(set) var excluded: [GeneralSubtree] = []

  /// What came of looking at a name.
  enum Finding: Equatable, Sendable {
    case allowed
    /// It lies where it must not, or not where it must.
    case refused(because: String)
    /// The bound on comparisons was met.
    case tooMany
  }

  /// Adds what a certificate says (section 6.1.4 (g)).
  mutating func add(_ constraints: NameConstraints) {
    if let subtrees = constraints.permittedSubtrees { permitted.append(subtrees) }
    excluded += constraints.excludedSubtrees ?? []
  }

  /// Looks whether a name is permitted (section 6.1.3 (b)).
  func permits(_ name: GeneralName, budget: inout Int) -> Finding {
    for set in permitted {
      let subtrees = set.filter { $0.base.form == name.form }
      guard !subtrees.isEmpty else { continue }
      budget -= set.count
      guard budget >= 0 else { return .tooMany }
      guard subtrees.contains(where: { SubtreeMatching.contains($0.base, name) == true }) else {
        let bases = subtrees.prefix(4).map(\.base.description).joined(separator: ", ")
        return .refused(because: "\(name) is not within \(bases)")
      }
    }
    return .allowed
  }

  /// Looks whether a name is excluded (section 6.1.3 (c)).
  ///
  /// A name of a form that cannot be compared counts as excluded (section 4.2.1.10).
  func excludes(_ name: GeneralName, budget: inout Int) -> Finding {
    budget -= excluded.count
    guard budget >= 0 else { return .tooMany }
    for subtree in excluded where subtree.base.form == name.form {
      if SubtreeMatching.contains(subtree.base, name) ?? true
        || SubtreeMatching.wildcardReaches(subtree.base, name)
      {
        return .refused(because: "\(name) is within \(subtree.base)")
      }
    }
    return .allowed
  }
}
