import Foundation

/// The project's folder of published files, for the tests.
enum PublishedFiles {
  /// The folder beside Package.swift, found from where this file was compiled.
  static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("vectors").path

  /// A file that cannot be read.
  struct Missing: Error {
    let path: String
  }

  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: directory + "/" + path) else {
      throw Missing(path: path)
    }
    return [UInt8](data)
  }

  /// The paths of all files below a folder, sorted.
  static func files(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: directory + "/" + folder)
      .filter { $0.split(separator: "/").last?.contains(".") == true }.sorted()
      .map { folder + "/" + $0 }
  }
}
