import Bytes

/// The hash value H(i) that a hash function computes block by block (FIPS 180-4, section 6).
///
/// It is all that a hash function remembers of the blocks it has read, so whoever knows it can go
/// on from there without knowing them.
public protocol HashValue: Sendable {
  /// The word that the function works on: 32 or 64 bits.
  associatedtype Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable

  /// The words of the hash value, H_0 first.
  var list: [Word] { get }

  /// Computes H(i) from H(i-1) for each message block M(i) in turn (FIPS 180-4, section 6).
  ///
  /// The time depends on the number of blocks alone.
  ///
  /// - Parameters:
  ///   - blocks: Whole message blocks.
  ///   - observer: What is told of every round.
  mutating func compute<O: Observer<HashStep<Word>>>(
    blocks: borrowing Span<UInt8>, observer: inout O)

  /// Writes the leftmost bytes of the hash value, as many as there is room for: the digest.
  func write(to digest: inout MutableSpan<UInt8>)
}

extension HashValue {
  /// Computes H(i) from H(i-1) for each message block M(i) in turn.
  @inline(__always)
  mutating func compute(blocks: borrowing Span<UInt8>) {
    var unobserved = Unobserved<HashStep<Word>>()
    compute(blocks: blocks, observer: &unobserved)
  }
}

/// Returns word t of a block, read most significant byte first (FIPS 180-4, section 3.1).
@inline(__always)
func word<Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
  _ t: Int, of block: borrowing Span<UInt8>
) -> Word {
  let length = Word.bitWidth / 8
  // Any bytes make a word, and the span checks the bounds.
  return unsafe Word(
    bigEndian: block.bytes.unsafeLoadUnaligned(fromByteOffset: length * t, as: Word.self))
}

/// Writes words into a digest, most significant byte first (FIPS 180-4, section 3.1), until it is
/// full.
@inline(__always)
func write<Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
  _ words: borrowing Span<Word>, to digest: inout MutableSpan<UInt8>
) {
  let length = Word.bitWidth / 8
  let count = digest.count
  let whole = count / length
  // Bytes have no values that are not bytes, and the span checks the bounds.
  var bytes = unsafe digest.mutableBytes
  for t in 0..<whole {
    bytes.storeBytes(of: words[t].bigEndian, toByteOffset: length * t, as: Word.self)
  }
  for index in length * whole..<count {
    // SHA-512/224 ends in the middle of a word.
    let shift = Word.bitWidth - 8 - 8 * (index - length * whole)
    bytes.storeBytes(
      of: UInt8(truncatingIfNeeded: words[whole] >> shift), toByteOffset: index, as: UInt8.self)
  }
}
