import Arithmetic

extension VectorCase {
  /// The natural number that a field's hexadecimal digits stand for, of even number or not.
  func natural(_ field: String) throws(VectorError) -> Natural {
    let digits = try text(field)
    guard !digits.isEmpty else {
      throw .malformed(field: field, expected: "hexadecimal digits", found: "nothing")
    }
    let isEven = digits.utf8.count.isMultiple(of: 2)
    return Natural(bigEndian: try decode(isEven ? digits : "0" + digits, field: field))
  }
}
