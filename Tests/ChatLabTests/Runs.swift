import Foundation
import Testing
import Transport

@testable import ChatLab

/// Runs that several tests look at, each made once.
enum Runs {
  /// A run of `demo` with its options.
  struct Options: Hashable, CustomTestStringConvertible {
    let line: [String]

    init(_ line: String) { self.line = line.split(separator: " ").map(String.init) }

    var testDescription: String { line.joined(separator: " ") }
  }

  /// Both modes, both sizes, an attacker, the recording; with all that can be asked for.
  static let everything = sizes + [malloryOriginal, malloryHardened, recorded]
  /// Both modes in both sizes.
  static let sizes = [toyOriginal, toyHardened, realOriginal, realHardened]

  static let toyOriginal = Options("--mode original --toy --seed t --who-knows --cost")
  static let toyHardened = Options("--mode hardened --toy --seed t --who-knows --cost")
  static let realOriginal = Options("--mode original --seed r --who-knows --cost")
  static let realHardened = Options("--mode hardened --seed r --who-knows --cost")
  static let malloryOriginal = Options(
    "--mode original --toy --seed m --through mallory --who-knows")
  static let malloryHardened = Options(
    "--mode hardened --toy --seed m --through mallory --who-knows")
  static let recorded = Options("--recorded --who-knows --cost")

  /// The transcripts of `everything`.
  static let transcripts = Dictionary(
    uniqueKeysWithValues: everything.map { options in
      (
        options,
        run(["demo", "nonce-relay"] + options.line + ["--format", "jsonl"], of: .chatLab).output
      )
    })

  /// The lines of a transcript as JSON.
  static func stages(_ options: Options) throws -> [JSONValue] {
    let text = try #require(transcripts[options])
    return try lines(text).map { try #require(JSONValue(line: $0)) }
  }

  /// The lines of a text, of which each ends in a newline.
  static func lines(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.popLast() == "")
    return lines
  }
}

/// The repository's own files, which documents and tests share.
enum Repository {
  static func path(_ path: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.appendingPathComponent(path).path
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: try self.path(path), encoding: .utf8)
  }
}

/// A directory for one test, which goes with it.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("chat-lab-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and returns its path.
  func file(_ name: String, _ content: String) throws -> String {
    try file(name, Array(content.utf8))
  }

  /// Writes a file, and returns its path.
  func file(_ name: String, _ content: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    try Data(content).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// SplitMix64: numbers that are the same in every run of a test.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
