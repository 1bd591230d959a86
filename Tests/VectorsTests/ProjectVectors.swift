import Foundation
import Vectors

/// The project's own vectors, for the tests.
enum ProjectVectors {
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

  /// A file as the runner takes it.
  static func file(_ path: String) throws -> VectorFile {
    VectorFile(
      path: path, bytes: try bytes(path),
      directory: URL(fileURLWithPath: directory + "/" + path).deletingLastPathComponent().path)
  }

  /// A file in which a text was replaced where it first stands, and which ends a few lines after
  /// that, unless it is JSON.
  ///
  /// The replacement is done on bytes: Swift takes CR LF for one character.
  static func file(
    _ path: String, replacing old: String, with new: String
  ) throws -> VectorFile {
    let bytes = try bytes(path)
    guard let range = bytes.firstRange(of: Array(old.utf8)) else { throw Missing(path: old) }
    let rest = bytes[range.upperBound...]
    let end = path.hasSuffix(".json") ? rest.endIndex : endOfBlock(in: rest)
    return VectorFile(
      path: path, bytes: bytes[..<range.lowerBound] + Array(new.utf8) + rest[..<end],
      directory: URL(fileURLWithPath: directory + "/" + path).deletingLastPathComponent().path)
  }

  /// Where the first empty line is that follows at least two thousand bytes.
  private static func endOfBlock(in bytes: ArraySlice<UInt8>) -> Int {
    let later = bytes.dropFirst(2_000)
    let ends = [Array("\n\n".utf8), Array("\n\r\n".utf8)].compactMap {
      later.firstRange(of: $0)?.upperBound
    }
    return ends.min() ?? bytes.endIndex
  }
}

/// A directory for one test, removed with everything in it when the test lets go.
final class TemporaryDirectory {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("vectors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  /// Writes a file, and the directories above it.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
