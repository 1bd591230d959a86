/// Four blocks in planes, for blocks that do not wait for one another.
///
/// Bit 16 r + 4 c + k of a plane belongs to row r and column c of block k, so that both rows and
/// columns are moved by shifts of whole words.
struct FourBlocks: BitslicedState {
  private var planes: BitPlanes

  /// The number of blocks.
  static let count = 4

  /// Reads one to four blocks; the others are zero.
  @inline(__always)
  init(_ memory: UnsafeRawPointer, count: Int) {
    let (e0, o0) = unsafe columns(memory, 0, count)
    let (e1, o1) = unsafe columns(memory, 1, count)
    let (e2, o2) = unsafe columns(memory, 2, count)
    let (e3, o3) = unsafe columns(memory, 3, count)
    planes = BitPlanes(b0: e0, b1: e1, b2: e2, b3: e3, b4: o0, b5: o1, b6: o2, b7: o3)
    planes.transpose()
  }

  @inline(__always)
  init(roundKey: UnsafeRawPointer) {
    let (even, odd) = unsafe columns(roundKey, 0, 1)
    planes = BitPlanes(
      b0: even, b1: even, b2: even, b3: even, b4: odd, b5: odd, b6: odd, b7: odd)
    planes.transpose()
  }

  /// Adds {63} to every byte: ones in planes 0, 1, 5 and 6.
  mutating func addConstant() {
    planes.b0 = ~planes.b0
    planes.b1 = ~planes.b1
    planes.b5 = ~planes.b5
    planes.b6 = ~planes.b6
  }

  /// Writes one to four blocks.
  @inline(__always)
  func store(_ memory: UnsafeMutableRawPointer, count: Int) {
    var rows = planes
    rows.transpose()
    unsafe storeColumns(rows.b0, rows.b4, memory, 0, count)
    unsafe storeColumns(rows.b1, rows.b5, memory, 1, count)
    unsafe storeColumns(rows.b2, rows.b6, memory, 2, count)
    unsafe storeColumns(rows.b3, rows.b7, memory, 3, count)
  }

  /// The cipher (FIPS 197, section 5.1, algorithm 1).
  @inline(__always)
  mutating func encrypt(_ keys: borrowing BitslicedKeys<FourBlocks>) {
    add(keys[0])
    for round in 1..<keys.rounds {
      planes.substitute()
      shiftRows()
      mixColumns()
      add(keys[round])
    }
    planes.substitute()
    shiftRows()
    add(keys[keys.rounds])
  }

  /// The inverse cipher (FIPS 197, section 5.3, algorithm 3).
  @inline(__always)
  mutating func decrypt(_ keys: borrowing BitslicedKeys<FourBlocks>) {
    add(keys[keys.rounds])
    for round in (1..<keys.rounds).reversed() {
      invShiftRows()
      planes.invSubstitute()
      add(keys[round])
      invMixColumns()
    }
    invShiftRows()
    planes.invSubstitute()
    add(keys[0])
  }

  /// ADDROUNDKEY() (FIPS 197, section 5.1.4).
  @inline(__always)
  mutating func add(_ other: FourBlocks) {
    planes.add(other.planes)
  }

  /// SHIFTROWS() (FIPS 197, section 5.1.2).
  @inline(__always)
  mutating func shiftRows() {
    planes.b0 = rowsShifted(planes.b0)
    planes.b1 = rowsShifted(planes.b1)
    planes.b2 = rowsShifted(planes.b2)
    planes.b3 = rowsShifted(planes.b3)
    planes.b4 = rowsShifted(planes.b4)
    planes.b5 = rowsShifted(planes.b5)
    planes.b6 = rowsShifted(planes.b6)
    planes.b7 = rowsShifted(planes.b7)
  }

  /// INVSHIFTROWS() (FIPS 197, section 5.3.1).
  @inline(__always)
  mutating func invShiftRows() {
    planes.b0 = rowsShiftedBack(planes.b0)
    planes.b1 = rowsShiftedBack(planes.b1)
    planes.b2 = rowsShiftedBack(planes.b2)
    planes.b3 = rowsShiftedBack(planes.b3)
    planes.b4 = rowsShiftedBack(planes.b4)
    planes.b5 = rowsShiftedBack(planes.b5)
    planes.b6 = rowsShiftedBack(planes.b6)
    planes.b7 = rowsShiftedBack(planes.b7)
  }

  /// MIXCOLUMNS() (FIPS 197, section 5.1.3).
  ///
  /// With t the sum of each byte and the one below it, {02} s + {03} s1 + s2 + s3 is
  /// {02} t + s1 + t2, where the number says how far below a byte stands.
  @inline(__always)
  mutating func mixColumns() {
    let r0 = rowBelow(planes.b0)
    let r1 = rowBelow(planes.b1)
    let r2 = rowBelow(planes.b2)
    let r3 = rowBelow(planes.b3)
    let r4 = rowBelow(planes.b4)
    let r5 = rowBelow(planes.b5)
    let r6 = rowBelow(planes.b6)
    let r7 = rowBelow(planes.b7)
    let t0 = planes.b0 ^ r0
    let t1 = planes.b1 ^ r1
    let t2 = planes.b2 ^ r2
    let t3 = planes.b3 ^ r3
    let t4 = planes.b4 ^ r4
    let t5 = planes.b5 ^ r5
    let t6 = planes.b6 ^ r6
    let t7 = planes.b7 ^ r7
    // XTIMES(): each bit moves up by one, and x^8 becomes x^4 + x^3 + x + 1.
    planes.b0 = t7 ^ r0 ^ twoRowsBelow(t0)
    planes.b1 = t0 ^ t7 ^ r1 ^ twoRowsBelow(t1)
    planes.b2 = t1 ^ r2 ^ twoRowsBelow(t2)
    planes.b3 = t2 ^ t7 ^ r3 ^ twoRowsBelow(t3)
    planes.b4 = t3 ^ t7 ^ r4 ^ twoRowsBelow(t4)
    planes.b5 = t4 ^ r5 ^ twoRowsBelow(t5)
    planes.b6 = t5 ^ r6 ^ twoRowsBelow(t6)
    planes.b7 = t6 ^ r7 ^ twoRowsBelow(t7)
  }

  /// INVMIXCOLUMNS() (FIPS 197, section 5.3.3).
  ///
  /// Its matrix is that of MIXCOLUMNS() times the one with first row 05 00 04 00, so {04} times
  /// the sum of each byte and the one two rows below is added first.
  @inline(__always)
  mutating func invMixColumns() {
    let u0 = planes.b0 ^ twoRowsBelow(planes.b0)
    let u1 = planes.b1 ^ twoRowsBelow(planes.b1)
    let u2 = planes.b2 ^ twoRowsBelow(planes.b2)
    let u3 = planes.b3 ^ twoRowsBelow(planes.b3)
    let u4 = planes.b4 ^ twoRowsBelow(planes.b4)
    let u5 = planes.b5 ^ twoRowsBelow(planes.b5)
    let u6 = planes.b6 ^ twoRowsBelow(planes.b6)
    let u7 = planes.b7 ^ twoRowsBelow(planes.b7)
    let u67 = u6 ^ u7
    planes.b0 = planes.b0 ^ u6
    planes.b1 = planes.b1 ^ u67
    planes.b2 = planes.b2 ^ u0 ^ u7
    planes.b3 = planes.b3 ^ u1 ^ u6
    planes.b4 = planes.b4 ^ u2 ^ u67
    planes.b5 = planes.b5 ^ u3 ^ u7
    planes.b6 = planes.b6 ^ u4
    planes.b7 = planes.b7 ^ u5
    mixColumns()
  }
}

/// Row r rotated by r columns to the left, in two steps that each exchange columns: first the
/// columns 0 and 2 of row 1, 1 and 3 of row 3, both pairs of row 2; then neighbours in rows 1 and 3.
@inline(__always)
private func rowsShifted(_ plane: UInt64) -> UInt64 {
  exchanged(exchanged(plane, 0x00f0_00ff_000f_0000, 8), 0x0f0f_0000_0f0f_0000, 4)
}

/// Row r rotated by r columns to the right: the same exchanges, the last one first.
@inline(__always)
private func rowsShiftedBack(_ plane: UInt64) -> UInt64 {
  exchanged(exchanged(plane, 0x0f0f_0000_0f0f_0000, 4), 0x00f0_00ff_000f_0000, 8)
}

/// Exchanges the bits under a mask with those that stand higher by a shift.
@inline(__always)
private func exchanged(_ plane: UInt64, _ mask: UInt64, _ shift: UInt64) -> UInt64 {
  let t = (plane &>> shift ^ plane) & mask
  return plane ^ t ^ t &<< shift
}

/// The row below.
@inline(__always)
private func rowBelow(_ plane: UInt64) -> UInt64 {
  plane &>> 16 | plane &<< 48
}

/// The row two below.
@inline(__always)
private func twoRowsBelow(_ plane: UInt64) -> UInt64 {
  plane &>> 32 | plane &<< 32
}

/// Reads block k, or zeros if there is none, and returns its columns 0 and 2, and 1 and 3: byte 2 r
/// of a word is row r of the first of these, byte 2 r + 1 of the second.
@inline(__always)
private func columns(_ memory: UnsafeRawPointer, _ k: Int, _ count: Int) -> (UInt64, UInt64) {
  guard k < count else { return (0, 0) }
  // Block k is there.
  let first = unsafe memory.loadUnaligned(fromByteOffset: 16 * k, as: UInt64.self)
  let second = unsafe memory.loadUnaligned(fromByteOffset: 16 * k + 8, as: UInt64.self)
  let (left, right) = (UInt64(littleEndian: first), UInt64(littleEndian: second))
  return (
    spread(left & 0xffff_ffff) | spread(right & 0xffff_ffff) &<< 8,
    spread(left &>> 32) | spread(right &>> 32) &<< 8
  )
}

/// Writes block k, if there is one.
@inline(__always)
private func storeColumns(
  _ even: UInt64, _ odd: UInt64, _ memory: UnsafeMutableRawPointer, _ k: Int, _ count: Int
) {
  guard k < count else { return }
  let left = gathered(even) | gathered(odd) &<< 32
  let right = gathered(even &>> 8) | gathered(odd &>> 8) &<< 32
  // There is room for block k.
  unsafe memory.storeBytes(of: left.littleEndian, toByteOffset: 16 * k, as: UInt64.self)
  unsafe memory.storeBytes(of: right.littleEndian, toByteOffset: 16 * k + 8, as: UInt64.self)
}
