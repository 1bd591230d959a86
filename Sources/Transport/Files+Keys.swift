import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Every `unsafe` call here that takes a path takes it as a C string, lent until the call returns.

/// Writing files that must not take the place of others by mistake: keys, certificates.
extension Files {
  /// Puts a file at a path, complete and on the disk, or nothing.
  ///
  /// Whatever happens, the file has no more permissions than `mode`, also where it takes the place
  /// of another. What is no regular file (a terminal, a pipe, `/dev/full`) is written to directly.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - path: Where the file goes; a symbolic link to a file stays one.
  ///   - mode: The permissions, less the umask.
  ///   - isReplacing: Whether a file that is there may be replaced.
  /// - Throws: `TransportError.exists` when there is one and it may not; `.unwritable`; all is then
  ///   as it was before.
  public static func put(
    _ bytes: [UInt8], at path: String, mode: UInt32, replacing isReplacing: Bool
  ) throws(TransportError) {
    do throws(TransportError) {
      if let permissions = permissions(of: path) {
        guard permissions & S_IFMT == S_IFREG else {
          return try fill(path, flags: O_WRONLY, with: bytes)
        }
        guard isReplacing else { throw TransportError.exists(path: path) }
        unsafe try check(access(path, W_OK), "access")
      }
      let target = resolved(path)
      let temporary = "\(target).\(Hex.encode(suffix())).tmp"
      do throws(TransportError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        try fill(temporary, flags: flags, permissions: mode_t(mode), with: bytes)
        try move(temporary, to: target, replacing: isReplacing)
      } catch {
        _ = unsafe unlink(temporary)
        throw error
      }
      try synchronize(directory: directory(of: target))
    } catch .system(_, let code) {
      throw code == EEXIST ? .exists(path: path) : .unwritable(path: path, code: code)
    } catch {
      throw error == .outputClosed ? .unwritable(path: path, code: EPIPE) : error
    }
  }

  /// Whether `put` can be expected to work, to be asked before long work or one that leaves a
  /// trace.
  ///
  /// - Throws: `TransportError.exists` when there is a file and it may not be replaced;
  ///   `.unwritable` when it or its directory is write-protected, or there is no such directory.
  public static func checkPut(
    at path: String, replacing isReplacing: Bool
  ) throws(TransportError) {
    do throws(TransportError) {
      if let permissions = permissions(of: path) {
        guard permissions & S_IFMT == S_IFDIR || permissions & S_IFMT == S_IFREG else { return }
        guard permissions & S_IFMT == S_IFREG else {
          throw TransportError.unwritable(path: path, code: EISDIR)
        }
        guard isReplacing else { throw TransportError.exists(path: path) }
        unsafe try check(access(path, W_OK), "access")
      }
      let directory = directory(of: resolved(path))
      if let permissions = permissions(of: directory), permissions & S_IFMT != S_IFDIR {
        throw TransportError.unwritable(path: path, code: ENOTDIR)
      }
      unsafe try check(access(directory, W_OK | X_OK), "access")
    } catch .system(_, let code) {
      throw .unwritable(path: path, code: code)
    }
  }

  /// Gives a finished file its name.
  private static func move(
    _ temporary: String, to path: String, replacing isReplacing: Bool
  ) throws(TransportError) {
    guard !isReplacing else { return unsafe try check(rename(temporary, path), "rename") }
    // A second name, unlike a new one, is refused where a file has come in the meantime.
    if unsafe link(temporary, path) == 0 {
      _ = unsafe unlink(temporary)
      return
    }
    guard errno == EPERM || errno == ENOTSUP || errno == EOPNOTSUPP || errno == ENOSYS else {
      throw .system(call: "link", code: errno)
    }
    // Without second names, an empty file holds the place until the finished one takes it.
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    try fill(path, flags: flags, permissions: 0o600, with: [])
    unsafe try check(rename(temporary, path), "rename")
  }

  private static func suffix() -> [UInt8] {
    var generator = SystemRandom()
    return generator.generate(8)
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
