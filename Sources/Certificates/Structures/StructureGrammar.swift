import ASN1

/// The types of `StructureTable`, by name.
struct StructureGrammar: Sendable {
  /// The types.
  let types: [String: Structure]
  /// For open types: which object identifier means which type, and what any other one means.
  let tables: [String: Table]

  /// A table of an open type.
  struct Table: Sendable, Equatable {
    let entries: [ObjectIdentifier: Structure]
    let others: Structure
  }

  /// What the table of this module says.
  static let standard: StructureGrammar = {
    var parser = StructureParser(StructureTable.text)
    guard let grammar = parser.parse() else {
      // A constant of this module, which a test reads to its end.
      preconditionFailure("the table of structures has a mistake \(parser.position)")
    }
    return grammar
  }()

  /// The type behind a name, or behind a name for a name.
  func resolve(_ structure: Structure) -> Structure {
    var structure = structure
    // Names do not go round in circles, which a test asks.
    while case .reference(let name) = structure { structure = types[name] ?? .any }
    return structure
  }

  /// The tags with which a value of a type may begin; nil for any.
  func tags(of structure: Structure) -> Set<DER.Tag>? {
    switch resolve(structure) {
    case .simple(let tag, _), .repeated(let tag, _, _), .containing(let tag, _, _): return [tag]
    case .sequence: return [.sequence]
    case .choice(let alternatives):
      var tags: Set<DER.Tag> = []
      for alternative in alternatives {
        guard let more = self.tags(of: alternative.structure) else { return nil }
        tags.formUnion(more)
      }
      return tags
    case .tagged(let number, true, _): return [.context(number, constructed: true)]
    case .tagged(let number, false, let inner):
      let kinds = self.tags(of: inner).map { Set($0.map(\.isConstructed)) } ?? [true, false]
      return Set(kinds.map { .context(number, constructed: $0) })
    case .open, .any, .raw, .reference: return nil
    }
  }

  /// Whether a value of a type may have a tag.
  func allows(_ tag: DER.Tag, for structure: Structure) -> Bool {
    tags(of: structure)?.contains(tag) ?? true
  }

  /// The type that an object identifier stands for in a table.
  func structure(in table: String, for identifier: ObjectIdentifier?) -> Structure {
    guard let table = tables[table] else { return .any }
    return identifier.flatMap { table.entries[$0] } ?? table.others
  }
}
