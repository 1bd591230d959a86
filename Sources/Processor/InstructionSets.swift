/// The families of instructions that a backend can use beyond those that every processor of its
/// kind has.
public struct InstructionSets: OptionSet, Sendable, Hashable {
  /// One bit for each family.
  public let rawValue: UInt8

  /// Creates a set from its bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// SHA-NI: two rounds of SHA-256 in one instruction.
  public static let sha = InstructionSets(rawValue: 1 << 0)
  /// AES-NI: one round of AES on one block in one instruction.
  public static let aes = InstructionSets(rawValue: 1 << 1)
  /// VAES with AVX-512: one round of AES on four blocks in one instruction.
  public static let vectorAES = InstructionSets(rawValue: 1 << 2)
  /// AVX-512 IFMA: eight products of 52-bit digits in one instruction.
  public static let ifma = InstructionSets(rawValue: 1 << 3)

  /// All families that the program knows, with the name that `--backend` takes for each.
  static let names: [(name: String, set: InstructionSets)] = [
    ("sha-ni", .sha), ("aes-ni", .aes), ("vaes", .vectorAES), ("ifma", .ifma),
  ]
}
