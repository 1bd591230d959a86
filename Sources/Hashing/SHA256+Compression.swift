import Bytes
import Processor
import SHAInstructions

/// The hash value of SHA-256: eight words of 32 bits.
public struct SHA256HashValue: HashValue {
  private var words: InlineArray<8, UInt32>

  /// Creates a hash value from its eight words, H_0 first.
  public init(words: InlineArray<8, UInt32>) {
    self.words = words
  }

  /// The words of the hash value, H_0 first.
  public var list: [UInt32] { words.indices.map { words[$0] } }

  /// Writes the leftmost `count` bytes of the hash value to the start of a span.
  public func write(_ count: Int, to room: inout MutableSpan<UInt8>) {
    Hashing.write(count, of: words.span, to: &room)
  }

  /// Computes H(i) from H(i-1) for each message block M(i) (FIPS 180-4, section 6.2.2).
  ///
  /// The SHA-NI instructions do it where the backend has them.
  public mutating func compute(blocks: borrowing Span<UInt8>) {
    #if arch(x86_64)
      if Backend.uses(.sha) { return computeWithInstructions(blocks: blocks) }
    #endif
    var unobserved = Unobserved<HashStep<UInt32>>()
    computePortably(blocks: blocks, observer: &unobserved)
  }

  /// Computes H(i) from H(i-1) for each message block M(i) while an observer watches, always in
  /// portable Swift.
  public mutating func compute<O: Observer<HashStep<UInt32>>>(
    blocks: borrowing Span<UInt8>, observer: inout O
  ) {
    guard O.isWatching else { return compute(blocks: blocks) }
    computePortably(blocks: blocks, observer: &observer)
  }

  #if arch(x86_64)
    /// Computes H(i) from H(i-1) for each message block M(i), with the SHA-NI instructions.
    mutating func computeWithInstructions(blocks: borrowing Span<UInt8>) {
      precondition(blocks.count.isMultiple(of: 64), "a message block has 64 bytes")
      var span = words.mutableSpan
      // The pointers hold eight words and whole blocks, and stay inside the closures.
      unsafe span.withUnsafeMutableBufferPointer { words in
        unsafe blocks.withUnsafeBytes { bytes in
          guard let hashValue = words.baseAddress, let start = bytes.baseAddress else { return }
          unsafe SHAInstructions.compute(
            hashValue: hashValue, blocks: start, count: bytes.count / 64)
        }
      }
    }
  #endif

  /// Computes H(i) from H(i-1) for each message block M(i) in portable Swift.
  mutating func computePortably<O: Observer<HashStep<UInt32>>>(
    blocks: borrowing Span<UInt8>, observer: inout O
  ) {
    for offset in stride(from: 0, to: blocks.count, by: 64) {
      compute(block: blocks.extracting(offset..<offset + 64), observer: &observer)
    }
  }

  /// Computes the next intermediate hash value from one block (FIPS 180-4, section 6.2.2).
  ///
  /// Each round has a line of its own, with its number t and its constant K_t (section 4.2.2):
  /// the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  /// Written out like this, the working variables need not move from one to the next when the
  /// program runs: the compiler gives each value a place and keeps it there.
  @inline(__always)
  private mutating func compute<O: Observer<HashStep<UInt32>>>(
    block: borrowing Span<UInt8>, observer: inout O
  ) {
    // 1. Prepare the message schedule: the words of the block; each round from 16 adds its own.
    // 2. Initialise the eight working variables with the last hash value.
    var v = SHA256Variables(block: block, hashValue: words)
    v.reportBlock(to: &observer)

    // 3. Sixty-four rounds.
    v.round(0, 0x428a_2f98, &observer)
    v.round(1, 0x7137_4491, &observer)
    v.round(2, 0xb5c0_fbcf, &observer)
    v.round(3, 0xe9b5_dba5, &observer)
    v.round(4, 0x3956_c25b, &observer)
    v.round(5, 0x59f1_11f1, &observer)
    v.round(6, 0x923f_82a4, &observer)
    v.round(7, 0xab1c_5ed5, &observer)
    v.round(8, 0xd807_aa98, &observer)
    v.round(9, 0x1283_5b01, &observer)
    v.round(10, 0x2431_85be, &observer)
    v.round(11, 0x550c_7dc3, &observer)
    v.round(12, 0x72be_5d74, &observer)
    v.round(13, 0x80de_b1fe, &observer)
    v.round(14, 0x9bdc_06a7, &observer)
    v.round(15, 0xc19b_f174, &observer)
    v.round(16, 0xe49b_69c1, &observer)
    v.round(17, 0xefbe_4786, &observer)
    v.round(18, 0x0fc1_9dc6, &observer)
    v.round(19, 0x240c_a1cc, &observer)
    v.round(20, 0x2de9_2c6f, &observer)
    v.round(21, 0x4a74_84aa, &observer)
    v.round(22, 0x5cb0_a9dc, &observer)
    v.round(23, 0x76f9_88da, &observer)
    v.round(24, 0x983e_5152, &observer)
    v.round(25, 0xa831_c66d, &observer)
    v.round(26, 0xb003_27c8, &observer)
    v.round(27, 0xbf59_7fc7, &observer)
    v.round(28, 0xc6e0_0bf3, &observer)
    v.round(29, 0xd5a7_9147, &observer)
    v.round(30, 0x06ca_6351, &observer)
    v.round(31, 0x1429_2967, &observer)
    v.round(32, 0x27b7_0a85, &observer)
    v.round(33, 0x2e1b_2138, &observer)
    v.round(34, 0x4d2c_6dfc, &observer)
    v.round(35, 0x5338_0d13, &observer)
    v.round(36, 0x650a_7354, &observer)
    v.round(37, 0x766a_0abb, &observer)
    v.round(38, 0x81c2_c92e, &observer)
    v.round(39, 0x9272_2c85, &observer)
    v.round(40, 0xa2bf_e8a1, &observer)
    v.round(41, 0xa81a_664b, &observer)
    v.round(42, 0xc24b_8b70, &observer)
    v.round(43, 0xc76c_51a3, &observer)
    v.round(44, 0xd192_e819, &observer)
    v.round(45, 0xd699_0624, &observer)
    v.round(46, 0xf40e_3585, &observer)
    v.round(47, 0x106a_a070, &observer)
    v.round(48, 0x19a4_c116, &observer)
    v.round(49, 0x1e37_6c08, &observer)
    v.round(50, 0x2748_774c, &observer)
    v.round(51, 0x34b0_bcb5, &observer)
    v.round(52, 0x391c_0cb3, &observer)
    v.round(53, 0x4ed8_aa4a, &observer)
    v.round(54, 0x5b9c_ca4f, &observer)
    v.round(55, 0x682e_6ff3, &observer)
    v.round(56, 0x748f_82ee, &observer)
    v.round(57, 0x78a5_636f, &observer)
    v.round(58, 0x84c8_7814, &observer)
    v.round(59, 0x8cc7_0208, &observer)
    v.round(60, 0x90be_fffa, &observer)
    v.round(61, 0xa450_6ceb, &observer)
    v.round(62, 0xbef9_a3f7, &observer)
    v.round(63, 0xc671_78f2, &observer)

    // 4. Add the working variables to the last hash value.
    let previous = self
    words[0] &+= v.a
    words[1] &+= v.b
    words[2] &+= v.c
    words[3] &+= v.d
    words[4] &+= v.e
    words[5] &+= v.f
    words[6] &+= v.g
    words[7] &+= v.h
    if O.isWatching {
      observer.observe(.hashValue(previous: previous.list, variables: v.list, next: list))
    }
  }
}
