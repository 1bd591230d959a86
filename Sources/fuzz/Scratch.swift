import Foundation

/// A directory of this process alone, for what commands read and write.
enum Scratch {
  /// Makes the directory, and makes it the one that the process works in; an empty path when that
  /// cannot be.
  static let directory: String = {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("fuzz.\(ProcessInfo.processInfo.processIdentifier)").path
    let files = FileManager.default
    guard
      (try? files.createDirectory(atPath: directory, withIntermediateDirectories: true)) != nil,
      files.changeCurrentDirectoryPath(directory)
    else { return "" }
    return directory
  }()

  /// Writes a file there, and returns its path.
  static func write(_ octets: [UInt8], name: String) throws -> String {
    guard !directory.isEmpty else { throw Violation(description: "no directory to work in") }
    let path = "\(directory)/\(name)"
    try Data(octets).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Removes the directory, if there is one.
  static func remove() {
    try? FileManager.default.removeItem(atPath: directory)
  }
}
