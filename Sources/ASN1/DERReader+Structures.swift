/// Readers of optional, repeated and named components.
extension DER.Reader {
  /// Reads the next element if it has this tag, and returns a reader of its contents; nil
  /// otherwise.
  public mutating func readOptional(_ tag: DER.Tag) throws(ASN1Error) -> DER.Reader? {
    nextTag == tag ? try read(tag) : nil
  }

  /// Reads the next element, if it has this tag, by a function that must consume all its contents.
  ///
  /// - Throws: what the function throws, or `ASN1Error.trailing` when elements are left.
  public mutating func readOptional<Value>(
    _ tag: DER.Tag, _ body: (inout DER.Reader) throws(ASN1Error) -> Value
  ) throws(ASN1Error) -> Value? {
    guard var inside = try readOptional(tag) else { return nil }
    let value = try body(&inside)
    try inside.expectEnd()
    return value
  }

  /// Reads an element with this tag, a SEQUENCE of the structure's own for instance, by a function
  /// that must consume all its contents.
  ///
  /// - Throws: what the function throws, or `ASN1Error.trailing` when elements are left.
  public mutating func read<Value>(
    _ tag: DER.Tag, _ body: (inout DER.Reader) throws(ASN1Error) -> Value
  ) throws(ASN1Error) -> Value {
    var inside = try read(tag)
    let value = try body(&inside)
    try inside.expectEnd()
    return value
  }

  /// Reads a SEQUENCE OF by a function that reads one element at a time.
  public mutating func readSequenceOf<Value>(
    tagged tag: DER.Tag = .sequence, _ body: (inout DER.Reader) throws(ASN1Error) -> Value
  ) throws(ASN1Error) -> [Value] {
    var elements = try read(tag)
    var values: [Value] = []
    while !elements.isAtEnd { values.append(try body(&elements)) }
    return values
  }

  /// Reads a SET OF by a function that reads one element at a time.
  ///
  /// - Throws: what the function throws; `ASN1Error.unsortedSet` unless the encodings of the
  ///   elements ascend (X.690, section 11.6).
  public mutating func readSetOf<Value>(
    tagged tag: DER.Tag = .set, _ body: (inout DER.Reader) throws(ASN1Error) -> Value
  ) throws(ASN1Error) -> [Value] {
    var elements = try read(tag)
    var values: [Value] = []
    var previous: [UInt8] = []
    while !elements.isAtEnd {
      let element = try elements.readElement()
      let encoding = element.encoding
      guard previous.isEmpty || !DER.precedes(encoding, previous) else {
        throw .unsortedSet(offset: element.offset)
      }
      var reader = element.whole
      values.append(try body(&reader))
      try reader.expectEnd()
      previous = encoding
    }
    return values
  }

  /// Reads a component of a structure, whose name goes in front of any error.
  ///
  /// - Throws: `ASN1Error.inside` with what the function throws.
  public mutating func component<Value>(
    _ name: String, _ body: (inout DER.Reader) throws(ASN1Error) -> Value
  ) throws(ASN1Error) -> Value {
    do throws(ASN1Error) {
      return try body(&self)
    } catch {
      throw .inside(component: name, error)
    }
  }
}
