#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The time that processors have worked, which another program on the machine does not lengthen.
enum CPUTime {
  /// Seconds that this process has worked, in all its threads.
  static var ofThisProcess: Double {
    var time = timespec()
    // One structure, which lives until the call returns.
    let result = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    precondition(result == 0, "the clock of the process is always there")
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds that the programs which this process started, and which have ended, have worked.
  static var ofEndedPrograms: Double {
    var usage = rusage()
    #if canImport(Glibc)
      let whose = RUSAGE_CHILDREN.rawValue
    #else
      let whose = RUSAGE_CHILDREN
    #endif
    // One structure, which lives until the call returns.
    let result = unsafe getrusage(whose, &usage)
    precondition(result == 0, "the usage of ended programs is always there")
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
