#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight digits of 52 bits, or sums of such, the least significant first.
  typealias Lanes = SIMD8<UInt64>

  /// The bits of a digit.
  let digitMask: UInt64 = 1 << 52 - 1

  // Bit casts between vectors of one size and layout are what makes the functions below unsafe.

  /// Adds the low 52 bits of eight products of digits: VPMADD52LUQ.
  @inline(__always)
  func addLow(_ sum: Lanes, _ left: Lanes, _ right: Lanes) -> Lanes {
    unsafe unsafeBitCast(
      _mm512_madd52lo_epu64(
        unsafeBitCast(sum, to: __m512i.self), unsafeBitCast(left, to: __m512i.self),
        unsafeBitCast(right, to: __m512i.self)), to: Lanes.self)
  }

  /// Adds the high 52 bits of eight products of digits: VPMADD52HUQ.
  @inline(__always)
  func addHigh(_ sum: Lanes, _ left: Lanes, _ right: Lanes) -> Lanes {
    unsafe unsafeBitCast(
      _mm512_madd52hi_epu64(
        unsafeBitCast(sum, to: __m512i.self), unsafeBitCast(left, to: __m512i.self),
        unsafeBitCast(right, to: __m512i.self)), to: Lanes.self)
  }

  /// Shifts every lane down by the bits that the same lane of `counts` says: VPSRLVQ.
  ///
  /// The counts come from memory for the reason that the same function for `Quad` gives.
  @inline(__always)
  func shiftRight(_ lanes: Lanes, by counts: Lanes) -> Lanes {
    unsafe unsafeBitCast(
      _mm512_srlv_epi64(
        unsafeBitCast(lanes, to: __m512i.self), unsafeBitCast(counts, to: __m512i.self)),
      to: Lanes.self)
  }

  /// One bit for each lane in which a bit is set that is set in `bits`: VPTESTMQ.
  @inline(__always)
  func test(_ lanes: Lanes, _ bits: Lanes) -> UInt32 {
    unsafe UInt32(
      _mm512_test_epi64_mask(
        unsafeBitCast(lanes, to: __m512i.self), unsafeBitCast(bits, to: __m512i.self)))
  }

  /// Adds 1 to the lanes whose bit is set: VPSUBQ of -1 under a mask.
  @inline(__always)
  func increment(_ lanes: Lanes, where bits: UInt32) -> Lanes {
    unsafe unsafeBitCast(
      _mm512_mask_sub_epi64(
        unsafeBitCast(lanes, to: __m512i.self), UInt8(truncatingIfNeeded: bits),
        unsafeBitCast(lanes, to: __m512i.self), __m512i(repeating: -1)), to: Lanes.self)
  }

  /// The lanes one place down, with the lowest one of the vector above.
  @inline(__always)
  func shiftDown(_ lanes: Lanes, _ above: Lanes) -> Lanes {
    Lanes(
      lanes[1], lanes[2], lanes[3], lanes[4], lanes[5], lanes[6], lanes[7], above[0])
  }

  /// The lanes two places down, with the lowest two of the vector above.
  @inline(__always)
  func shiftDownTwice(_ lanes: Lanes, _ above: Lanes) -> Lanes {
    Lanes(
      lanes[2], lanes[3], lanes[4], lanes[5], lanes[6], lanes[7], above[0], above[1])
  }

  /// The lanes one place up, with the highest one of the vector below.
  @inline(__always)
  func shiftUp(_ lanes: Lanes, _ below: Lanes) -> Lanes {
    Lanes(
      below[7], lanes[0], lanes[1], lanes[2], lanes[3], lanes[4], lanes[5], lanes[6])
  }

  /// All ones where the lanes of a vector are equal to a number, without a jump.
  @inline(__always)
  func equal(_ left: Lanes, _ right: UInt64) -> Lanes {
    // Both are small, so that the difference minus 1 is negative for 0 alone.
    let difference = left ^ Lanes(repeating: right)
    return 0 &- ((difference &- 1) &>> 63)
  }

  /// Reads the vector of a number of digits at an index.
  @inline(__always)
  func load(_ digits: UnsafePointer<UInt64>, _ index: Int) -> Lanes {
    // The caller's number has more vectors than the index says.
    unsafe UnsafeRawPointer(digits).loadUnaligned(fromByteOffset: 64 &* index, as: Lanes.self)
  }

  /// Writes the vector of a number of digits at an index.
  @inline(__always)
  func store(_ lanes: Lanes, _ digits: UnsafeMutablePointer<UInt64>, _ index: Int) {
    // The caller's number has more vectors than the index says.
    unsafe UnsafeMutableRawPointer(digits).storeBytes(
      of: lanes, toByteOffset: 64 &* index, as: Lanes.self)
  }
#endif
