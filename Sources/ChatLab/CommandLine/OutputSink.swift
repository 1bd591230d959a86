import Transport

/// Where a command writes: standard output, standard error, or the memory of a test.
protocol OutputSink: AnyObject {
  /// True when a person reads along.
  var isTerminal: Bool { get }
  /// The terminal's width; nil where there is none.
  var terminalColumns: Int? { get }
  /// The terminal's height; nil where there is none.
  var terminalRows: Int? { get }
  /// Writes all of some bytes before it returns.
  func write(_ bytes: [UInt8]) throws(TransportError)
  /// The same output, written by a loop whenever it takes something.
  func written(by loop: EventLoop) -> any OutputSink
}

extension OutputSink {
  /// This output, which never has to be waited for.
  func written(by loop: EventLoop) -> any OutputSink { self }
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
  var terminalRows: Int? { descriptor.terminalRows }

  func write(_ bytes: [UInt8]) throws(TransportError) {
    try descriptor.writeAll(bytes)
  }

  func written(by loop: EventLoop) -> any OutputSink {
    LoopSink(descriptor, loop)
  }
}

/// An output whose reader nobody waits for: a loop keeps what it does not take at once.
final class LoopSink: OutputSink {
  private let descriptor: Descriptor
  private let loop: EventLoop

  /// Writes to an open descriptor, the only one to which the loop does.
  init(_ descriptor: Descriptor, _ loop: EventLoop) {
    self.descriptor = descriptor
    self.loop = loop
  }

  var isTerminal: Bool { descriptor.isTerminal }
  var terminalColumns: Int? { descriptor.terminalColumns }
  var terminalRows: Int? { descriptor.terminalRows }

  func write(_ bytes: [UInt8]) throws(TransportError) {
    try loop.write(bytes, to: descriptor)
  }
}
