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
}
