#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A shell that was started: its process, and the two pipes that it writes to.
final class RunningShell {
  let index: Int
  private let process: pid_t
  private let deadline: ContinuousClock.Instant
  private var output: CollectedOutput
  private var errors: CollectedOutput

  /// Starts a line in a process group of its own.
  ///
  /// - Throws: `TransportError.system` naming the call that failed.
  init(
    bash: String, line: String, index: Int, deadline: ContinuousClock.Instant, outputLimit: Int
  ) throws(TransportError) {
    let outputPipe = try Pipe()
    let errorPipe: Pipe
    do throws(TransportError) {
      errorPipe = try Pipe()
    } catch {
      outputPipe.close()
      throw error
    }
    self.index = index
    self.deadline = deadline
    output = CollectedOutput(descriptor: outputPipe.output, limit: outputLimit)
    errors = CollectedOutput(descriptor: errorPipe.output, limit: outputLimit)
    defer {
      outputPipe.input.close()
      errorPipe.input.close()
    }
    do throws(TransportError) {
      process = try RunningShell.spawn(
        bash, line: line, output: outputPipe.input, errors: errorPipe.input)
    } catch {
      outputPipe.output.close()
      errorPipe.output.close()
      throw error
    }
  }

  /// Returns the result when the line has ended or its time has; reads what is there.
  func poll() -> ShellResult? {
    if ContinuousClock.now >= deadline { return result(kill()) }
    output.read()
    errors.read()
    // A line has ended when nothing can write to its pipes any more, and the shell is gone.
    guard output.hasEnded, errors.hasEnded, let ending = reap(WNOHANG) else { return nil }
    return result(ending)
  }

  /// Ends the shell and everything that it started.
  func kill() -> ShellEnding {
    killProcessGroup(process)
    _ = reap(0)
    output.close()
    errors.close()
    return .timedOut
  }

  /// Blocks until one of some shells has something to say, or is out of time.
  static func wait(for shells: [RunningShell]) {
    var requests = shells.flatMap { shell in
      [shell.output, shell.errors].filter { !$0.hasEnded }
        .map { pollfd(fd: $0.descriptor.number, events: Int16(POLLIN), revents: 0) }
    }
    let deadline = shells.map(\.deadline).min() ?? .now
    let (seconds, attoseconds) = max(deadline - .now, .zero).components
    let left = Int(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    // A shell that closed its pipes and goes on has nothing that could be waited for.
    let mustLook = shells.contains { $0.output.hasEnded && $0.errors.hasEnded }
    let count = nfds_t(requests.count)
    // The kernel fills in the entries, which live until the call returns.
    _ = unsafe pollCall(&requests, count, Int32(clamping: mustLook ? min(left, 5) : left))
  }

  private func result(_ ending: ShellEnding) -> ShellResult {
    output.close()
    errors.close()
    return ShellResult(ending: ending, output: output.bytes, errors: errors.bytes)
  }

  /// Asks how the shell ended; nil when it did not yet.
  private func reap(_ options: Int32) -> ShellEnding? {
    var status: Int32 = 0
    // One integer, which lives until the call returns.
    while true {
      let found = unsafe waitpid(process, &status, options)
      if found < 0, errno == EINTR { continue }
      guard found == process else { return nil }
      // The low seven bits are the signal, the second byte the exit status.
      let signal = status & 0x7F
      return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }
  }
}

// MARK: - Starting

extension RunningShell {
  private static func spawn(
    _ bash: String, line: String, output: Descriptor, errors: Descriptor
  ) throws(TransportError) -> pid_t {
    #if canImport(Glibc)
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    // Made, filled in, used and given back within this call; the texts live as long.
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.number, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors.number, STDERR_FILENO)
    // The shell gets signals as a program of its own does, whatever this one ignores or blocks.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGQUIT, SIGTERM] { unsafe sigaddset(&signals, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    let words = ["bash", "--noprofile", "--norc", "-c", line]
    // Copies of the words, then the nil that ends the list.
    var arguments = unsafe words.map { word in unsafe strdup(word) }
    unsafe arguments.append(nil)
    defer { for index in words.indices { unsafe free(arguments[index]) } }
    var process = pid_t()
    let code = unsafe posix_spawn(&process, bash, &actions, &attributes, &arguments, environ)
    guard code == 0 else { throw .system(call: "posix_spawn", code: code) }
    return process
  }
}

/// What a process writes to a pipe.
private struct CollectedOutput {
  let descriptor: Descriptor
  private(set) var bytes: [UInt8] = []
  private(set) var hasEnded = false
  private let limit: Int

  init(descriptor: Descriptor, limit: Int) {
    descriptor.setNonBlocking()
    self.descriptor = descriptor
    self.limit = limit
  }

  /// Takes what is there.
  mutating func read() {
    while !hasEnded {
      do throws(TransportError) {
        guard let more = try descriptor.read(upTo: 65_536) else { return }
        if more.isEmpty { close() }
        bytes += more.prefix(limit - bytes.count)
      } catch {
        close()
      }
    }
  }

  mutating func close() {
    if !hasEnded { descriptor.close() }
    hasEnded = true
  }
}

// The calls of the operating system whose names methods above have too.
private let pollCall = unsafe poll
private func killProcessGroup(_ process: pid_t) {
  _ = kill(-process, SIGKILL)
}
