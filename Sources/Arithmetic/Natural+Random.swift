import Bytes

extension Natural {
  /// Returns a number of at most `bitWidth` random bits: the string of so many bits that a
  /// generator gives, the superfluous ones of its first octet taken away.
  public static func random(
    bitWidth: Int, using generator: inout some RandomByteGenerator
  ) -> Natural {
    precondition(bitWidth >= 0, "a width is not negative")
    var octets = generator.generate((bitWidth + 7) / 8)
    if bitWidth % 8 != 0 { octets[0] &= 0xff >> UInt8(8 - bitWidth % 8) }
    defer { Bytes.wipe(&octets) }
    return Natural(bigEndian: octets)
  }

  /// Returns a random number from 1 to `bound` - 1, each as likely: candidates of the bound's
  /// width, discarded until one fits (FIPS 186-5, appendix A.4.2).
  ///
  /// How many were discarded shows in the time, but says nothing about the one that is kept.
  public static func randomNonzero(
    below bound: Natural, using generator: inout some RandomByteGenerator
  ) -> Natural {
    precondition(bound.bitWidth > 1, "there must be a number to draw")
    while true {
      let candidate = random(bitWidth: bound.bitWidth, using: &generator)
      if !candidate.isZero, candidate < bound { return candidate }
    }
  }
}
