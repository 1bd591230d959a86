import Foundation

/// A directory of vector files, searched through all its levels.
public struct VectorSuite: Sendable {
  /// Why a directory cannot be searched.
  public enum Failure: Error, Equatable, Sendable {
    /// There is nothing that can be read under this path.
    case unreadable(path: String)
  }

  /// The directory, or a single file.
  public let directory: String
  private let paths: [String]

  /// Finds the files below a directory, or takes one file by itself.
  ///
  /// Hidden files are left out, and files that say by their names that they describe others:
  /// README, PROVENANCE, LICENSE.
  ///
  /// - Throws: `Failure.unreadable` when the path leads nowhere.
  public init(directory: String) throws(Failure) {
    self.directory = directory
    let kind = VectorSuite.kind(of: directory)
    guard kind != .typeRegular else {
      paths = [""]
      return
    }
    guard kind == .typeDirectory,
      let found = try? FileManager.default.subpathsOfDirectory(atPath: directory)
    else {
      throw .unreadable(path: directory)
    }
    paths = found.filter { path in
      VectorSuite.kind(of: directory + "/" + path) == .typeRegular
        && !VectorSuite.isDescription(path)
    }.sorted()
  }

  /// What a path leads to, links followed; nil when that is nothing.
  ///
  /// Whatever is neither a directory nor a regular file, a pipe for instance, is not read.
  private static func kind(of path: String) -> FileAttributeType? {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    return attributes?[.type] as? FileAttributeType
  }

  /// Runs the files that any of the names selects, or all files when there are no names, and hands
  /// each file's report to `observe` as soon as there is one.
  ///
  /// A name is part of a path or of an algorithm's name; case, hyphens, underscores and spaces do
  /// not matter.
  public func run(
    matching names: [String] = [], observe: (FileReport) -> Void = { _ in }
  ) -> VectorReport {
    var reports: [FileReport] = []
    for path in paths {
      guard let report = report(path, matching: names) else { continue }
      observe(report)
      reports.append(report)
    }
    return VectorReport(files: reports)
  }

  /// The paths of the files, relative to the directory, in order.
  public var files: [String] { paths.map { $0.isEmpty ? directory : $0 } }

  private func report(_ path: String, matching names: [String]) -> FileReport? {
    let shown = path.isEmpty ? directory : path
    let location = path.isEmpty ? directory : directory + "/" + path
    let isNamed = names.isEmpty || VectorSuite.matches(shown, names)
    guard let data = FileManager.default.contents(atPath: location) else {
      guard isNamed else { return nil }
      var report = FileReport(path: shown)
      report.record(
        Verdict.failed(
          Mismatch(field: "contents", expected: "a readable file", found: "nothing")), for: "file")
      return report
    }
    let file = VectorFile(path: shown, bytes: [UInt8](data))
    guard isNamed || VectorSuite.matches(VectorRunner.family(of: file), names) else { return nil }
    return VectorRunner.run(file)
  }

  private static func matches(_ text: String, _ names: [String]) -> Bool {
    let plain = comparable(text)
    return names.contains { plain.contains(comparable($0)) }
  }

  /// A family matches by part of its algorithm's name, or by the beginning of an alias: "sha256"
  /// is no name for HMAC-SHA-256.
  private static func matches(_ family: (any VectorFamily.Type)?, _ names: [String]) -> Bool {
    guard let family else { return false }
    return matches(family.algorithm, names)
      || family.aliases.contains { alias in
        names.contains { comparable(alias).hasPrefix(comparable($0)) }
      }
  }

  private static func comparable(_ text: String) -> String {
    String(text.lowercased().filter { !"-_ ".contains($0) })
  }

  private static func isDescription(_ path: String) -> Bool {
    let components = path.split(separator: "/")
    let stem = components.last?.split(separator: ".").first?.uppercased() ?? ""
    return ["README", "PROVENANCE", "LICENSE"].contains(stem)
      || components.contains { $0.hasPrefix(".") }
  }
}

extension VectorSuite {
  /// Finds the project's own vectors: `vectors` beside Package.swift, in the current directory or
  /// above it, or above the program.
  ///
  /// - Parameters:
  ///   - current: the working directory.
  ///   - executable: the path of the running program, which a build puts below the package.
  /// - Returns: nil when neither leads to it.
  public static func projectDirectory(
    current: String = FileManager.default.currentDirectoryPath,
    executable: String? = Bundle.main.executablePath
  ) -> String? {
    for start in [current, executable].compactMap({ $0 }) {
      var directory = URL(fileURLWithPath: start).resolvingSymlinksInPath()
      while true {
        let vectors = directory.appendingPathComponent("vectors")
        let table = vectors.appendingPathComponent("PROVENANCE.tsv").path
        if FileManager.default.fileExists(atPath: table) { return vectors.path }
        guard directory.path != "/" else { break }
        directory.deleteLastPathComponent()
      }
    }
    return nil
  }
}
