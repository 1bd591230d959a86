extension AES {
  /// The state that AES transforms: four rows of four bytes (FIPS 197, section 3.4).
  ///
  /// The bytes are kept in the order of the block, that is column by column: row r and column c is
  /// byte r + 4c.
  public struct State: Sendable, Equatable {
    private var s: FieldElements

    /// The block, 16 bytes (FIPS 197, section 3.4).
    public var bytes: [UInt8] {
      (0..<AES.blockLength).map { s[$0] }
    }

    /// Copies a block of 16 bytes that begins at an offset (FIPS 197, section 3.4).
    @inline(__always)
    init(_ block: borrowing Span<UInt8>, at offset: Int = 0) {
      s = .zero
      for index in 0..<16 { s[index] = block[offset + index] }
    }

    /// Takes four words of a key schedule, each a column, most significant byte in row 0.
    init(columns: (UInt32, UInt32, UInt32, UInt32)) {
      s = .zero
      for row in 0..<4 {
        let shift = 24 - 8 * UInt32(row)
        s[row] = UInt8(truncatingIfNeeded: columns.0 >> shift)
        s[row + 4] = UInt8(truncatingIfNeeded: columns.1 >> shift)
        s[row + 8] = UInt8(truncatingIfNeeded: columns.2 >> shift)
        s[row + 12] = UInt8(truncatingIfNeeded: columns.3 >> shift)
      }
    }

    /// Adds another block, which modes of operation do.
    @inline(__always)
    mutating func add(_ other: State) {
      s ^= other.s
    }

    /// The sum with another block.
    func adding(_ other: State) -> State {
      var sum = self
      sum.add(other)
      return sum
    }

    // MARK: Cipher (FIPS 197, section 5.1)

    /// Replaces each byte by that of the S-box (FIPS 197, section 5.1.1).
    mutating func subBytes() {
      s = sBox(s)
    }

    /// Rotates row r by r bytes to the left (FIPS 197, section 5.1.2).
    mutating func shiftRows() {
      s = FieldElements(
        s[0], s[5], s[10], s[15],
        s[4], s[9], s[14], s[3],
        s[8], s[13], s[2], s[7],
        s[12], s[1], s[6], s[11])
    }

    /// Multiplies each column by the matrix with first row 02 03 01 01 (FIPS 197, section 5.1.3).
    mutating func mixColumns() {
      let s2 = xTimes(s)
      let s3 = s2 ^ s
      s = s2 ^ rowBelow(s3, 1) ^ rowBelow(s, 2) ^ rowBelow(s, 3)
    }

    /// Adds a round key (FIPS 197, section 5.1.4); its own inverse.
    mutating func addRoundKey(_ roundKey: State) {
      add(roundKey)
    }

    // MARK: Inverse cipher (FIPS 197, section 5.3)

    /// Rotates row r by r bytes to the right (FIPS 197, section 5.3.1).
    mutating func invShiftRows() {
      s = FieldElements(
        s[0], s[13], s[10], s[7],
        s[4], s[1], s[14], s[11],
        s[8], s[5], s[2], s[15],
        s[12], s[9], s[6], s[3])
    }

    /// Replaces each byte by that of the inverse S-box (FIPS 197, section 5.3.2).
    mutating func invSubBytes() {
      s = invSBox(s)
    }

    /// Multiplies each column by the matrix with first row 0e 0b 0d 09 (FIPS 197, section 5.3.3).
    mutating func invMixColumns() {
      let s2 = xTimes(s)
      let s4 = xTimes(s2)
      let s8 = xTimes(s4)
      let s9 = s8 ^ s
      let sb = s8 ^ s2 ^ s
      let sd = s8 ^ s4 ^ s
      let se = s8 ^ s4 ^ s2
      s = se ^ rowBelow(sb, 1) ^ rowBelow(sd, 2) ^ rowBelow(s9, 3)
    }

    /// Moves each byte up by some rows in its column, and the top ones to the bottom.
    @inline(__always)
    private func rowBelow(_ s: FieldElements, _ rows: Int) -> FieldElements {
      switch rows {
      case 1:
        FieldElements(
          s[1], s[2], s[3], s[0], s[5], s[6], s[7], s[4],
          s[9], s[10], s[11], s[8], s[13], s[14], s[15], s[12])
      case 2:
        FieldElements(
          s[2], s[3], s[0], s[1], s[6], s[7], s[4], s[5],
          s[10], s[11], s[8], s[9], s[14], s[15], s[12], s[13])
      default:
        FieldElements(
          s[3], s[0], s[1], s[2], s[7], s[4], s[5], s[6],
          s[11], s[8], s[9], s[10], s[15], s[12], s[13], s[14])
      }
    }
  }
}
