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
  /// - Parameter blocks: Whole message blocks.
  mutating func compute(blocks: borrowing Span<UInt8>)

  /// Computes H(i) from H(i-1) for each message block M(i) in turn while an observer watches.
  ///
  /// - Parameters:
  ///   - blocks: Whole message blocks.
  ///   - observer: What is told of every round.
  mutating func compute<O: Observer<HashStep<Word>>>(
    blocks: borrowing Span<UInt8>, observer: inout O)

  /// Writes the leftmost `count` bytes of the hash value, the digest, to the start of a span.
  func write(_ count: Int, to room: inout MutableSpan<UInt8>)
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

/// Writes the first `count` bytes of words, the most significant byte of each first
/// (FIPS 180-4, section 3.1), to the start of a span.
@inline(__always)
func write<Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
  _ count: Int, of words: borrowing Span<Word>, to room: inout MutableSpan<UInt8>
) {
  let length = Word.bitWidth / 8
  let whole = count / length
  // Bytes have no values that are not bytes, and the span checks the bounds.
  var bytes = unsafe room.mutableBytes
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
