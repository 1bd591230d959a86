/// What a computation costs, counted in the operations of the readable form.
public struct Cost: Hashable, Sendable {
  /// Calls of a hash function's compression function.
  public var compressions = 0
  /// Calls of the block cipher, one a block.
  public var blockCipherCalls = 0
  /// Multiplications modulo an RSA modulus, squarings included.
  public var modularMultiplications = 0

  /// Creates a cost; what is not named is zero.
  public init(compressions: Int = 0, blockCipherCalls: Int = 0, modularMultiplications: Int = 0) {
    self.compressions = compressions
    self.blockCipherCalls = blockCipherCalls
    self.modularMultiplications = modularMultiplications
  }

  /// The cost of both.
  public static func + (left: Cost, right: Cost) -> Cost {
    Cost(
      compressions: left.compressions + right.compressions,
      blockCipherCalls: left.blockCipherCalls + right.blockCipherCalls,
      modularMultiplications: left.modularMultiplications + right.modularMultiplications)
  }
}
