import ASN1

/// A walk over the elements of an encoding and the types of a grammar side by side.
struct StructureDescription {
  private let grammar: StructureGrammar
  /// The object identifiers on the way so far, by where they stand: open types ask for them.
  private var identifiers: [String: ObjectIdentifier] = [:]

  /// Begins a walk.
  init(_ grammar: StructureGrammar) {
    self.grammar = grammar
  }

  /// Where a node stands.
  private struct Place {
    /// The path to the node itself.
    var path: String
    /// The path to the SEQUENCE around it, from which open types look for object identifiers.
    var scope: String
    /// How deep it stands, encodings inside strings counted.
    var depth = 0

    func component(_ name: String?) -> Place {
      guard let name else { return self }
      return Place(path: path.isEmpty ? name : "\(path).\(name)", scope: scope, depth: depth)
    }

    func element(_ index: Int) -> Place {
      Place(path: "\(path)[\(index)]", scope: scope, depth: depth)
    }

    func inside() -> Place { Place(path: path, scope: scope, depth: depth + 1) }
  }

  /// Describes a node as a type with a name.
  mutating func describe(_ node: DER.Node, _ name: String) -> DescribedNode {
    describe(node, .reference(name), Place(path: "", scope: ""), structure: name)
  }

  /// Describes a node that the structure around it has no place for.
  mutating func unknown(_ node: DER.Node) -> DescribedNode {
    unknown(node, depth: 0)
  }

  private mutating func unknown(
    _ node: DER.Node, depth: Int, at place: Place? = nil, structure: String? = nil
  ) -> DescribedNode {
    var children = node.children.map { unknown($0, depth: depth + 1) }
    // An encoding inside a string is taken for one if it is made of elements and fills the string.
    if children.isEmpty, depth < DER.depthLimit, let inside = opened(node.element),
      inside.element.tag.isConstructed
    {
      children = [unknown(inside, depth: depth + 1)]
    }
    let value = children.isEmpty ? ElementValue(node.element, as: node.element.tag).text : ""
    return DescribedNode(
      element: node.element, type: node.element.tag.description, path: place?.path,
      structure: structure, value: value, children: children)
  }

  private mutating func describe(
    _ node: DER.Node, _ structure: Structure, _ place: Place, structure name: String? = nil
  ) -> DescribedNode {
    let resolved = grammar.resolve(structure)
    let tag = node.element.tag
    guard grammar.allows(tag, for: resolved) else {
      return unknown(node, depth: place.depth)
    }
    switch resolved {
    case .choice(let alternatives):
      guard let chosen = alternatives.first(where: { grammar.allows(tag, for: $0.structure) })
      else { return unknown(node, depth: place.depth) }
      return describe(node, chosen.structure, place.component(chosen.name), structure: name)
    case .tagged(_, true, let inner):
      let children = node.children.map { describe($0, inner, place.inside()) }
      return made(node, tag.description, place, name, children: children)
    case .tagged(_, false, let inner):
      return implicit(node, grammar.resolve(inner), place, name)
    case .open(let component, let table):
      let identifier = identifiers[place.scope.isEmpty ? component : "\(place.scope).\(component)"]
      let chosen = grammar.structure(in: table, for: identifier)
      return describe(node, chosen, place, structure: name)
    case .any, .reference: return unknown(node, depth: place.depth, at: place, structure: name)
    default: return contents(node, resolved, place, name, type: tag.description)
    }
  }

  /// Describes a node whose tag stands in place of that of its type.
  private mutating func implicit(
    _ node: DER.Node, _ structure: Structure, _ place: Place, _ name: String?
  ) -> DescribedNode {
    let tag = node.element.tag
    guard let own = grammar.tags(of: structure), own.count == 1, let type = own.first else {
      return unknown(node, depth: place.depth, at: place, structure: name)
    }
    return contents(node, structure, place, name, type: "\(tag) \(type)")
  }

  /// Describes what is inside a node, whatever its tag.
  private mutating func contents(
    _ node: DER.Node, _ structure: Structure, _ place: Place, _ name: String?, type: String
  ) -> DescribedNode {
    let element = node.element
    switch structure {
    case .sequence(let components):
      let children = self.components(node.children, components, place)
      return made(node, type, place, name, children: children)
    case .repeated(_, let inner, let key):
      let children = node.children.enumerated().map { index, child in
        let itsName = key.flatMap { identifier(in: child, inner, $0) }
        return describe(
          child, inner,
          (itsName.map { place.component($0) } ?? place.element(index)).inside())
      }
      return made(node, type, place, name, children: children)
    case .containing(let tag, let inner, let isNamed):
      let chosen = resolvedOpenType(inner, place)
      guard chosen != .raw, place.depth < DER.depthLimit, let inside = opened(element, as: tag)
      else {
        return made(node, type, place, name, value: ElementValue(element, as: tag))
      }
      let innerName = if case .reference(let name) = chosen { name } else { nil as String? }
      var innerPlace = place.inside()
      if !isNamed { innerPlace.path = place.scope }
      let child = describe(inside, chosen, innerPlace, structure: innerName)
      return made(node, type, place, name, children: [child])
    case .simple(let tag, let names):
      let value = ElementValue(element, as: tag, names: names)
      if let identifier = value.identifier { identifiers[place.path] = identifier }
      return made(node, type, place, name, value: value)
    default: return unknown(node, depth: place.depth, at: place, structure: name)
    }
  }

  private func resolvedOpenType(_ structure: Structure, _ place: Place) -> Structure {
    guard case .open(let component, let table) = structure else { return structure }
    let identifier = identifiers[place.scope.isEmpty ? component : "\(place.scope).\(component)"]
    return grammar.structure(in: table, for: identifier)
  }

  private func made(
    _ node: DER.Node, _ type: String, _ place: Place, _ name: String?,
    children: [DescribedNode] = [], value: ElementValue? = nil
  ) -> DescribedNode {
    DescribedNode(
      element: node.element, type: type, path: place.path, structure: name,
      value: value?.text ?? "", children: children)
  }

  /// Describes the components of a SEQUENCE: optional ones may be left out, and where a necessary
  /// one is missing the rest has no meaning.
  private mutating func components(
    _ nodes: [DER.Node], _ components: [Structure.Component], _ place: Place
  ) -> [DescribedNode] {
    var rest = components[...]
    return nodes.map { node in
      while let component = rest.first,
        component.isOptional, !grammar.allows(node.element.tag, for: component.structure)
      {
        rest.removeFirst()
      }
      guard let component = rest.popFirst(),
        grammar.allows(node.element.tag, for: component.structure)
      else {
        rest = []
        return unknown(node, depth: place.depth + 1)
      }
      var itsPlace = place.component(component.name).inside()
      itsPlace.scope = place.path
      return describe(node, component.structure, itsPlace)
    }
  }

  /// The name of the object identifier in a component of a node; nil where there is none.
  private func identifier(
    in node: DER.Node, _ structure: Structure, _ component: String
  ) -> String? {
    guard case .sequence(let components) = grammar.resolve(structure),
      let index = components.firstIndex(where: { $0.name == component }),
      index < node.children.count
    else { return nil }
    let identifier = ElementValue(node.children[index].element, as: .objectIdentifier).identifier
    return identifier.map { $0.name ?? "[\($0)]" }
  }

  /// The one encoding that fills a string; nil where there is none.
  private func opened(_ element: DER.Element, as tag: DER.Tag? = nil) -> DER.Node? {
    let reader: DER.Reader?
    switch tag ?? element.tag {
    case .octetString: reader = element.reader
    case .bitString: reader = element.bitStringReader
    default: reader = nil
    }
    guard let reader, let nodes = try? DER.tree(reader), nodes.count == 1 else { return nil }
    return nodes[0]
  }
}
