/// What a command can be given: a flag, an option with a value, or a positional argument.
///
/// One declaration serves the parser, the help text and the command, which reads the value back
/// with it: `arguments[mode]`.
struct Parameter<Value: Sendable>: Declared {
  let declaration: Declaration
  private let evaluate: @Sendable ([String]) throws(CommandError) -> Value

  func value(of words: [String]) throws(CommandError) -> any Sendable {
    Parsed(value: try evaluate(words))
  }

  /// A value of this parameter, wrapped so that an optional one can be told from none.
  struct Parsed: Sendable {
    let value: Value
  }
}

/// A parameter of any type, as the parser and the help text see it.
protocol Declared: Sendable {
  /// What help says and the parser follows.
  var declaration: Declaration { get }
  /// Returns what the words given for this parameter mean; none were given where it is empty.
  func value(of words: [String]) throws(CommandError) -> any Sendable
}

/// The part of a parameter that does not depend on the type of its value.
struct Declaration: Sendable {
  /// The three places on a command line.
  enum Kind: Sendable {
    /// `--name`, without a value.
    case flag
    /// `--name VALUE` or `--name=VALUE`.
    case option
    /// A word at its position.
    case argument
  }

  let kind: Kind
  /// The name without dashes or brackets.
  let name: String
  let placeholder: String
  let help: String
  var choices: [String] = []
  var defaultText: String?
  var isRequired = false
  var isRepeated = false
  /// What stands for the second of two values that the option takes; nil where it takes one.
  var secondPlaceholder: String?

  /// The values as help shows them: `<n>`, or `<p> <q>`.
  var values: String { "<\(placeholder)>" + (secondPlaceholder.map { " <\($0)>" } ?? "") }
  /// How the parameter is named in help and errors: `--name` or `<name>`.
  var spelling: String { kind == .argument ? "<\(name)>" : "--\(name)" }
}

// MARK: - Flags and options

extension Parameter {
  /// `--name`, false unless given.
  static func flag(_ name: String, help: String) -> Parameter where Value == Bool {
    Parameter(declaration: Declaration(kind: .flag, name: name, placeholder: "", help: help)) {
      !$0.isEmpty
    }
  }

  /// `--name VALUE` with a value when it is not given; the last one counts.
  static func option(
    _ name: String, _ form: ValueForm<Value>, default fallback: Value, help: String
  ) -> Parameter {
    Parameter(.option, name, form, help, defaultText: form.show(fallback)) {
      words throws(CommandError) in
      try words.last.map { word throws(CommandError) in try form.value(of: word, for: "--\(name)") }
        ?? fallback
    }
  }

  /// `--name VALUE`, nil when it is not given; the last one counts.
  static func option<Element>(
    _ name: String, _ form: ValueForm<Element>, help: String
  ) -> Parameter where Value == Element? {
    Parameter(.option, name, form, help) { words throws(CommandError) in
      try words.last.map { word throws(CommandError) in try form.value(of: word, for: "--\(name)") }
    }
  }

  /// `--name FIRST SECOND`, nil when it is not given; the last pair counts.
  static func pair<Element>(
    _ name: String, _ first: ValueForm<Element>, _ second: ValueForm<Element>, help: String
  ) -> Parameter where Value == (Element, Element)? {
    var declaration = Declaration(
      kind: .option, name: name, placeholder: first.placeholder, help: help)
    declaration.secondPlaceholder = second.placeholder
    return Parameter(declaration: declaration) { words throws(CommandError) in
      let last = words.suffix(2)
      guard last.count == 2, let left = last.first, let right = last.last else { return nil }
      return (
        try first.value(of: left, for: "--\(name)"), try second.value(of: right, for: "--\(name)")
      )
    }
  }

  /// `--name VALUE` that must be given; the last one counts.
  static func required(
    _ name: String, _ form: ValueForm<Value>, help: String
  ) -> Parameter {
    Parameter(.option, name, form, help, isRequired: true) { words throws(CommandError) in
      try form.value(of: words.last, for: "--\(name)", missing: "missing option --\(name)")
    }
  }

  /// `--name VALUE` any number of times, in the order given.
  static func options<Element>(
    _ name: String, _ form: ValueForm<Element>, help: String
  ) -> Parameter where Value == [Element] {
    Parameter(.option, name, form, help, isRepeated: true) { words throws(CommandError) in
      try form.values(of: words, for: "--\(name)")
    }
  }
}

// MARK: - Positional arguments

extension Parameter {
  /// A word that must be given.
  static func argument(
    _ name: String, _ form: ValueForm<Value>, help: String
  ) -> Parameter {
    Parameter(.argument, name, form, help, isRequired: true) { words throws(CommandError) in
      try form.value(of: words.first, for: "<\(name)>", missing: "missing argument <\(name)>")
    }
  }

  /// A word with a value when it is not given.
  static func argument(
    _ name: String, _ form: ValueForm<Value>, default fallback: Value, help: String
  ) -> Parameter {
    Parameter(.argument, name, form, help, defaultText: form.show(fallback)) {
      words throws(CommandError) in
      try words.first.map { word throws(CommandError) in try form.value(of: word, for: "<\(name)>")
      }
        ?? fallback
    }
  }

  /// A word, nil when it is not given.
  static func argument<Element>(
    optional name: String, _ form: ValueForm<Element>, help: String
  ) -> Parameter where Value == Element? {
    Parameter(.argument, name, form, help) { words throws(CommandError) in
      try words.first.map { word throws(CommandError) in try form.value(of: word, for: "<\(name)>")
      }
    }
  }

  /// All words that are left, in the order given.
  static func arguments<Element>(
    _ name: String, _ form: ValueForm<Element>, help: String
  ) -> Parameter where Value == [Element] {
    Parameter(.argument, name, form, help, isRepeated: true) { words throws(CommandError) in
      try form.values(of: words, for: "<\(name)>")
    }
  }
}

// MARK: - Reading values

extension Parameter {
  private init<Element>(
    _ kind: Declaration.Kind, _ name: String, _ form: ValueForm<Element>, _ help: String,
    defaultText: String? = nil, isRequired: Bool = false, isRepeated: Bool = false,
    evaluate: @escaping @Sendable ([String]) throws(CommandError) -> Value
  ) {
    self.init(
      declaration: Declaration(
        kind: kind, name: name, placeholder: form.placeholder, help: help, choices: form.choices,
        defaultText: defaultText, isRequired: isRequired, isRepeated: isRepeated),
      evaluate: evaluate)
  }
}

extension ValueForm {
  fileprivate func values(
    of words: [String], for spelling: String
  ) throws(CommandError) -> [Value] {
    try words.map { word throws(CommandError) in try value(of: word, for: spelling) }
  }

  fileprivate func value(
    of word: String?, for spelling: String, missing: String
  ) throws(CommandError) -> Value {
    guard let word else { throw .usage("\(missing), expected \(expected)") }
    return try value(of: word, for: spelling)
  }

  fileprivate func value(of word: String, for spelling: String) throws(CommandError) -> Value {
    if let value = read(word) { return value }
    let suggestion = Spelling.suggestion(for: word, among: choices)
    // The whole of a long word would hide what was expected.
    let shown = word.count <= 64 ? word : "\(word.prefix(48))…"
    throw .usage("\(spelling): '\(shown)' is not \(expected)\(suggestion)")
  }
}
