import Bytes

/// Octets that a checker of memory takes for undefined, though they have the values that they
/// should have.
///
/// The memory of `allocate` was never written, and Valgrind's memcheck follows such octets through
/// every instruction. `--malloc-fill=00` makes it zero, so an exclusive or with it changes nothing
/// but what the checker thinks. Without that option the octets are arbitrary.
enum Secret {
  /// Returns the same octets, undefined for a checker.
  ///
  /// Not optimised, as the compiler may replace unwritten memory by what it likes.
  @inline(never)
  @_optimize(none)
  static func octets(_ octets: [UInt8]) -> [UInt8] {
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: octets.count)
    defer { unsafe memory.deallocate() }
    var secret = octets
    // Reads memory that was never written: that is what makes the octets undefined.
    for index in octets.indices { unsafe secret[index] ^= memory[index] }
    return secret
  }

  /// Returns the same octets as public ones, defined for a checker.
  static func shown(_ octets: [UInt8]) -> [UInt8] {
    octets.map { UInt8(truncatingIfNeeded: declassify(UInt64($0), bitWidth: 8)) }
  }
}
