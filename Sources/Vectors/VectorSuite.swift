import Foundation
import Processor

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
  /// Hidden files are left out, and files that say by their names that they describe others
  /// (README, PROVENANCE, LICENSE) or are keys, certificates or lists of revoked ones (`.pem`,
  /// `.der`, `.crt`, `.crl`): what is right about those, they do not say themselves.
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
      (try? FileManager.default.contentsOfDirectory(atPath: directory)) != nil
    else {
      throw .unreadable(path: directory)
    }
    var found: [String] = []
    var visited: Set<String> = []
    VectorSuite.search(directory, prefix: "", visited: &visited, found: &found)
    paths = found.sorted()
  }

  /// Collects the files of a directory and of those below it, links followed, each once.
  private static func search(
    _ location: String, prefix: String, visited: inout Set<String>, found: inout [String]
  ) {
    let target = URL(fileURLWithPath: location).resolvingSymlinksInPath().path
    guard visited.insert(target).inserted else { return }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: location) else {
      found.append(String(prefix.dropLast()))  // will be reported as what cannot be read
      return
    }
    for name in names.sorted() where !isDescription(name) {
      let path = location + "/" + name
      switch kind(of: path) {
      case .typeRegular?: found.append(prefix + name)
      case .typeDirectory?:
        search(path, prefix: prefix + name + "/", visited: &visited, found: &found)
      default: break
      }
    }
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
  /// not matter. The backend, which the caller has made the current one, is named in the report.
  public func run(
    matching names: [String] = [], backend: Backend = .current,
    observe: (FileReport) -> Void = { _ in }
  ) -> VectorReport {
    var reports: [FileReport] = []
    let pairing = pairing()
    for path in paths {
      guard let report = report(path, pairing, matching: names) else { continue }
      observe(report)
      reports.append(report)
    }
    return VectorReport(files: reports, backend: backend.name)
  }

  /// The paths of the files, relative to the directory, in order.
  public var files: [String] { paths.map { $0.isEmpty ? directory : $0 } }

  /// Which of the files are an ACVP prompt and its results; beside a single file, its folder is
  /// looked through.
  private func pairing() -> ACVPPairing {
    var candidates = files
    if paths == [""] {
      let folder = URL(fileURLWithPath: directory).deletingLastPathComponent()
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      candidates += (names ?? []).sorted().map { folder.appendingPathComponent($0).path }
        .filter {
          $0 != URL(fileURLWithPath: directory).path && VectorSuite.kind(of: $0) == .typeRegular
        }
    }
    return ACVPPairing(
      candidates.compactMap { path in
        contents(path).flatMap { ACVPPairing.Outline(path: path, bytes: $0) }
      })
  }

  /// The bytes of a file whose path is shown so; nil when it cannot be read.
  private func contents(_ shown: String) -> [UInt8]? {
    let location = paths == [""] ? shown : directory + "/" + shown
    return FileManager.default.contents(atPath: location).map { [UInt8]($0) }
  }

  private func report(
    _ path: String, _ pairing: ACVPPairing, matching names: [String]
  ) -> FileReport? {
    let shown = path.isEmpty ? directory : path
    let isNamed = names.isEmpty || VectorSuite.matches(shown, names)
    guard let bytes = contents(shown) else {
      guard isNamed else { return nil }
      var report = FileReport(path: shown)
      report.record(
        Verdict.failed(
          Mismatch(field: "contents", expected: "a readable file", found: "nothing")), for: "file")
      return report
    }
    let results = pairing.resultsOfPrompt[shown].flatMap { path in
      contents(path).map { VectorFile.Companion(path: path, bytes: $0) }
    }
    let location = URL(fileURLWithPath: paths == [""] ? shown : directory + "/" + shown)
    let file = VectorFile(
      path: shown, bytes: bytes, results: results,
      directory: location.deletingLastPathComponent().path)
    if let prompt = pairing.promptOfResults[shown] {
      guard isNamed || VectorSuite.matches(prompt, names) else { return nil }
      var report = FileReport(path: shown)
      report.remark = "the expected results of \(prompt)"
      return report
    }
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

  private static func isDescription(_ name: String) -> Bool {
    let stem = name.split(separator: ".").first?.uppercased() ?? ""
    let extensions = [".pem", ".der", ".crt", ".crl"]
    return ["README", "PROVENANCE", "LICENSE"].contains(stem) || name.hasPrefix(".")
      || extensions.contains { name.lowercased().hasSuffix($0) }
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
