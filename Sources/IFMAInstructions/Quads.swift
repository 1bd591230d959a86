#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Four digits of 52 bits, or sums of such, the least significant first.
  ///
  /// A number of 22 digits wastes fewer lanes of these than of `Lanes`, and processors which have
  /// 256 bits for a multiplication do two of them at once.
  typealias Quad = SIMD4<UInt64>

  // Bit casts between vectors of one size and layout are what makes the functions below unsafe. The
  // intrinsics without a mask are macros in C; the compiler leaves out a mask of ones.

  /// Adds the low 52 bits of four products of digits: VPMADD52LUQ.
  @inline(__always)
  func addLow(_ sum: Quad, _ left: Quad, _ right: Quad) -> Quad {
    unsafe unsafeBitCast(
      _mm256_mask_madd52lo_epu64(
        unsafeBitCast(sum, to: __m256i.self), 0xff, unsafeBitCast(left, to: __m256i.self),
        unsafeBitCast(right, to: __m256i.self)), to: Quad.self)
  }

  /// Adds the high 52 bits of four products of digits: VPMADD52HUQ.
  @inline(__always)
  func addHigh(_ sum: Quad, _ left: Quad, _ right: Quad) -> Quad {
    unsafe unsafeBitCast(
      _mm256_mask_madd52hi_epu64(
        unsafeBitCast(sum, to: __m256i.self), 0xff, unsafeBitCast(left, to: __m256i.self),
        unsafeBitCast(right, to: __m256i.self)), to: Quad.self)
  }

  /// Shifts every lane down by the bits that the same lane of `counts` says: VPSRLVQ.
  ///
  /// When the compiler knows the counts, it moves single lanes to general registers and back, which
  /// takes ten times as long where one result waits for the other. So they come from memory.
  @inline(__always)
  func shiftRight(_ quad: Quad, by counts: Quad) -> Quad {
    unsafe unsafeBitCast(
      _mm256_srlv_epi64(
        unsafeBitCast(quad, to: __m256i.self), unsafeBitCast(counts, to: __m256i.self)),
      to: Quad.self)
  }

  /// The lanes one place up, with the highest one of the quad below.
  @inline(__always)
  func shiftUp(_ quad: Quad, _ below: Quad) -> Quad {
    Quad(below[3], quad[0], quad[1], quad[2])
  }

  /// Reads the quad of a number of digits at an index.
  @inline(__always)
  func loadQuad(_ digits: UnsafePointer<UInt64>, _ index: Int) -> Quad {
    // The caller's number has more quads than the index says.
    unsafe UnsafeRawPointer(digits).loadUnaligned(fromByteOffset: 32 &* index, as: Quad.self)
  }

  /// Writes the quad of a number of digits at an index.
  @inline(__always)
  func store(_ quad: Quad, _ digits: UnsafeMutablePointer<UInt64>, _ index: Int) {
    // The caller's number has more quads than the index says.
    unsafe UnsafeMutableRawPointer(digits).storeBytes(
      of: quad, toByteOffset: 32 &* index, as: Quad.self)
  }
#endif
