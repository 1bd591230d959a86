/// Loops of SHA-256 that use the SHA-NI instructions.
///
/// The caller asks `Processor` first whether the instructions are there. The portable form of the
/// same, with the names of the standard, is in `Hashing`.
public enum SHAInstructions {
  #if arch(x86_64)
    /// Computes H(i) from H(i-1) for each message block (FIPS 180-4, section 6.2.2).
    ///
    /// - Parameters:
    ///   - hashValue: The eight words of the hash value, read and replaced.
    ///   - blocks: The message blocks, 64 bytes each.
    ///   - count: The number of blocks.
    @unsafe
    public static func compute(
      hashValue: UnsafeMutablePointer<UInt32>, blocks: UnsafeRawPointer, count: Int
    ) {
      // The caller promises eight words and `count` whole blocks.
      var state = unsafe SHA256State(words: hashValue)
      for index in 0..<count {
        let previous = state
        let block = unsafe blocks + 64 * index
        unsafe state.compute(
          SHA256State.words(block, 0), SHA256State.words(block, 1), SHA256State.words(block, 2),
          SHA256State.words(block, 3))
        state.add(previous)
      }
      unsafe state.store(to: hashValue)
    }

    /// Computes U_j = HMAC(P, U_(j-1)) `count` times, and adds each to T (RFC 8018, section 5.2).
    ///
    /// Both hash functions of HMAC read one block each time: a digest, padded as the second block
    /// of a message of 96 bytes.
    ///
    /// - Parameters:
    ///   - inner: The eight words of the hash value after K0 ⊕ ipad.
    ///   - outer: The eight words of the hash value after K0 ⊕ opad.
    ///   - u: The eight words of U_(j-1), replaced by the last U.
    ///   - t: The eight words of T, to which every U is added modulo 2.
    ///   - count: How often.
    @unsafe
    public static func iterate(
      inner: UnsafePointer<UInt32>, outer: UnsafePointer<UInt32>, u: UnsafeMutablePointer<UInt32>,
      t: UnsafeMutablePointer<UInt32>, count: Int
    ) {
      // The caller promises eight words each.
      let inner = unsafe SHA256State(words: inner)
      let outer = unsafe SHA256State(words: outer)
      var digest = unsafe SHA256State(words: u)
      var sum = unsafe SHA256State(words: t)
      for _ in 0..<count {
        digest = inner.computed(digest: digest)
        digest = outer.computed(digest: digest)
        sum.abef ^= digest.abef
        sum.cdgh ^= digest.cdgh
      }
      unsafe digest.store(to: u)
      unsafe sum.store(to: t)
    }

    /// Does what ``iterate(inner:outer:u:t:count:)`` does for two blocks of a derived key at once.
    ///
    /// One block leaves the instructions idle half of the time: each waits for the one before.
    ///
    /// - Parameters:
    ///   - inner: The eight words of the hash value after K0 ⊕ ipad.
    ///   - outer: The eight words of the hash value after K0 ⊕ opad.
    ///   - u: The eight words of U_(j-1) of one block and then of the other, replaced.
    ///   - t: The eight words of T of one block and then of the other, replaced.
    ///   - count: How often.
    @unsafe
    public static func iterateTwo(
      inner: UnsafePointer<UInt32>, outer: UnsafePointer<UInt32>, u: UnsafeMutablePointer<UInt32>,
      t: UnsafeMutablePointer<UInt32>, count: Int
    ) {
      // The caller promises eight words, or sixteen.
      let inner = unsafe SHA256State(words: inner)
      let outer = unsafe SHA256State(words: outer)
      var (first, second) = unsafe (SHA256State(words: u), SHA256State(words: u + 8))
      var (firstSum, secondSum) = unsafe (SHA256State(words: t), SHA256State(words: t + 8))
      for _ in 0..<count {
        (first, second) = SHA256State.computed(from: inner, digests: first, second)
        (first, second) = SHA256State.computed(from: outer, digests: first, second)
        firstSum.abef ^= first.abef
        firstSum.cdgh ^= first.cdgh
        secondSum.abef ^= second.abef
        secondSum.cdgh ^= second.cdgh
      }
      unsafe first.store(to: u)
      unsafe second.store(to: u + 8)
      unsafe firstSum.store(to: t)
      unsafe secondSum.store(to: t + 8)
    }
  #endif
}
