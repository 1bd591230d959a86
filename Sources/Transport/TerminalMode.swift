import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The mode of the terminal, on standard input as a rule: as it was, or raw, in which every key arrives at
/// once and none is echoed (POSIX.1-2017, chapter 11).
///
/// One for the whole process, as the terminal is. However the program ends, by returning, by
/// `exit`, by a signal or by a trap, the terminal is put back as it was; only `SIGKILL` and
/// `SIGSTOP` cannot be helped.
enum TerminalMode {
  /// The signals of a program that fails; the others are the event loop's.
  private static let fatal = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV]

  /// Makes the terminal raw; false when the descriptor is none.
  static func makeRaw(_ terminal: Descriptor = .standardInput) -> Bool {
    prepare()
    if isRaw.load(ordering: .acquiring) { return true }
    guard unsafe tcgetattr(terminal.number, original) == 0 else { return false }
    number.store(terminal.number, ordering: .releasing)
    if !isGuarded.exchange(true, ordering: .acquiringAndReleasing) {
      _ = atexit { TerminalMode.restore() }
      for number in fatal { _ = signal(number, restoreAndFail) }
    }
    var raw = unsafe original.pointee
    // Output keeps its processing, so that a newline still returns the carriage.
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    isRaw.store(true, ordering: .releasing)
    return unsafe tcsetattr(terminal.number, TCSADRAIN, &raw) == 0
  }

  /// Puts the terminal back as it was; does nothing when it is.
  ///
  /// Safe in a signal handler.
  static func restore() {
    guard isRaw.exchange(false, ordering: .acquiringAndReleasing) else { return }
    // Filled in before `isRaw` was set, and never written to while it is.
    _ = unsafe tcsetattr(number.load(ordering: .acquiring), TCSADRAIN, original)
  }

  /// Makes the globals below, which must not first happen inside a signal handler.
  static func prepare() {
    _ = isRaw.load(ordering: .acquiring)
    _ = number.load(ordering: .acquiring)
    _ = unsafe original
  }

  /// Does something that no event loop watches over, while the signals that ask a program to end
  /// put the terminal back before they end it.
  static func whileRestoredBySignals<Result>(_ body: () -> Result) -> Result {
    prepare()
    let before = [SIGINT, SIGTERM, SIGHUP].map { (number: $0, handler: signal($0, restoreAndFail)) }
    defer { for (number, handler) in before { _ = signal(number, handler) } }
    return body()
  }

  /// Stops the program as Ctrl-Z does elsewhere, and returns when it goes on.
  static func suspend() {
    let wasRaw = isRaw.load(ordering: .acquiring)
    restore()
    _ = kill(0, SIGTSTP)
    if wasRaw { _ = makeRaw(Descriptor(number.load(ordering: .acquiring))) }
  }
}

private let isRaw = Atomic<Bool>(false)
private let number = Atomic<Int32>(STDIN_FILENO)
private let isGuarded = Atomic<Bool>(false)

/// The mode that the terminal had; never given back, as a signal may want it at any time.
private nonisolated(unsafe) let original = {
  let pointer = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  unsafe pointer.initialize(to: termios())
  return unsafe pointer
}()

private func restoreAndFail(_ number: Int32) {
  TerminalMode.restore()
  _ = signal(number, SIG_DFL)
  _ = raise(number)
}
