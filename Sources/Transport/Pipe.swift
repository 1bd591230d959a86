#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two descriptors: what is written to the input comes out of the output.
struct Pipe {
  let output: Descriptor
  let input: Descriptor

  /// Opens a pipe that started programs do not inherit.
  init() throws(TransportError) {
    var ends: [Int32] = [-1, -1]
    // The call fills in two integers.
    guard unsafe pipe(&ends) == 0 else { throw .system(call: "pipe", code: errno) }
    output = Descriptor(ends[0])
    input = Descriptor(ends[1])
    output.setCloseOnExec()
    input.setCloseOnExec()
  }

  /// Closes both ends.
  func close() {
    output.close()
    input.close()
  }
}
