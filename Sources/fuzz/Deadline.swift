#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the process when a case takes too long: by a signal, so that nothing can stand in its way.
enum Deadline {
  /// Gives the process so many seconds.
  static func start(seconds: UInt32) { alarm(seconds) }

  /// Lets it live.
  static func stop() { alarm(0) }
}

/// A file that always holds the number of the case that runs, also when the process dies of it.
struct ProgressFile {
  private let descriptor: Int32

  /// Opens the file, or returns nil.
  init?(_ path: String) {
    // The path is lent as a C string until the call returns.
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { return nil }
  }

  /// Replaces the number.
  func write(_ number: Int) {
    let digits = String(number)
    let text = digits + String(repeating: " ", count: 20 - digits.utf8.count) + "\n"
    var octets = Array(text.utf8)
    // All of the array, lent until the call returns.
    _ = unsafe pwrite(descriptor, &octets, octets.count, 0)
  }
}
