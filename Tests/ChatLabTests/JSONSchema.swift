import Transport

@testable import ChatLab

/// A JSON Schema (draft 2020-12), as far as docs/transcript.schema.json uses it.
///
/// A keyword that is not known here is an error of the schema: what is not checked must not look
/// as if it were.
struct JSONSchema {
  /// What is wrong with a schema itself.
  enum Fault: Error, Equatable {
    case notJSON
    case malformed(String)
  }

  private let root: Node
  private let definitions: [String: Node]

  /// Reads a schema.
  ///
  /// - Throws: `Fault`, naming the keyword.
  init(_ text: String) throws {
    guard let json = JSONValue(line: text) else { throw Fault.notJSON }
    root = try Node(json, isRoot: true)
    guard case .object(let members)? = json["$defs"] else {
      definitions = [:]
      return
    }
    definitions = try members.mapValues { try Node($0) }
    for name in (root.references + definitions.values.flatMap(\.references))
    where definitions[name] == nil {
      throw Fault.malformed("#/$defs/\(name) is not there")
    }
  }

  /// The first thing that is wrong with a value, with its place; nil if the value is valid.
  func complaint(about value: JSONValue) -> String? {
    complaint(about: value, root, at: "")
  }

  /// Whether any schema of objects lets members through that it does not name.
  var admitsUnknownMembers: Bool {
    ([root] + definitions.values).contains { $0.admitsUnknownMembers }
  }
}

// MARK: - One schema

extension JSONSchema {
  /// One schema with its keywords.
  final class Node {
    var reference: String?
    var alternatives: [Node]?
    var type: String?
    var constant: JSONValue?
    var choices: [JSONValue]?
    var pattern: Regex<AnyRegexOutput>?
    var minLength = 0
    var minimum: Double?
    var minItems = 0
    var items: Node?
    var properties: [String: Node]?
    var required: [String] = []
    var isClosed = false

    init(_ json: JSONValue, isRoot: Bool = false) throws {
      guard case .object(let members) = json else { throw Fault.malformed("no object") }
      for (keyword, value) in members { try read(keyword, value, isRoot: isRoot) }
    }

    private func read(_ keyword: String, _ value: JSONValue, isRoot: Bool) throws {
      func wanted<T>(_ part: T?) throws -> T {
        guard let part else { throw Fault.malformed(keyword) }
        return part
      }
      switch keyword {
      case "$schema", "$id", "title", "description": _ = try wanted(value.string)
      case "$defs" where isRoot: break
      case "$ref":
        let path = try wanted(value.string)
        guard path.hasPrefix("#/$defs/") else { throw Fault.malformed(keyword) }
        reference = String(path.dropFirst("#/$defs/".count))
      case "oneOf": alternatives = try wanted(value.elements).map { try Node($0) }
      case "type":
        type = try wanted(value.string)
        guard ["string", "integer", "boolean", "array", "object"].contains(type) else {
          throw Fault.malformed(keyword)
        }
      case "const": constant = value
      case "enum": choices = try wanted(value.elements)
      case "pattern":
        pattern = try Regex(try wanted(value.string)).matchingSemantics(.unicodeScalar)
      case "minLength": minLength = try wanted(value.integer)
      case "minimum": minimum = Double(try wanted(value.integer))
      case "minItems": minItems = try wanted(value.integer)
      case "items": items = try Node(value)
      case "properties":
        guard case .object(let members) = value else { throw Fault.malformed(keyword) }
        properties = try members.mapValues { try Node($0) }
      case "required": required = try wanted(value.elements).map { try wanted($0.string) }
      case "additionalProperties":
        guard value == .bool(false) else { throw Fault.malformed(keyword) }
        isClosed = true
      default: throw Fault.malformed(keyword)
      }
    }

    private var parts: [Node] {
      (alternatives ?? []) + (items.map { [$0] } ?? [])
        + (properties.map { Array($0.values) } ?? [])
    }

    var references: [String] { (reference.map { [$0] } ?? []) + parts.flatMap(\.references) }

    var admitsUnknownMembers: Bool {
      (type == "object" || properties != nil) && !isClosed
        || parts.contains(where: \.admitsUnknownMembers)
    }
  }
}

// MARK: - Validation

extension JSONSchema {
  private func complaint(about value: JSONValue, _ node: Node, at place: String) -> String? {
    if let name = node.reference {
      guard let definition = definitions[name] else { return "\(place): no definition \(name)" }
      if let complaint = complaint(about: value, definition, at: place) { return complaint }
    }
    if let type = node.type, !value.isOf(type: type) { return "\(place): not of type \(type)" }
    if let constant = node.constant, value != constant { return "\(place): not \(constant)" }
    if let choices = node.choices, !choices.contains(value) { return "\(place): no such choice" }
    if let string = value.string {
      if string.unicodeScalars.count < node.minLength { return "\(place): too short" }
      if let pattern = node.pattern, (try? pattern.firstMatch(in: string)) == nil {
        return "\(place): does not match its pattern"
      }
    }
    if case .number(let number) = value, let minimum = node.minimum, number < minimum {
      return "\(place): less than \(minimum)"
    }
    if let complaint = complaintAboutParts(of: value, node, at: place) { return complaint }
    guard let alternatives = node.alternatives else { return nil }
    let complaints = alternatives.map { complaint(about: value, $0, at: place) }
    let valid = complaints.count { $0 == nil }
    if valid == 1 { return nil }
    return valid == 0
      ? complaints.compactMap(\.self).max { $0.count < $1.count }
      : "\(place): valid in \(valid) ways"
  }

  private func complaintAboutParts(
    of value: JSONValue, _ node: Node, at place: String
  ) -> String? {
    switch value {
    case .array(let elements):
      if elements.count < node.minItems { return "\(place): too few elements" }
      guard let items = node.items else { return nil }
      for (index, element) in elements.enumerated() {
        if let complaint = complaint(about: element, items, at: "\(place)/\(index)") {
          return complaint
        }
      }
    case .object(let members):
      for name in node.required where members[name] == nil { return "\(place)/\(name): missing" }
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        if let schema = node.properties?[name] {
          if let complaint = complaint(about: member, schema, at: "\(place)/\(name)") {
            return complaint
          }
        } else if node.isClosed {
          return "\(place)/\(name): not expected"
        }
      }
    default: break
    }
    return nil
  }
}

extension JSONValue {
  /// Whether the value has a type of JSON Schema.
  fileprivate func isOf(type: String) -> Bool {
    switch self {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number: type == "integer" && integer != nil
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}
