#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Overwrites memory with zeros in a way that the optimiser must keep.
public func wipe(_ memory: UnsafeMutableRawBufferPointer) {
  guard let base = memory.baseAddress, memory.count > 0 else { return }
  #if canImport(Darwin)
    unsafe memset_s(base, memory.count, 0, memory.count)
  #else
    unsafe explicit_bzero(base, memory.count)
  #endif
}

/// Overwrites an array with zeros when this is its only owner, and empties it.
///
/// A copy that somebody else holds keeps its own bytes.
public func wipe<Element: BitwiseCopyable>(_ array: inout [Element]) {
  // The pointer is used only inside the closure, for the array's own bytes.
  unsafe array.withUnsafeMutableBytes { unsafe wipe($0) }
  array.removeAll()
}
