/// How a value is shown beside its hexadecimal digits.
public enum Notation: Sendable, Hashable {
  /// Hexadecimal digits alone.
  case hexadecimal
  /// UTF-8 text.
  case text
  /// One big-endian number, in decimal while it is short.
  case decimal
  /// A list of big-endian numbers of `width` bytes each, in decimal.
  case decimals(width: Int)
}
