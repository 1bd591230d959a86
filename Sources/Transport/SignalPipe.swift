import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns signals into bytes of a pipe, so that an event loop can wait for them and for sockets
/// at once.
///
/// One for the whole process, as signals are. A second Ctrl-C before the first one was read ends
/// the program: it is then busy with something that no event loop interrupts.
enum SignalPipe {
  /// The signals that are turned into bytes.
  private static let caught = [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT]

  /// Begins to catch signals, and returns the descriptor to read them from.
  ///
  /// - Throws: `TransportError.system` when no pipe can be made.
  static func open() throws(TransportError) -> Descriptor {
    let known = signalPipeOutput.load(ordering: .acquiring)
    if known >= 0 { return Descriptor(known) }
    let pipe = try Pipe()
    pipe.output.setNonBlocking()
    pipe.input.setNonBlocking()
    signalPipeInput.store(pipe.input.number, ordering: .releasing)
    signalPipeOutput.store(pipe.output.number, ordering: .releasing)
    // A global is made at its first use, which must not be inside the handler.
    unreadInterrupts.store(0, ordering: .releasing)
    TerminalMode.prepare()
    for number in caught { _ = signal(number, noteSignal) }
    return pipe.output
  }

  /// Returns the signals that came since the last call.
  static func read(_ descriptor: Descriptor) -> [Signal] {
    var signals: [Signal] = []
    while let bytes = try? descriptor.read(upTo: 64), !bytes.isEmpty {
      signals += bytes.compactMap { signalNamed(Int32($0)) }
    }
    unreadInterrupts.store(0, ordering: .releasing)
    return signals
  }

  private static func signalNamed(_ number: Int32) -> Signal? {
    switch number {
    case SIGINT: .interrupt
    case SIGTERM: .terminate
    case SIGHUP: .hangup
    case SIGWINCH: .windowChange
    case SIGCONT: .resume
    default: nil
    }
  }
}

// A signal handler may touch nothing but lock-free atomics and calls that POSIX lists as safe.

private let signalPipeInput = Atomic<Int32>(-1)
private let signalPipeOutput = Atomic<Int32>(-1)
private let unreadInterrupts = Atomic<Int>(0)

private func noteSignal(_ number: Int32) {
  let saved = errno
  if number == SIGINT, unreadInterrupts.add(1, ordering: .acquiringAndReleasing).newValue > 1 {
    TerminalMode.restore()
    _exit(130)
  }
  var byte = UInt8(truncatingIfNeeded: number)
  // One byte of the stack; a full pipe already says that there is something to read.
  _ = unsafe write(signalPipeInput.load(ordering: .acquiring), &byte, 1)
  errno = saved
}
