import Transport

extension JSONValue {
  /// A string, or a number as its digits; nil for other values.
  var text: String? { string ?? integer.map(String.init) }

  /// Every string and number below an object, under its path: `publicKey.uncompressed`; of an
  /// array, the number of its elements.
  var flattened: [String: String] {
    var texts: [String: String] = [:]
    for (name, value) in members ?? [:] {
      switch value {
      case .string, .number: texts[name] = value.text
      case .object: for (path, text) in value.flattened { texts["\(name).\(path)"] = text }
      case .array(let elements): texts[name] = String(elements.count)
      case .bool, .null: break
      }
    }
    return texts
  }

  /// Every string, number and truth value below an object, under its path, those of arrays
  /// included: `resultsArray.0.md`; of an array itself, the number of its elements.
  var flattenedWithArrays: [String: String] {
    var texts: [String: String] = [:]
    for (name, value) in members ?? [:] { value.flatten(under: name, into: &texts) }
    return texts
  }

  private func flatten(under path: String, into texts: inout [String: String]) {
    switch self {
    case .string, .number: texts[path] = text
    case .bool(let value): texts[path] = String(value)
    case .null: break
    case .object(let members):
      for (name, value) in members { value.flatten(under: "\(path).\(name)", into: &texts) }
    case .array(let elements):
      texts[path] = String(elements.count)
      for (index, value) in elements.enumerated() {
        value.flatten(under: "\(path).\(index)", into: &texts)
      }
    }
  }
}
