/// The eight planes of some bytes: b0 has the lowest bit of each, b7 the highest.
///
/// Bitslicing turns AES on its side. A bit of all bytes of the state is one word, and a circuit of
/// gates on eight words is the same circuit on every byte at once. No gate depends on a value, so
/// nothing of the state shows in the time.
struct BitPlanes {
  var b0, b1, b2, b3, b4, b5, b6, b7: UInt64

  /// Exchanges, in each byte, bit i of element k and bit k of element i.
  ///
  /// Single bits change places first, then pairs, then halves of a byte. It is its own inverse.
  @inline(__always)
  mutating func transpose() {
    swapBits(&b0, &b1, 0x5555_5555_5555_5555, 1)
    swapBits(&b2, &b3, 0x5555_5555_5555_5555, 1)
    swapBits(&b4, &b5, 0x5555_5555_5555_5555, 1)
    swapBits(&b6, &b7, 0x5555_5555_5555_5555, 1)
    swapBits(&b0, &b2, 0x3333_3333_3333_3333, 2)
    swapBits(&b1, &b3, 0x3333_3333_3333_3333, 2)
    swapBits(&b4, &b6, 0x3333_3333_3333_3333, 2)
    swapBits(&b5, &b7, 0x3333_3333_3333_3333, 2)
    swapBits(&b0, &b4, 0x0f0f_0f0f_0f0f_0f0f, 4)
    swapBits(&b1, &b5, 0x0f0f_0f0f_0f0f_0f0f, 4)
    swapBits(&b2, &b6, 0x0f0f_0f0f_0f0f_0f0f, 4)
    swapBits(&b3, &b7, 0x0f0f_0f0f_0f0f_0f0f, 4)
  }

  /// Adds other planes.
  @inline(__always)
  mutating func add(_ other: BitPlanes) {
    b0 ^= other.b0
    b1 ^= other.b1
    b2 ^= other.b2
    b3 ^= other.b3
    b4 ^= other.b4
    b5 ^= other.b5
    b6 ^= other.b6
    b7 ^= other.b7
  }

  /// Exchanges the bits of one element above a mask with those of another below it.
  @inline(__always)
  private func swapBits(
    _ low: inout UInt64, _ high: inout UInt64, _ mask: UInt64, _ shift: UInt64
  ) {
    let t = ((low &>> shift) ^ high) & mask
    high ^= t
    low ^= t &<< shift
  }
}

/// Moves four bytes apart, to the lower halves of four lanes of 16 bits.
@inline(__always)
func spread(_ bytes: UInt64) -> UInt64 {
  let pairs = (bytes | bytes &<< 16) & 0x0000_ffff_0000_ffff
  return (pairs | pairs &<< 8) & 0x00ff_00ff_00ff_00ff
}

/// Puts the lower halves of four lanes of 16 bits together.
@inline(__always)
func gathered(_ lanes: UInt64) -> UInt64 {
  let bytes = lanes & 0x00ff_00ff_00ff_00ff
  let pairs = (bytes | bytes &>> 8) & 0x0000_ffff_0000_ffff
  return (pairs | pairs &>> 16) & 0xffff_ffff
}
