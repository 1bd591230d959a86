import Transport

/// Where a command writes: standard output, standard error, or the memory of a test.
protocol OutputSink: AnyObject {
  /// True when a person reads along.
  var isTerminal: Bool { get }
  /// The terminal's width; nil where there is none.
  var terminalColumns: Int? { get }
  /// Writes all of some bytes before it returns.
  func write(_ bytes: [UInt8]) throws(TransportError)
}

/// An output that the operating system opened for the program.
final class DescriptorSink: OutputSink {
  private let descriptor: Descriptor

  /// Writes to an open descriptor.
  init(_ descriptor: Descriptor) {
    self.descriptor = descriptor
  }

  var isTerminal: Bool { descriptor.isTerminal }
  var terminalColumns: Int? { descriptor.terminalColumns }

  func write(_ bytes: [UInt8]) throws(TransportError) {
    try descriptor.writeAll(bytes)
  }
}
