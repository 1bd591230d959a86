import Bytes

/// Room for one message block of any hash function of FIPS 180-4, on the stack.
struct BlockBuffer {
  /// The bytes of the block, and behind them bytes that do not matter.
  var bytes = InlineArray<128, UInt8>(repeating: 0)

  /// The length of the block in bytes.
  let length: Int

  /// Creates a block of zeros.
  @inline(__always)
  init(length: Int) {
    precondition(length <= 128, "no hash function of FIPS 180-4 has longer blocks")
    self.length = length
  }

  /// The bytes of the block as an array.
  var list: [UInt8] { (0..<length).map { bytes[$0] } }

  /// Replaces the first bytes of the block.
  @inline(__always)
  mutating func set(_ start: borrowing Span<UInt8>) {
    var target = bytes.mutableSpan
    copy(start, to: &target, at: 0)
  }

  // The two sums take all 128 bytes: a loop of known length becomes a few instructions.

  /// Adds one byte modulo 2 to every byte of the block.
  @inline(__always)
  mutating func add(_ byte: UInt8) {
    var target = bytes.mutableSpan
    for index in 0..<128 { target[index] ^= byte }
  }

  /// Adds the bytes of another block modulo 2.
  @inline(__always)
  mutating func add(_ other: borrowing BlockBuffer) {
    var target = bytes.mutableSpan
    let source = other.bytes.span
    for index in 0..<128 { target[index] ^= source[index] }
  }

  /// Overwrites the block with zeros in a way that the optimiser must keep.
  mutating func wipe() {
    // The pointer stays inside the closure and covers these bytes alone.
    unsafe withUnsafeMutableBytes(of: &bytes) { unsafe Bytes.wipe($0) }
  }
}

/// Copies bytes into a span, from an offset on.
///
/// A loop would store single bytes, and a processor waits long for a word whose bytes were stored
/// one by one.
@inline(__always)
func copy(_ bytes: borrowing Span<UInt8>, to target: inout MutableSpan<UInt8>, at offset: Int) {
  precondition(offset >= 0 && bytes.count <= target.count - offset, "the bytes fit into the span")
  // Both pointers stay inside the closures, and the condition above keeps the copy in bounds.
  unsafe target.withUnsafeMutableBytes { target in
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyMemory(from: bytes)
    }
  }
}
