/// The values of a command's parameters, read and checked.
struct Arguments: Sendable {
  private var values: [String: any Sendable] = [:]
  private var given: Set<String> = []

  /// Reads the words given for each of a command's parameters.
  ///
  /// - Throws: `CommandError.usage` naming the first parameter whose words are wrong.
  init(_ parameters: [any Declared], words: [String: [String]]) throws(CommandError) {
    for parameter in parameters {
      let spelling = parameter.declaration.spelling
      precondition(values[spelling] == nil, "\(spelling) is declared twice")
      values[spelling] = try parameter.value(of: words[spelling] ?? [])
      if words[spelling] != nil { given.insert(spelling) }
    }
  }

  /// The value of a parameter that the command declares.
  subscript<Value>(parameter: Parameter<Value>) -> Value {
    guard
      let parsed = values[parameter.declaration.spelling] as? Parameter<Value>.Parsed
    else { preconditionFailure("\(parameter.declaration.spelling) is not declared") }
    return parsed.value
  }

  /// True when the parameter stood on the command line, rather than having its default.
  func wereGiven(_ parameter: some Declared) -> Bool {
    given.contains(parameter.declaration.spelling)
  }
}
