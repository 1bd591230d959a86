extension VectorText {
  /// Groups the fields into cases.
  ///
  /// A case ends at an empty line (unless the layout allows those inside), at a section, when one
  /// of its fields comes again, or when a group's field follows a case that has all it needs. So
  /// a case that lacks a field stays a case, and is reported.
  func cases(layout: CaseLayout) -> [VectorCase] {
    var grouping = Grouping(layout: layout)
    for (item, line) in items {
      switch item {
      case .blank: if layout.blankLineEndsCase { grouping.endCase() }
      case .section(let text): grouping.beginSection(text)
      case .field(let name, let value): grouping.add(name, value, line: line)
      }
    }
    grouping.endCase()
    return grouping.cases
  }

  /// The number of cases, as far as that can be told without knowing which fields make one: those
  /// with a count, or else every block between empty lines.
  var blockCount: Int {
    var counts = 0
    var blocks = 0
    var isInside = false
    for (item, _) in items {
      switch item {
      case .field(let name, _):
        if CaseLayout.numbering.contains(name) { counts += 1 }
        if !isInside { blocks += 1 }
        isInside = true
      case .blank, .section: isInside = false
      }
    }
    return counts > 0 ? counts : blocks
  }

  private struct Grouping {
    let layout: CaseLayout
    private(set) var cases: [VectorCase] = []
    private var fields: [String: String] = [:]
    private var firstLine = 0
    private var context: [String: String] = [:]
    private var sections: [String] = []
    private var hasFieldsInSection = false

    init(layout: CaseLayout) {
      self.layout = layout
    }

    mutating func beginSection(_ text: String) {
      endCase()
      if hasFieldsInSection { sections = [] }
      hasFieldsInSection = false
      sections.append(text)
    }

    mutating func add(_ name: String, _ value: String, line: Int) {
      hasFieldsInSection = true
      guard layout.hasCaseField(name) else {
        if isComplete { endCase() }
        context[name] = value
        return
      }
      var key = name
      if fields[key] != nil {
        if layout.repeatable.contains(name) {
          var count = 2
          while fields["\(name)#\(count)"] != nil { count += 1 }
          key = "\(name)#\(count)"
        } else {
          endCase()
        }
      }
      if fields.isEmpty { firstLine = line }
      fields[key] = value
    }

    private var isComplete: Bool { layout.fields.allSatisfy { fields[$0] != nil } }

    mutating func endCase() {
      guard !fields.isEmpty else { return }
      let count = fields["COUNT"] ?? fields["Count"]
      let number = count.map { "COUNT = \($0)" } ?? "case \(cases.count + 1)"
      let prefix = sections.map { "[\($0)] " }.joined()
      cases.append(
        VectorCase(
          name: "\(prefix)\(number), line \(firstLine)", sections: sections, fields: fields,
          context: context))
      fields = [:]
    }
  }
}
