import Foundation
import Testing

/// The package as it lies on disk, found from where this file was compiled.
enum SourceTree {
  /// The directory of Package.swift.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A Swift file below Sources.
  struct File: Sendable, CustomTestStringConvertible {
    /// The module, which is the first directory below Sources.
    let module: String
    /// The path below Sources.
    let path: String
    let text: String

    var testDescription: String { path }
  }

  /// Every Swift file below Sources, in order of its path.
  static let files: [File] = {
    let sources = root.appendingPathComponent("Sources")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: sources.path)) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      guard let data = FileManager.default.contents(atPath: sources.path + "/" + path),
        let module = path.split(separator: "/").first
      else { return nil }
      return File(
        module: String(module), path: path, text: String(decoding: data, as: UTF8.self))
    }
  }()

  /// The text of Package.swift.
  static let manifest: String = {
    let path = root.appendingPathComponent("Package.swift").path
    return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }()
}
