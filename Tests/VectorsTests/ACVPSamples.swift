import Foundation
import Testing

@testable import Vectors

/// Vector sets in the form of NIST's ACVP, made by us.
///
/// None of them is NIST's: `scripts/acvp-samples.py` computed them with Python's hashlib and with
/// OpenSSL.
enum ACVPSamples {
  /// A folder of the samples, and what must come of it.
  struct Expected: Sendable, CustomTestStringConvertible {
    let folder: String
    let algorithm: String
    let cases: Int
    let passed: Int

    init(_ folder: String, _ algorithm: String, _ cases: Int, passed: Int) {
      self.folder = folder
      self.algorithm = algorithm
      self.cases = cases
      self.passed = passed
    }

    var testDescription: String { folder }
  }

  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Samples/acvp").path

  /// The files of a folder by their names.
  static func files(_ folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let path = directory + "/" + folder
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      guard let data = FileManager.default.contents(atPath: path + "/" + name) else {
        throw ProjectVectors.Missing(path: name)
      }
      files[name] = [UInt8](data)
    }
    return files
  }

  /// The vector set of a folder, as the runner takes it.
  static func file(_ folder: String) throws -> VectorFile {
    let files = try files(folder)
    if let projection = files["internalProjection.json"] {
      return VectorFile(path: folder, bytes: projection)
    }
    guard let prompt = files["prompt.json"], let results = files["expectedResults.json"] else {
      throw ProjectVectors.Missing(path: folder)
    }
    return VectorFile(
      path: folder, bytes: prompt, results: VectorFile.Companion(path: "results", bytes: results))
  }
}
