import Bytes
import Processor
import SHAInstructions

extension HMAC {
  /// Computes U_j = HMAC(P, U_(j-1)) `count` times, and adds each to T modulo 2
  /// (RFC 8018, section 5.2).
  ///
  /// Each of the two hash functions has read its padded key already and has one block to go: a
  /// digest with its padding, which is the same each time. So nothing but the digest moves.
  ///
  /// - Parameters:
  ///   - count: How often.
  ///   - u: U_(j-1) when called, the last U when done; as long as a code.
  ///   - t: The sum of the U up to U_(j-1), and then of all; as long as a code.
  ///   - index: The number of the block, for the reports.
  ///   - observer: What is told of every U_j.
  @inline(__always)
  func iterate<O: Observer<PBKDF2<H>.Step>>(
    _ count: Int, u: inout [UInt8], t: inout [UInt8], block index: UInt32, observer: inout O
  ) {
    #if arch(x86_64)
      if !O.isWatching, Backend.uses(.sha), let keyed = self as? HMAC<SHA256> {
        return keyed.iterateWithInstructions(count, u: &u, t: &t)
      }
    #endif
    iteratePortably(count, u: &u, t: &t, block: index, observer: &observer)
  }

  /// Computes U_j `count` times, with any hash function.
  @inline(__always)
  func iteratePortably<O: Observer<PBKDF2<H>.Step>>(
    _ count: Int, u: inout [UInt8], t: inout [UInt8], block index: UInt32, observer: inout O
  ) {
    let innerHashValue = inner.hashValue
    var block = BlockBuffer(paddedDigestOf: H.self)
    block.set(u.span)
    var sum = BlockBuffer(length: H.digestLength)
    sum.set(t.span)
    for iteration in 0..<count {
      block.hash(from: innerHashValue, digestLength: H.digestLength)
      block.hash(from: outerHashValue, digestLength: H.digestLength)
      sum.add(block)
      if O.isWatching {
        let value = Array(block.list[..<H.digestLength])
        observer.observe(.u(block: index, iteration: iteration + 2, value))
      }
    }
    for position in u.indices {
      u[position] = block.bytes[position]
      t[position] = sum.bytes[position]
    }
    block.wipe()
    sum.wipe()
  }
}

extension BlockBuffer {
  /// Creates the second block of a message of one block and a digest: room for the digest, and the
  /// padding (FIPS 180-4, section 5.1).
  @inline(__always)
  init<H: HashFunction>(paddedDigestOf: H.Type) {
    self.init(length: H.blockLength)
    bytes[H.digestLength] = 0b1000_0000
    let bits = 8 * (H.blockLength + H.digestLength)
    bytes[length - 2] = UInt8(bits >> 8)
    bytes[length - 1] = UInt8(truncatingIfNeeded: bits)
  }

  /// Replaces the digest in the block by that of a message which ends in this block.
  @inline(__always)
  mutating func hash<Value: HashValue>(from hashValue: Value, digestLength: Int) {
    var hashValue = hashValue
    hashValue.compute(blocks: bytes.span.extracting(0..<length))
    var room = bytes.mutableSpan
    hashValue.write(digestLength, to: &room)
  }
}

extension PBKDF2 {
  /// Returns blocks T_i and T_(i+1) of the derived key one after the other, computed at the same
  /// time; nil where that is not faster.
  @inline(__always)
  static func twoBlocks(
    _ keyed: HMAC<H>, salt: [UInt8], iterations: Int, index: UInt32
  ) -> [UInt8]? {
    #if arch(x86_64)
      guard Backend.uses(.sha), let sha256 = keyed as? HMAC<SHA256> else { return nil }
      var u = firstU(keyed, salt: salt, index: index)
      u += firstU(keyed, salt: salt, index: index + 1)
      var t = u
      sha256.iterateWithInstructions(iterations - 1, u: &u, t: &t)
      wipe(&u)
      return t
    #else
      return nil
    #endif
  }
}

#if arch(x86_64)
  extension HMAC where H == SHA256 {
    /// Computes U_j `count` times for one block or for two at once, with the SHA-NI instructions.
    func iterateWithInstructions(_ count: Int, u: inout [UInt8], t: inout [UInt8]) {
      let words = u.count / 4
      precondition(words == t.count / 4 && (words == 8 || words == 16), "one block or two")
      var keys = inner.hashValue.list + outerHashValue.list
      var values: [UInt32] = (0..<words).map { word($0, of: u.span) }
      values += (0..<words).map { word($0, of: t.span) }
      // Both pointers stay inside the closures. There are eight words for each hash value, and
      // `words` for U and for T.
      unsafe keys.withUnsafeBufferPointer { keys in
        unsafe values.withUnsafeMutableBufferPointer { values in
          guard let inner = keys.baseAddress, let u = values.baseAddress else { return }
          if words == 8 {
            unsafe SHAInstructions.iterate(
              inner: inner, outer: inner + 8, u: u, t: u + words, count: count)
          } else {
            unsafe SHAInstructions.iterateTwo(
              inner: inner, outer: inner + 8, u: u, t: u + words, count: count)
          }
        }
      }
      var uRoom = u.mutableSpan
      write(4 * words, of: values.span.extracting(0..<words), to: &uRoom)
      var tRoom = t.mutableSpan
      write(4 * words, of: values.span.extracting(words..<2 * words), to: &tRoom)
      wipe(&keys)
      wipe(&values)
    }
  }
#endif
