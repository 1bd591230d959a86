#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Output that does not stop the loop while nobody reads it: a terminal that is held with Ctrl-S,
/// a pipe whose reader is busy.
extension EventLoop {
  /// How many bytes may wait for a reader before the loop waits for it after all.
  private static let pageLimit = 1 << 26

  /// Writes to standard output, or whatever stands for it, now or as soon as it takes the bytes.
  ///
  /// Without a reader any more, the next event is `outputFailed`.
  ///
  /// - Throws: What `Descriptor.write` does.
  public func write(_ bytes: [UInt8], to descriptor: Descriptor) throws(TransportError) {
    precondition(output == nil || output?.descriptor == descriptor, "there is one output")
    var page = output ?? Page(descriptor: descriptor)
    // Taken out meanwhile, so that the bytes have one owner and are not copied.
    output = nil
    page.waiting.append(bytes)
    try page.flush()
    if page.waiting.count > EventLoop.pageLimit { try page.flushAll() }
    output = page
  }

  /// Waits until everything that was written is taken, a signal comes, or the time is over.
  ///
  /// - Throws: What `Descriptor.write` does.
  public func finishOutput(within limit: Duration? = nil) throws(TransportError) {
    let deadline = limit.map { clock.now + $0 }
    while var page = output, page.waiting.count > 0 {
      output = nil
      try page.flush()
      output = page
      guard page.waiting.count > 0 else { return }
      var requests = [pollfd(fd: page.descriptor.number, events: Int16(POLLOUT), revents: 0)]
      if let signals {
        requests.append(pollfd(fd: signals.number, events: Int16(POLLIN), revents: 0))
      }
      let count = nfds_t(requests.count)
      // The kernel fills in the entries, which live until the call returns.
      let ready = unsafe poll(&requests, count, milliseconds(from: clock.now, to: deadline))
      if ready < 0, errno != EINTR { throw .system(call: "poll", code: errno) }
      if ready == 0 || requests.count > 1 && requests[1].revents != 0 { return }
    }
  }

  /// Gives up an output that nobody reads any more.
  func dropOutput() {
    output = nil
    events.append(.outputFailed(.outputClosed))
  }

  /// Writes what the output takes, once it is known to take something.
  func flushOutput() {
    guard var page = output else { return }
    output = nil
    do throws(TransportError) {
      try page.flush()
      output = page
    } catch {
      events.append(.outputFailed(error))
    }
  }
}

/// An output, and what waits for it.
struct Page {
  let descriptor: Descriptor
  var waiting = OutputBuffer()

  /// What a pipe that is ready takes without blocking, in bytes (Linux, pipe(7), `PIPE_BUF`; 512
  /// on other systems).
  #if os(Linux)
    private static let pieceSize = 4096
  #else
    private static let pieceSize = 512
  #endif

  /// Writes while the descriptor takes bytes at once, though it is a blocking one.
  mutating func flush() throws(TransportError) {
    while waiting.count > 0, descriptor.isWritable {
      if try waiting.write(to: descriptor, upTo: Page.pieceSize) == 0 { return }
    }
  }

  /// Writes everything, waiting for the reader.
  mutating func flushAll() throws(TransportError) {
    while waiting.count > 0 {
      if try waiting.write(to: descriptor, upTo: 1 << 16) == 0 { descriptor.waitUntilWritable() }
    }
  }
}
