/// A name in the worldwide tree of ASN.1 (X.660), as its arcs: `1.2.840.10045.3.1.7`.
public struct ObjectIdentifier: Equatable, Hashable, Sendable {
  /// The arcs from the root, at least two.
  public let arcs: [UInt64]

  /// Creates a name from its arcs: the first 0 to 2, the second below 40 unless the first is 2.
  public init(_ arcs: UInt64...) {
    precondition(arcs.count >= 2 && arcs[0] <= 2 && (arcs[0] == 2 || arcs[1] < 40))
    self.arcs = arcs
  }

  /// Creates a name from its arcs with dots between them; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let arcs = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(part) : nil
    }
    guard arcs.count == parts.count, arcs.count >= 2, arcs[0] <= 2,
      arcs[0] == 2 ? arcs[1] <= .max - 80 : arcs[1] < 40
    else { return nil }
    self.arcs = arcs
  }

  /// Reads the contents octets of an OBJECT IDENTIFIER (X.690, section 8.19).
  ///
  /// Errors name the offset at which the contents began.
  ///
  /// - Throws: `ASN1Error.invalidObjectIdentifier` when they are empty, end inside a
  ///   subidentifier, have a needless leading octet, or hold an arc above 64 bits.
  public init(contents: [UInt8], at offset: Int = 0) throws(ASN1Error) {
    let failure = ASN1Error.invalidObjectIdentifier(offset: offset)
    var subidentifiers: [UInt64] = []
    var value: UInt64 = 0
    var isInside = false
    for octet in contents {
      guard isInside || octet != 0x80, value >> 57 == 0 else { throw failure }
      value = value << 7 | UInt64(octet & 0x7f)
      isInside = octet & 0x80 != 0
      if !isInside {
        subidentifiers.append(value)
        value = 0
      }
    }
    guard let first = subidentifiers.first, !isInside else { throw failure }
    let root = min(first / 40, 2)  // first = 40 · root + second, where only root 2 exceeds 39
    arcs = [root, first - 40 * root] + subidentifiers.dropFirst()
  }

  /// The contents octets of the OBJECT IDENTIFIER (X.690, section 8.19).
  public var contents: [UInt8] {
    let subidentifiers = [40 * arcs[0] + arcs[1]] + arcs.dropFirst(2)
    return subidentifiers.flatMap { subidentifier in
      let groups = max(1, (UInt64.bitWidth - subidentifier.leadingZeroBitCount + 6) / 7)
      return (0..<groups).reversed().map { group in
        UInt8(truncatingIfNeeded: subidentifier >> (7 * UInt64(group))) & 0x7f
          | (group == 0 ? 0 : 0x80)
      }
    }
  }
}

extension ObjectIdentifier: CustomStringConvertible {
  /// The arcs with dots between them.
  public var description: String { arcs.map(String.init).joined(separator: ".") }
}
