import Handshakes
import Testing
import Transport

@Suite("The files of a party on disk")
struct FileStoreTests {
  private let shell: ShellRunner
  private let directory: String

  init() throws {
    shell = try ShellRunner()
    directory = String(
      decoding: try shell.run("mktemp -d | tr -d '\\n'").output, as: UTF8.self)
  }

  private func remove() { _ = try? shell.run("rm -rf '\(directory)'") }

  @Test("What is kept is found again, for the owner alone; half a file is not")
  func keeping() throws {
    defer { remove() }
    let path = "\(directory)/home"
    do {
      let store = try FileStore(path)
      #expect(try store.readAll().isEmpty)
      try store.write(StoredFile("key.pem", [1, 2]))
      try store.write(StoredFile("certs/01.pem", [3]))
      try store.write(StoredFile("key.pem", [4]))
    }
    _ = try shell.run("echo half > '\(path)/key.pem.77.tmp'; echo x > '\(path)/.hidden'")
    #expect(try FileStore(path).readAll() == ["key.pem": [4], "certs/01.pem": [3]])
    #expect(
      try shell.run("stat -c '%a' '\(path)' '\(path)/certs' '\(path)/key.pem'").output
        == Array("700\n700\n600\n".utf8))
  }

  @Test("A directory is used by one at a time, and again after that")
  func lock() throws {
    defer { remove() }
    let store = try FileStore(directory)
    #expect(throws: TransportError.inUse(path: directory)) { _ = try FileStore(directory) }
    try store.write(StoredFile("a", [1]))
  }

  @Test("A directory that cannot be made, or a file that cannot be written, is named")
  func failing() throws {
    defer { remove() }
    #expect(throws: TransportError.unwritable(path: "\(directory)/no/home", code: 2)) {
      _ = try FileStore("\(directory)/no/home")
    }
    let store = try FileStore(directory)
    _ = try shell.run("mkdir '\(directory)/a'")
    #expect(throws: TransportError.unwritable(path: "\(directory)/a", code: 21)) {
      try store.write(StoredFile("a", [1]))
    }
    #expect(try store.readAll().isEmpty)
  }
}
