import ASN1

/// Reads the notation of `StructureTable`, that of X.680 with a few words less and four more.
/// more:
///
/// - `BY component IN Table`: the type that the object identifier in that component means.
/// - `NAMED component`: the elements of a SEQUENCE OF or SET OF go by that object identifier.
/// - `HOLDING`: as `CONTAINING`, where the name of the string says nothing.
/// - `RAW`: octets in which no encoding is to be looked for.
struct StructureParser {
  private var tokens: [Substring]
  private var next = 0
  private var types: [String: Structure] = [:]
  private var tables: [String: StructureGrammar.Table] = [:]

  /// Reads a text.
  init(_ text: String) {
    tokens = text.matches(of: /::=|[A-Za-z0-9.\-]+|[{}\[\](),*]/).map(\.0)
  }

  /// Where the parser is: the token that it did not expect.
  var position: String {
    next < tokens.count ? "at token \(next), '\(tokens[next])'" : "at the end"
  }

  /// Returns the types and tables; nil for a mistake, at `position`.
  mutating func parse() -> StructureGrammar? {
    while next < tokens.count {
      guard let name = word(), take("::=") else { return nil }
      if take("TABLE") {
        guard let table = table(), tables.updateValue(table, forKey: name) == nil else {
          return nil
        }
      } else {
        guard let type = type(), types.updateValue(type, forKey: name) == nil else { return nil }
      }
    }
    return StructureGrammar(types: types, tables: tables)
  }

  private mutating func take(_ words: String...) -> Bool {
    guard tokens[next...].starts(with: words.map { Substring($0) }) else { return false }
    next += words.count
    return true
  }

  private mutating func word() -> String? {
    guard next < tokens.count, tokens[next].first?.isLetter == true else { return nil }
    defer { next += 1 }
    return String(tokens[next])
  }

  private mutating func number() -> Int? {
    guard next < tokens.count, let number = Int(tokens[next]) else { return nil }
    next += 1
    return number
  }

  /// `{ item, item }`.
  private mutating func list<Item>(
    _ item: (inout StructureParser) -> Item?
  ) -> [Item]? {
    guard take("{") else { return nil }
    var items: [Item] = []
    repeat {
      guard let item = item(&self) else { return nil }
      items.append(item)
    } while take(",")
    return take("}") ? items : nil
  }

  private mutating func type() -> Structure? {
    if take("[") {
      guard let number = number(), number < 31, take("]") else { return nil }
      let isExplicit = take("EXPLICIT")
      guard isExplicit || take("IMPLICIT"), let inner = type() else { return nil }
      return .tagged(UInt8(number), isExplicit: isExplicit, inner)
    }
    if take("SEQUENCE", "OF") { return repeated(.sequence) }
    if take("SET", "OF") { return repeated(.set) }
    if take("SEQUENCE") { return list { $0.component() }.map { .sequence($0) } }
    if take("CHOICE") { return list { $0.component() }.map { .choice($0) } }
    if take("BY") {
      guard let component = word(), take("IN"), let table = word() else { return nil }
      return .open(by: component, table: table)
    }
    if take("ANY") { return .any }
    if take("RAW") { return .raw }
    return simple() ?? word().map { .reference($0) }
  }

  private mutating func repeated(_ tag: DER.Tag) -> Structure? {
    guard let element = type() else { return nil }
    guard take("NAMED") else { return .repeated(tag, element, namedBy: nil) }
    return word().map { .repeated(tag, element, namedBy: $0) }
  }

  private mutating func component() -> Structure.Component? {
    var name: String?
    if next < tokens.count, tokens[next].first?.isLowercase == true { name = word() }
    guard let type = type() else { return nil }
    var component = Structure.Component(name: name, structure: type)
    if take("OPTIONAL") {
      component.isOptional = true
    } else if take("DEFAULT") {
      component.isOptional = word() != nil || number() != nil
    }
    return component
  }

  /// A type without parts, with the names of its values if it has any.
  private mutating func simple() -> Structure? {
    let types: [([String], DER.Tag)] = [
      (["OBJECT", "IDENTIFIER"], .objectIdentifier), (["OCTET", "STRING"], .octetString),
      (["BIT", "STRING"], .bitString), (["BOOLEAN"], .boolean), (["INTEGER"], .integer),
      (["NULL"], .null), (["ENUMERATED"], .enumerated), (["UTF8String"], .utf8String),
      (["NumericString"], .numericString), (["PrintableString"], .printableString),
      (["TeletexString"], .teletexString), (["IA5String"], .ia5String),
      (["VisibleString"], .visibleString), (["UniversalString"], .universalString),
      (["BMPString"], .bmpString), (["UTCTime"], .utcTime),
      (["GeneralizedTime"], .generalizedTime),
    ]
    for (words, tag) in types where tokens[next...].starts(with: words.map { Substring($0) }) {
      next += words.count
      if take("CONTAINING") { return type().map { .containing(tag, $0, isNamed: true) } }
      if take("HOLDING") { return type().map { .containing(tag, $0, isNamed: false) } }
      guard next < tokens.count, tokens[next] == "{" else { return .simple(tag, names: [:]) }
      guard let names = list({ $0.namedNumber() }) else { return nil }
      return .simple(tag, names: Dictionary(names) { first, _ in first })
    }
    return nil
  }

  /// `name(number)`.
  private mutating func namedNumber() -> (Int, String)? {
    guard let name = word(), take("("), let number = number(), take(")") else { return nil }
    return (number, name)
  }

  private mutating func table() -> StructureGrammar.Table? {
    typealias Entry = (identifier: ObjectIdentifier?, structure: Structure)
    let entries = list { (parser: inout StructureParser) -> Entry? in
      if parser.take("*") { return parser.type().map { (nil, $0) } }
      guard let name = parser.word(), let identifier = ObjectIdentifier(named: name) else {
        return nil
      }
      return parser.type().map { (identifier, $0) }
    }
    guard let entries else { return nil }
    var structures: [ObjectIdentifier: Structure] = [:]
    for case (let identifier?, let structure) in entries { structures[identifier] = structure }
    let others = entries.last { $0.identifier == nil }?.structure
    return StructureGrammar.Table(entries: structures, others: others ?? .any)
  }
}
