// The two places where control flow may follow a secret: here a secret becomes public. They are
// kept out of line and are not optimised, so that each stays a branch of its own under its own
// name. A checker that follows undefined memory then finds secret branches in these functions
// alone, and what they return is public to it (scripts/constant-time).

/// Returns the truth value of a mask of all ones or all zeros, which becomes public.
@inline(never)
@usableFromInline
@_optimize(none)
func declassifyMask(_ mask: UInt64) -> Bool {
  guard mask == 0 else { return true }
  return false
}

/// Returns a secret number that becomes public, such as the length of a decrypted message.
///
/// It branches on each bit, as a caller might, and so the time shows the number.
///
/// - Parameters:
///   - number: The secret.
///   - bitWidth: How many bits it has at most, 1 to 64, which is public; higher bits are ignored.
/// - Returns: The same number.
@inline(never)
@_optimize(none)
public func declassify(_ number: UInt64, bitWidth: Int) -> UInt64 {
  precondition((1...64).contains(bitWidth), "a word has 1 to 64 bits")
  var known: UInt64 = 0
  for bit in 0..<bitWidth where number >> UInt64(bit) & 1 == 1 {
    known |= 1 << UInt64(bit)
  }
  return known
}
