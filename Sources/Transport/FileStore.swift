import Handshakes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Every `unsafe` call here that takes a path takes it as a C string, lent until the call returns.

/// The files of a party on disk: a directory for its owner alone, which one process at a time uses.
///
/// A file is replaced as a whole or not at all, and is on the disk when `write` returns, so a party
/// that is killed at any instant finds what it was told is kept.
public final class FileStore {
  private let path: String
  /// Holds the lock of the directory as long as it is open.
  private let lock: Descriptor

  /// How large a file may be, in octets.
  public static let fileLimit = 1 << 24
  /// How many files there may be.
  public static let countLimit = 100_000

  /// Opens a directory, and makes it if there is none.
  ///
  /// - Throws: `TransportError.unwritable` when it cannot be made or `.inUse`.
  public init(_ path: String) throws(TransportError) {
    self.path = path
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
      throw .unwritable(path: path, code: errno)
    }
    let number = unsafe open("\(path)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw .unwritable(path: path, code: errno) }
    lock = Descriptor(number)
    if flock(number, LOCK_EX | LOCK_NB) != 0 {
      lock.close()
      throw .inUse(path: path)
    }
  }

  deinit { lock.close() }

  /// Reads all files, by their names within the directory; what a killed process left half
  /// written is not among them.
  ///
  /// - Throws: `TransportError.unreadable`, or `.tooLarge`.
  public func readAll() throws(TransportError) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    // Parties keep one level of directories.
    try FileTree(path: path) { _ in true }.read("", levels: 2, into: &files)
    return files
  }

  /// Reads some of the files under a directory of a home, which others may use at the same time.
  ///
  /// - Parameters:
  ///   - home: The home, which must be there; the directory need not be.
  ///   - directory: The name of the directory.
  ///   - isWanted: Whether a file is read, by its name within the home.
  /// - Returns: The files by their names within the home.
  /// - Throws: `TransportError.unreadable`, or `.tooLarge`.
  public static func read(
    _ home: String, under directory: String, where isWanted: @escaping (String) -> Bool
  ) throws(TransportError) -> [String: [UInt8]] {
    let reader = FileTree(path: home, isWanted: isWanted)
    guard try reader.names(in: home).contains(directory) else { return [:] }
    var files: [String: [UInt8]] = [:]
    try reader.read("\(directory)/", levels: 2, into: &files)
    return files
  }

  /// Puts a file on the disk.
  ///
  /// - Throws: `TransportError.unwritable`; the file is then as it was before.
  public func write(_ file: StoredFile) throws(TransportError) {
    let parts = file.name.split(separator: "/", omittingEmptySubsequences: false)
    precondition(parts.allSatisfy { Self.isPart($0) }, "a party names its files plainly")
    var directory = path
    for part in parts.dropLast() {
      directory += "/\(part)"
      if unsafe mkdir(directory, 0o700) != 0, errno != EEXIST {
        throw .unwritable(path: directory, code: errno)
      }
    }
    try Files.write(file.contents, to: "\(path)/\(file.name)", mode: 0o600)
    try Files.synchronize(directory: directory)
  }

  /// Whether a text may be a part of a name: no hidden, temporary or outer file.
  fileprivate static func isPart(_ part: Substring) -> Bool {
    !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".tmp")
      && part.utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}

/// The files of a directory, and of those in it.
private struct FileTree {
  let path: String
  /// Whether a file is read, by its name within the directory.
  let isWanted: (String) -> Bool

  /// Reads what stands under a prefix, which is empty or ends in a slash.
  func read(
    _ prefix: String, levels: Int, into files: inout [String: [UInt8]]
  ) throws(TransportError) {
    for name in try names(in: "\(path)/\(prefix)") where FileStore.isPart(name[...]) {
      let whole = "\(path)/\(prefix)\(name)"
      var status = stat()
      guard unsafe stat(whole, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if levels > 1 { try read("\(prefix)\(name)/", levels: levels - 1, into: &files) }
      } else if isWanted(prefix + name) {
        guard files.count < FileStore.countLimit else {
          throw .tooLarge(path: path, limit: FileStore.countLimit)
        }
        files[prefix + name] = try Files.read(whole, limit: FileStore.fileLimit)
      }
    }
  }

  func names(in directory: String) throws(TransportError) -> [String] {
    guard let stream = unsafe opendir(directory) else {
      throw .unreadable(path: directory, code: errno)
    }
    defer { unsafe _ = closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // The entry lives until the next call; its name ends with a zero.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      names.append(name)
    }
    return names.sorted()
  }
}
