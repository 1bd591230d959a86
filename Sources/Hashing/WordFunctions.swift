// The functions of FIPS 180-4 on words of 32 or 64 bits. None of them branches or looks anything
// up, so their time does not depend on the words.

/// Circular right shift of a word by n bits (FIPS 180-4, section 3.2).
@inline(__always)
func rotr<Word: FixedWidthInteger & UnsignedInteger>(_ n: Word, _ x: Word) -> Word {
  (x &>> n) | (x &<< (Word(Word.bitWidth) &- n))
}

/// Circular left shift of a word by n bits (FIPS 180-4, section 3.2).
@inline(__always)
func rotl<Word: FixedWidthInteger & UnsignedInteger>(_ n: Word, _ x: Word) -> Word {
  (x &<< n) | (x &>> (Word(Word.bitWidth) &- n))
}

/// Choose: each bit of x chooses between those of y and z (FIPS 180-4, section 4.1).
@inline(__always)
func ch<Word: FixedWidthInteger & UnsignedInteger>(_ x: Word, _ y: Word, _ z: Word) -> Word {
  (x & y) ^ (~x & z)
}

/// Parity: each bit is the sum of three, modulo 2 (FIPS 180-4, section 4.1.1).
@inline(__always)
func parity(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
  x ^ y ^ z
}

/// Majority: each bit is that of at least two of three (FIPS 180-4, section 4.1).
@inline(__always)
func maj<Word: FixedWidthInteger & UnsignedInteger>(_ x: Word, _ y: Word, _ z: Word) -> Word {
  (x & y) ^ (x & z) ^ (y & z)
}

// SHA-224 and SHA-256 (FIPS 180-4, section 4.1.2).

/// The function of SHA-256 that spreads working variable a (FIPS 180-4, equation 4.4).
@inline(__always)
func bigSigma0(_ x: UInt32) -> UInt32 {
  rotr(2, x) ^ rotr(13, x) ^ rotr(22, x)
}

/// The function of SHA-256 that spreads working variable e (FIPS 180-4, equation 4.5).
@inline(__always)
func bigSigma1(_ x: UInt32) -> UInt32 {
  rotr(6, x) ^ rotr(11, x) ^ rotr(25, x)
}

/// The function of the message schedule on the word 15 before (FIPS 180-4, equation 4.6).
@inline(__always)
func smallSigma0(_ x: UInt32) -> UInt32 {
  rotr(7, x) ^ rotr(18, x) ^ (x >> 3)
}

/// The function of the message schedule on the word 2 before (FIPS 180-4, equation 4.7).
@inline(__always)
func smallSigma1(_ x: UInt32) -> UInt32 {
  rotr(17, x) ^ rotr(19, x) ^ (x >> 10)
}

// SHA-384, SHA-512, SHA-512/224 and SHA-512/256 (FIPS 180-4, section 4.1.3).

/// The function of SHA-512 that spreads working variable a (FIPS 180-4, equation 4.10).
@inline(__always)
func bigSigma0(_ x: UInt64) -> UInt64 {
  rotr(28, x) ^ rotr(34, x) ^ rotr(39, x)
}

/// The function of SHA-512 that spreads working variable e (FIPS 180-4, equation 4.11).
@inline(__always)
func bigSigma1(_ x: UInt64) -> UInt64 {
  rotr(14, x) ^ rotr(18, x) ^ rotr(41, x)
}

/// The function of the message schedule on the word 15 before (FIPS 180-4, equation 4.12).
@inline(__always)
func smallSigma0(_ x: UInt64) -> UInt64 {
  rotr(1, x) ^ rotr(8, x) ^ (x >> 7)
}

/// The function of the message schedule on the word 2 before (FIPS 180-4, equation 4.13).
@inline(__always)
func smallSigma1(_ x: UInt64) -> UInt64 {
  rotr(19, x) ^ rotr(61, x) ^ (x >> 6)
}
