import Foundation
import Testing

@testable import Transport

@Suite("Files that must not take the place of others")
struct KeyFilesTests {
  private func directory() throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("put-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("a new file has its permissions from the start, and nothing is left beside it")
  func creating() throws {
    let directory = try directory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appendingPathComponent("new").path
    try Files.put([1, 2, 3], at: path, mode: 0o600, replacing: false)
    #expect(try Files.read(path) == [1, 2, 3])
    #expect(try permissions(path) == 0o600)
    #expect(throws: TransportError.exists(path: path)) {
      try Files.put([4], at: path, mode: 0o600, replacing: false)
    }
    #expect(try Files.read(path) == [1, 2, 3])
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
    try Files.put([5], at: path, mode: 0o600, replacing: true)
    #expect(try Files.read(path) == [5])
    #expect(try permissions(path) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["new"])
  }

  @Test("a symbolic link to a file stays one; one that leads nowhere is not followed")
  func links() throws {
    let directory = try directory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let (target, link) = (directory.path + "/target", directory.path + "/link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(throws: TransportError.exists(path: link)) {
      try Files.put([1], at: link, mode: 0o600, replacing: false)
    }
    #expect(!FileManager.default.fileExists(atPath: target))
    try Files.put([1], at: target, mode: 0o600, replacing: false)
    #expect(throws: TransportError.exists(path: link)) {
      try Files.put([2], at: link, mode: 0o600, replacing: false)
    }
    try Files.put([2], at: link, mode: 0o600, replacing: true)
    #expect(try Files.read(target) == [2])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
  }

  @Test("whether a file can be put is known before, and nothing is left by asking")
  func asking() throws {
    let directory = try directory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.path + "/new"
    try Files.checkPut(at: path, replacing: false)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    try Files.put([1], at: path, mode: 0o600, replacing: false)
    #expect(throws: TransportError.exists(path: path)) {
      try Files.checkPut(at: path, replacing: false)
    }
    try Files.checkPut(at: path, replacing: true)
    try Files.checkPut(at: "/dev/null", replacing: false)
    for (path, code) in [(directory.path, EISDIR), (path + "/below", ENOTDIR)] {
      #expect(throws: TransportError.unwritable(path: path, code: code)) {
        try Files.checkPut(at: path, replacing: true)
      }
    }
  }

  @Test("of many that want one name at once, one gets it, whole")
  func race() async throws {
    let directory = try directory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.path + "/one"
    let winners = await withTaskGroup(of: UInt8?.self, returning: [UInt8].self) { group in
      for number in 0..<50 as Range<UInt8> {
        group.addTask {
          let bytes = [UInt8](repeating: number, count: 10_000)
          let isMine = (try? Files.put(bytes, at: path, mode: 0o600, replacing: false)) != nil
          return isMine ? number : nil
        }
      }
      return await group.reduce(into: []) { if let winner = $1 { $0.append(winner) } }
    }
    let winner = try #require(winners.first)
    #expect(winners.count == 1)
    #expect(try Files.read(path) == [UInt8](repeating: winner, count: 10_000))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["one"])
  }

  @Test("what is no file is written to, and what cannot be written is named")
  func others() throws {
    try Files.put([1], at: "/dev/null", mode: 0o600, replacing: false)
    let error = #expect(throws: TransportError.self) {
      try Files.put([1], at: "/nowhere/file", mode: 0o600, replacing: false)
    }
    guard case .unwritable(path: "/nowhere/file", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
