#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Every `unsafe` call here that takes a path takes it as a C string, lent until the call returns.

/// Reading whole files, and writing them so that nobody ever sees half of one.
public enum Files {
  /// Reads a whole file, or all of standard input for the path `-`.
  ///
  /// - Throws: `TransportError.unreadable`, or `TransportError.tooLarge` beyond `limit` bytes.
  public static func read(_ path: String, limit: Int = 1 << 28) throws(TransportError) -> [UInt8] {
    guard path != "-" else { return try readAll(.standardInput, path: path, limit: limit) }
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .unreadable(path: path, code: errno) }
    let file = Descriptor(number)
    defer { file.close() }
    return try readAll(file, path: path, limit: limit)
  }

  /// Replaces a file by some bytes: writes them beside it, forces them to the disk, and renames.
  ///
  /// A file that was there keeps its permissions; a new one gets `mode`, less the umask. What is
  /// no regular file (a terminal, a pipe, `/dev/full`) is written to directly. A symbolic link
  /// stays one.
  ///
  /// - Throws: `TransportError.unwritable`; the file is then as it was before.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o666
  ) throws(TransportError) {
    do throws(TransportError) {
      guard let permissions = permissions(of: path) else {
        return try replace(path, with: bytes, permissions: mode_t(mode), exact: false)
      }
      switch permissions & S_IFMT {
      case S_IFREG:
        // Renaming asks nothing of the file itself, so its own write protection is asked here.
        unsafe try check(access(path, W_OK), "access")
        try replace(resolved(path), with: bytes, permissions: permissions & 0o7777, exact: true)
      default:
        try fill(path, flags: O_WRONLY, with: bytes)
      }
    } catch .system(_, let code) {
      throw .unwritable(path: path, code: code)
    } catch {
      throw error == .outputClosed ? .unwritable(path: path, code: EPIPE) : error
    }
  }

  /// Reads until the end of a descriptor.
  private static func readAll(
    _ file: Descriptor, path: String, limit: Int
  ) throws(TransportError) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(TransportError) {
      while let chunk = try file.read(upTo: 1 << 16), !chunk.isEmpty {
        bytes += chunk
        if bytes.count > limit { throw TransportError.tooLarge(path: path, limit: limit) }
      }
      return bytes
    } catch .system(_, let code) {
      throw .unreadable(path: path, code: code)
    }
  }

  /// Puts a new file, complete and on the disk, in the place of an old one or of none.
  private static func replace(
    _ path: String, with bytes: [UInt8], permissions: mode_t, exact: Bool
  ) throws(TransportError) {
    let temporary = "\(path).\(getpid()).tmp"
    do throws(TransportError) {
      let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
      try fill(temporary, flags: flags, permissions: permissions, with: bytes)
      if exact { unsafe try check(chmod(temporary, permissions), "chmod") }
      unsafe try check(rename(temporary, path), "rename")
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
  }

  /// Opens a path, writes some bytes, and forces them to the disk where there is one.
  static func fill(
    _ path: String, flags: Int32, permissions: mode_t = 0, with bytes: [UInt8]
  ) throws(TransportError) {
    let number = unsafe open(path, flags | O_CLOEXEC, permissions)
    try check(number, "open")
    let file = Descriptor(number)
    defer { file.close() }
    try file.writeAll(bytes)
    // A device or a pipe has nothing to force.
    if fsync(number) != 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP {
      throw .system(call: "fsync", code: errno)
    }
  }

  /// Forces the names in a directory to the disk.
  ///
  /// - Throws: `TransportError.unwritable`.
  static func synchronize(directory path: String) throws(TransportError) {
    let number = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw .unwritable(path: path, code: errno) }
    let directory = Descriptor(number)
    defer { directory.close() }
    if fsync(number) != 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP {
      throw .unwritable(path: path, code: errno)
    }
  }

  /// Returns type and permissions of what stands at a path; nil when nothing does.
  static func permissions(of path: String) -> mode_t? {
    var status = stat()
    // The kernel fills in the structure, which lives until the call returns.
    return unsafe stat(path, &status) == 0 ? status.st_mode : nil
  }

  /// Follows symbolic links to the file that they stand for.
  static func resolved(_ path: String) -> String {
    // `realpath` allocates the text, which is ours to free.
    guard let text = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  static func check(_ result: Int32, _ call: String) throws(TransportError) {
    if result < 0 { throw .system(call: call, code: errno) }
  }
}
