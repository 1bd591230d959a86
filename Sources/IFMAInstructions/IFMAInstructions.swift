/// Modular exponentiation with the IFMA instructions, which multiply eight digits of 52 bits at
/// once, or two times four.
///
/// A number has `vectors` vectors of eight digits, the least significant first, each digit in a
/// word of its own. Residues modulo m are kept below 2 m' and multiplied by S = 2^(52 `steps`), as
/// Montgomery does, where
///
///     m' = m (-m^-1 mod 2^104), so that m' = -1 (mod 2^104)
///
/// is a multiple of m which makes the reduction cheap: as many times m' as make the lowest digit
/// zero is that digit itself. And m' + 1, which is what the functions here want as the modulus, has
/// zeros for its two lowest digits, so that adding the digit q times m' means to drop the digit and
/// to add q (m' + 1); the next digit does not depend on it, only the one after the next.
///
/// For 4 m' < S, the result of a multiplication of numbers below 2 m' is
///
///     (a b + Q m') / S < (4 m' m' + S m') / S < 2 m'.
///
/// Numbers of three vectors, the primes of RSA with 1536 and 2048 bits, have loops of their own,
/// where S has 22 digits: `ProductColumns` and `ReductionWindow`. They want the modulus in the form
/// that `ShiftedModuli` describes.
///
/// The caller asks `Processor` first whether the instructions are there. All functions take
/// time that depends on counts and lengths only, save where a name ends in `VariableTime`.
public enum IFMAInstructions {
  #if arch(x86_64)
    /// Where the numbers of one exponentiation are; all of them have 8 `vectors` digits.
    @safe
    public struct Power {
      /// The result, in Montgomery form.
      let result: UnsafeMutablePointer<UInt64>
      /// The table of 2^width powers, and working memory of three numbers after it.
      ///
      /// The powers with the indices 0 and 1 are given: the Montgomery forms of 1 and of the base.
      let table: UnsafeMutablePointer<UInt64>
      /// The number m' + 1, or for three vectors what `ShiftedModuli` says.
      let modulus: UnsafePointer<UInt64>
      /// The windows of the exponent, a word each, the most significant first.
      let windows: UnsafePointer<UInt64>

      /// Names the places.
      public init(
        result: UnsafeMutablePointer<UInt64>, table: UnsafeMutablePointer<UInt64>,
        modulus: UnsafePointer<UInt64>, windows: UnsafePointer<UInt64>
      ) {
        // Kept for the time of one call.
        unsafe self.result = result
        unsafe self.table = table
        unsafe self.modulus = modulus
        unsafe self.windows = windows
      }
    }
  #endif
}
