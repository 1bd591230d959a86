import Foundation

/// Runs proof commands as a reader would: bash, the tools in `PATH`, and nothing else.
enum Shell {
  /// What proofs are allowed to need beside coreutils.
  static let tools = ["bash", "openssl", "python3", "basenc"]

  /// The tools that are not on this machine.
  static let missing = tools.filter { tool in
    !searchPath.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
    }
  }

  /// Whether proofs can be run here.
  static var isAvailable: Bool { missing.isEmpty }

  private static let searchPath =
    ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  /// What a line did.
  struct Result: Equatable {
    let output: String
    let errors: String
    let status: Int32
  }

  /// Runs one line in an empty environment and an empty directory, with nothing to read.
  static func run(_ line: String) throws -> Result {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("terms-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-c", line]
    process.environment = ["PATH": searchPath]
    process.currentDirectoryURL = directory
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: nothing that a line prints can fill them.
    let files = ["output", "errors"].map { directory.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Result(output: texts[0], errors: texts[1], status: process.terminationStatus)
  }
}
