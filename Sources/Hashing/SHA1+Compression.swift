/// The hash value of SHA-1: five words of 32 bits.
struct SHA1HashValue: HashValue {
  /// The initial hash value H(0) (FIPS 180-4, section 5.3.1).
  private var words: InlineArray<5, UInt32> = [
    0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0,
  ]

  /// Computes the next intermediate hash value (FIPS 180-4, section 6.1.2).
  mutating func compute(block: borrowing Span<UInt8>) {
    // 1. Prepare the message schedule.
    let schedule = messageSchedule(block)

    // 2. Initialise the five working variables with the last hash value.
    var (a, b, c, d, e) = (words[0], words[1], words[2], words[3], words[4])

    // 3. Eighty rounds.
    for t in 0..<80 {
      let temporary = rotl(5, a) &+ f(t, b, c, d) &+ e &+ k(t) &+ schedule[t]
      e = d
      d = c
      c = rotl(30, b)
      b = a
      a = temporary
    }

    // 4. Add the working variables to the last hash value.
    words[0] &+= a
    words[1] &+= b
    words[2] &+= c
    words[3] &+= d
    words[4] &+= e
  }

  /// Returns the message schedule W, 80 words that a block of 16 words is spread over.
  private func messageSchedule(_ block: borrowing Span<UInt8>) -> InlineArray<80, UInt32> {
    var w = InlineArray<80, UInt32>(repeating: 0)
    for t in 0..<16 {
      w[t] = word(t, of: block)
    }
    for t in 16..<80 {
      w[t] = rotl(1, w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16])
    }
    return w
  }

  /// The logical function of round t (FIPS 180-4, section 4.1.1).
  @inline(__always)
  private func f(_ t: Int, _ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
    switch t {
    case 0..<20: ch(x, y, z)
    case 40..<60: maj(x, y, z)
    default: parity(x, y, z)
    }
  }

  /// The constant of round t (FIPS 180-4, section 4.2.1).
  @inline(__always)
  private func k(_ t: Int) -> UInt32 {
    switch t {
    case 0..<20: 0x5a82_7999
    case 20..<40: 0x6ed9_eba1
    case 40..<60: 0x8f1b_bcdc
    default: 0xca62_c1d6
    }
  }

  /// The digest: the words of the hash value, most significant byte first.
  var bytes: [UInt8] {
    var digest: [UInt8] = []
    digest.reserveCapacity(4 * words.count)
    for index in words.indices { append(words[index], to: &digest) }
    return digest
  }
}
