import Bytes
import Processor

/// Arithmetic modulo one odd number in constant time, by Montgomery's method.
///
/// P. Montgomery, "Modular multiplication without trial division", Mathematics of Computation 44
/// (1985). With R = 2^(64 n) for a modulus m of n words, a residue a is kept as a R mod m, and a
/// product is divided by R instead of by m, which takes multiplications and shifts alone.
///
/// Timing: everything depends on the *lengths* in words of the modulus and of the operands, never
/// on their values, save where a name ends in `VariableTime`. The modulus, too, may be secret (a
/// prime of an RSA key); its length in bits is public.
public struct Montgomery: Sendable {
  /// The modulus m.
  public private(set) var modulus: Natural
  /// The width of the modulus in bits, which is public.
  public let bitWidth: Int
  /// The n digits of the modulus.
  var m: [UInt64] { modulus.words }
  /// -1/m modulo 2^64.
  let minusInverse: UInt64
  /// R mod m, the Montgomery form of 1.
  private(set) var one: [UInt64]
  /// R^2 mod m, which brings a number into Montgomery form.
  private(set) var rSquared: [UInt64]
  /// What the loops for the IFMA instructions need; nil for small numbers, and for processors
  /// without the instructions.
  private(set) var digits: DigitModulus?

  /// Prepares arithmetic modulo an odd number of at least 3.
  ///
  /// - Throws: `ArithmeticError.unsuitableModulus`.
  public init(modulus: Natural) throws(ArithmeticError) {
    // The width is public, and so is that the modulus is odd; nothing else of it shows.
    let bitWidth = Int(declassify(UInt64(modulus.bitWidth), bitWidth: 32))
    guard modulus.isOdd.declassified, bitWidth > 1 else { throw .unsuitableModulus }
    let m = modulus.words
    self.modulus = modulus
    self.bitWidth = bitWidth

    // Newton's iteration doubles the bits that are right: m m = 1 (mod 2^3), then 6, 12, … 96.
    var inverse = m[0]
    for _ in 0..<5 { inverse = inverse &* (2 &- m[0] &* inverse) }
    minusInverse = 0 &- inverse

    // The highest power of two below m, doubled until it is R, then R 2^n.
    let workspace = MontgomeryWorkspace(modulus: m, minusInverse: minusInverse, residues: 1)
    let highest = bitWidth - 1
    workspace.set(0, (Natural.one << highest).words)
    for _ in highest..<64 * m.count { workspace.add(0, 0, into: 0) }
    one = workspace.get(0)
    for _ in 0..<m.count { workspace.add(0, 0, into: 0) }
    // Six squarings: R 2^(2n), R 2^(4n), … R 2^(64n) = R^2.
    for _ in 0..<6 { workspace.square(0, into: 0) }
    rSquared = workspace.get(0)
    digits = nil
    if InstructionSets.offered.contains(.ifma), DigitModulus.bitWidths.contains(bitWidth) {
      digits = DigitModulus(self)
    }
  }

  /// Returns working memory for so many residues.
  func workspace(residues: Int) -> MontgomeryWorkspace {
    MontgomeryWorkspace(modulus: m, minusInverse: minusInverse, residues: residues)
  }

  /// Overwrites the numbers in memory, when nobody else shares them; only to be let go after.
  public mutating func wipe() {
    modulus.wipe()
    Bytes.wipe(&one)
    Bytes.wipe(&rSquared)
    digits?.wipe()
  }
}
