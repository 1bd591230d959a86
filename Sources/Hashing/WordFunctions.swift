// The logical functions of FIPS 180-4 on words of 32 bits. None of them branches or looks
// anything up, so their time does not depend on the words.

/// Circular right shift of a word by n bits (FIPS 180-4, section 3.2).
@inline(__always)
func rotr(_ n: UInt32, _ x: UInt32) -> UInt32 {
  (x >> n) | (x << (32 - n))
}

/// Circular left shift of a word by n bits (FIPS 180-4, section 3.2).
@inline(__always)
func rotl(_ n: UInt32, _ x: UInt32) -> UInt32 {
  (x << n) | (x >> (32 - n))
}

/// Choose: each bit of x chooses between those of y and z (FIPS 180-4, section 4.1).
@inline(__always)
func ch(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
  (x & y) ^ (~x & z)
}

/// Parity: each bit is the sum of three, modulo 2 (FIPS 180-4, section 4.1.1).
@inline(__always)
func parity(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
  x ^ y ^ z
}

/// Majority: each bit is that of at least two of three (FIPS 180-4, section 4.1).
@inline(__always)
func maj(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
  (x & y) ^ (x & z) ^ (y & z)
}

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

/// Returns word t of a block, read most significant byte first (FIPS 180-4, section 3.1).
@inline(__always)
func word(_ t: Int, of block: borrowing Span<UInt8>) -> UInt32 {
  UInt32(block[4 * t]) << 24 | UInt32(block[4 * t + 1]) << 16
    | UInt32(block[4 * t + 2]) << 8 | UInt32(block[4 * t + 3])
}

/// Appends a word, most significant byte first (FIPS 180-4, section 3.1).
@inline(__always)
func append(_ word: UInt32, to bytes: inout [UInt8]) {
  bytes.append(UInt8(truncatingIfNeeded: word >> 24))
  bytes.append(UInt8(truncatingIfNeeded: word >> 16))
  bytes.append(UInt8(truncatingIfNeeded: word >> 8))
  bytes.append(UInt8(truncatingIfNeeded: word))
}
