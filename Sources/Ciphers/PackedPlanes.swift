/// One block, bitsliced into two words: four planes of 16 bits each.
///
/// Bit r + 4c of a plane belongs to row r and column c, so a plane has the order of the block. The
/// linear transformations work on four planes at once. For the S-box each plane gets a word of its
/// own, which is what limits the speed of a chain.
struct PackedPlanes: BitslicedState {
  /// Planes 0 to 3, plane 0 lowest.
  var low: UInt64
  /// Planes 4 to 7, plane 4 lowest.
  var high: UInt64

  /// Reads a block of 16 bytes.
  @inline(__always)
  init(_ memory: UnsafeRawPointer) {
    // 16 bytes by the contract of the caller.
    let first = unsafe memory.loadUnaligned(as: UInt64.self)
    let second = unsafe memory.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    let left = transposed(UInt64(littleEndian: first))
    let right = transposed(UInt64(littleEndian: second))
    low = spread(left & 0xffff_ffff) | spread(right & 0xffff_ffff) &<< 8
    high = spread(left &>> 32) | spread(right &>> 32) &<< 8
  }

  @inline(__always)
  init(roundKey: UnsafeRawPointer) {
    unsafe self.init(roundKey)
  }

  /// Writes a block of 16 bytes.
  @inline(__always)
  func store(_ memory: UnsafeMutableRawPointer) {
    let left = gathered(low) | gathered(high) &<< 32
    let right = gathered(low &>> 8) | gathered(high &>> 8) &<< 32
    // 16 bytes by the contract of the caller.
    unsafe memory.storeBytes(of: transposed(left).littleEndian, as: UInt64.self)
    unsafe memory.storeBytes(of: transposed(right).littleEndian, toByteOffset: 8, as: UInt64.self)
  }

  /// The cipher (FIPS 197, section 5.1, algorithm 1).
  @inline(__always)
  mutating func encrypt(_ keys: borrowing BitslicedKeys<PackedPlanes>) {
    add(keys[0])
    for round in 1..<keys.rounds {
      subBytes()
      shiftRows()
      mixColumns()
      add(keys[round])
    }
    subBytes()
    shiftRows()
    add(keys[keys.rounds])
  }

  /// ADDROUNDKEY() (FIPS 197, section 5.1.4), and the addition of blocks.
  @inline(__always)
  mutating func add(_ other: PackedPlanes) {
    low ^= other.low
    high ^= other.high
  }

  /// Adds {63} to every byte: ones in planes 0, 1, 5 and 6.
  @inline(__always)
  mutating func addConstant() {
    low ^= 0x0000_0000_ffff_ffff
    high ^= 0x0000_ffff_ffff_0000
  }

  /// SUBBYTES() without the constant {63} (FIPS 197, section 5.1.1).
  @inline(__always)
  private mutating func subBytes() {
    var planes = BitPlanes(
      b0: low, b1: low &>> 16,
      b2: low &>> 32, b3: low &>> 48,
      b4: high, b5: high &>> 16,
      b6: high &>> 32, b7: high &>> 48)
    planes.substitute()
    low = PackedPlanes.packed(planes.b0, planes.b1, planes.b2, planes.b3)
    high = PackedPlanes.packed(planes.b4, planes.b5, planes.b6, planes.b7)
  }

  /// Puts four planes into one word.
  @inline(__always)
  private static func packed(
    _ p0: UInt64, _ p1: UInt64, _ p2: UInt64, _ p3: UInt64
  ) -> UInt64 {
    (p0 & 0xffff) | (p1 & 0xffff) &<< 16 | (p2 & 0xffff) &<< 32 | p3 &<< 48
  }

  /// SHIFTROWS() (FIPS 197, section 5.1.2).
  @inline(__always)
  private mutating func shiftRows() {
    low = rowsShifted(low)
    high = rowsShifted(high)
  }

  /// MIXCOLUMNS() (FIPS 197, section 5.1.3), as `FourBlocks` has it.
  @inline(__always)
  private mutating func mixColumns() {
    let (r0, r1) = (rowBelow(low), rowBelow(high))
    let (t0, t1) = (low ^ r0, high ^ r1)
    let top = t1 &>> 48  // plane 7, which XTIMES() adds to planes 0, 1, 3 and 4
    low = r0 ^ twoRowsBelow(t0) ^ t0 &<< 16 ^ top ^ top &<< 16 ^ top &<< 48
    high = r1 ^ twoRowsBelow(t1) ^ t1 &<< 16 ^ t0 &>> 48 ^ top
  }
}

/// Exchanges bit i of byte j with bit j of byte i: single bits, then pairs, then halves of a byte.
@inline(__always)
private func transposed(_ word: UInt64) -> UInt64 {
  var x = word
  var t = (x ^ x &>> 7) & 0x00aa_00aa_00aa_00aa
  x ^= t ^ t &<< 7
  t = (x ^ x &>> 14) & 0x0000_cccc_0000_cccc
  x ^= t ^ t &<< 14
  t = (x ^ x &>> 28) & 0x0000_0000_f0f0_f0f0
  return x ^ t ^ t &<< 28
}

/// Rotates row r of each plane by r places: bit r + 4c becomes what bit r + 4(c + r) was.
@inline(__always)
private func rowsShifted(_ x: UInt64) -> UInt64 {
  let row0 = x & 0x1111_1111_1111_1111
  let row1 = x &>> 4 & 0x0222_0222_0222_0222 | x &<< 12 & 0x2000_2000_2000_2000
  let row2 = x &>> 8 & 0x0044_0044_0044_0044 | x &<< 8 & 0x4400_4400_4400_4400
  let row3 = x &>> 12 & 0x0008_0008_0008_0008 | x &<< 4 & 0x8880_8880_8880_8880
  return row0 | row1 | row2 | row3
}

/// Gives each byte what stood in the row below.
@inline(__always)
private func rowBelow(_ x: UInt64) -> UInt64 {
  x &>> 1 & 0x7777_7777_7777_7777 | x &<< 3 & 0x8888_8888_8888_8888
}

/// Gives each byte what stood two rows below.
@inline(__always)
private func twoRowsBelow(_ x: UInt64) -> UInt64 {
  x &>> 2 & 0x3333_3333_3333_3333 | x &<< 2 & 0xcccc_cccc_cccc_cccc
}
