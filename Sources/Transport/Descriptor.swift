#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file descriptor that somebody else opens and closes: the calls of POSIX on it, with their
/// `errno` values as errors.
///
/// Interrupted calls (`EINTR`) are repeated; a non-blocking descriptor that is not ready gives
/// nil from `read` and 0 from `write`.
public struct Descriptor: Hashable, Sendable {
  /// The number that the operating system gave.
  public let number: Int32

  /// Names an open descriptor by its number.
  public init(_ number: Int32) {
    self.number = number
  }

  /// What the program reads.
  public static let standardInput = Descriptor(STDIN_FILENO)
  /// What the program produces.
  public static let standardOutput = Descriptor(STDOUT_FILENO)
  /// What the program says about its work.
  public static let standardError = Descriptor(STDERR_FILENO)

  /// True when this is a terminal.
  public var isTerminal: Bool { isatty(number) == 1 }

  /// The width of the terminal in columns; nil when this is none, or it does not say.
  public var terminalColumns: Int? {
    terminalSize.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
  }

  /// The height of the terminal in lines; nil when this is none, or it does not say.
  public var terminalRows: Int? {
    terminalSize.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
  }

  private var terminalSize: winsize? {
    var size = winsize()
    // The kernel fills in the structure, which lives until the call returns.
    return unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  /// Reads up to `count` bytes; an empty array at the end, nil when nothing is there yet.
  ///
  /// - Throws: `TransportError.system`.
  public func read(upTo count: Int) throws(TransportError) -> [UInt8]? {
    var failure: Int32 = 0
    // The call writes at most `count` bytes, the capacity of the buffer.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var result: Int
      repeat {
        result = unsafe readCall(number, buffer.baseAddress, count)
      } while result < 0
        && errno == EINTR
      if result < 0 { failure = errno }
      filled = max(result, 0)
    }
    switch failure {
    case 0: return bytes
    case EAGAIN, EWOULDBLOCK: return nil
    default: throw .system(call: "read", code: failure)
    }
  }

  /// Writes as many of some bytes as the descriptor takes at once, and returns how many.
  ///
  /// - Throws: `TransportError.outputClosed` when the reader has gone, else
  ///   `TransportError.system`.
  public func write(_ bytes: ArraySlice<UInt8>) throws(TransportError) -> Int {
    guard !bytes.isEmpty else { return 0 }
    while true {
      // The call reads the slice's own bytes, which outlive it.
      let result = unsafe bytes.withUnsafeBytes { buffer in
        unsafe writeCall(number, buffer.baseAddress, buffer.count)
      }
      if result >= 0 { return result }
      switch errno {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK: return 0
      case EPIPE, ECONNRESET: throw .outputClosed
      default: throw .system(call: "write", code: errno)
      }
    }
  }

  /// Writes all of some bytes, waiting while the descriptor takes none.
  ///
  /// - Throws: `TransportError.outputClosed` when the reader has gone, else
  ///   `TransportError.system`.
  public func writeAll(_ bytes: [UInt8]) throws(TransportError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = try write(rest)
      rest = rest.dropFirst(written)
      if written == 0 { waitUntilWritable() }
    }
  }

  /// Closes the descriptor; its number must not be used again.
  public func close() {
    _ = closeCall(number)
  }

  /// Makes calls on this descriptor return at once, ready or not.
  func setNonBlocking() {
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
  }

  /// Keeps programs that this one starts from inheriting the descriptor.
  func setCloseOnExec() {
    _ = fcntl(number, F_SETFD, fcntl(number, F_GETFD) | FD_CLOEXEC)
  }

  /// True when a write would do something at once: take bytes, or fail.
  var isWritable: Bool {
    var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    // One structure, which lives until the call returns.
    return unsafe poll(&request, 1, 0) > 0
  }

  /// Blocks until a write would do something.
  func waitUntilWritable() {
    var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    // One structure, which lives until the call returns.
    _ = unsafe poll(&request, 1, -1)
  }
}

// The calls of the operating system whose names the methods above have too.
private let readCall = unsafe read
private let writeCall = unsafe write
private let closeCall = close

/// Returns what the system calls an `errno` value.
func systemMessage(_ code: Int32) -> String {
  // The text is the C library's own or thread-local, and is copied at once.
  unsafe String(cString: strerror(code))
}

/// Returns a variable of the program's environment; nil when it is not set.
public func environmentVariable(_ name: String) -> String? {
  // The text is copied before anything could change the environment: one thread runs.
  guard let value = unsafe getenv(name) else { return nil }
  return unsafe String(cString: value)
}

/// Ends the program with an exit status.
public func exitProcess(_ status: Int32) -> Never {
  exit(status)
}

/// Makes a write to a closed pipe or socket an error instead of the end of the program.
public func ignoreBrokenPipes() {
  _ = signal(SIGPIPE, SIG_IGN)
}
