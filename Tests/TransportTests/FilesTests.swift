import Testing
import Transport

@Suite("Files")
struct FilesTests {
  private let shell: ShellRunner
  private let directory: String

  init() throws {
    shell = try ShellRunner()
    directory = String(
      decoding: try shell.run("mktemp -d | tr -d '\\n'").output, as: UTF8.self)
  }

  @Test("What is written is read back; an old file is replaced, its permissions stay")
  func replacing() throws {
    defer { _ = try? shell.run("rm -r '\(directory)'") }
    let path = "\(directory)/file"
    try Files.write([1, 2, 3], to: path, mode: 0o600)
    #expect(try Files.read(path) == [1, 2, 3])
    #expect(try shell.run("stat -c %a '\(path)'").output == Array("600\n".utf8))
    _ = try shell.run("chmod 640 '\(path)'; ln -s file '\(directory)/link'")
    try Files.write([4], to: "\(directory)/link")
    #expect(try Files.read(path) == [4])
    #expect(
      try shell.run("stat -c %a '\(path)'; ls '\(directory)'").output
        == Array("640\nfile\nlink\n".utf8))
    #expect(throws: TransportError.tooLarge(path: path, limit: 0)) {
      try Files.read(path, limit: 0)
    }
  }

  @Test("What cannot be read or written is named, and leaves nothing behind")
  func failing() throws {
    defer { _ = try? shell.run("rm -r '\(directory)'") }
    let missing = "\(directory)/no/file"
    #expect(throws: TransportError.unreadable(path: missing, code: 2)) { try Files.read(missing) }
    #expect(throws: TransportError.unwritable(path: missing, code: 2)) {
      try Files.write([], to: missing)
    }
    #expect(throws: TransportError.unreadable(path: directory, code: 21)) {
      try Files.read(directory)
    }
    #expect(throws: TransportError.unwritable(path: directory, code: 21)) {
      try Files.write([1], to: directory)
    }
    #expect(throws: TransportError.unwritable(path: "/dev/full", code: 28)) {
      try Files.write([1], to: "/dev/full")
    }
    try Files.write([1], to: "/dev/null")
    #expect(try shell.run("ls '\(directory)'").output == [])
  }

  @Test("A file that grows by lines is its owner's alone; an old one keeps its permissions")
  func growing() throws {
    defer { _ = try? shell.run("rm -r '\(directory)'") }
    let path = "\(directory)/lines"
    try LineFile(path).write("one")
    #expect(try shell.run("stat -c %a '\(path)'").output == Array("600\n".utf8))
    _ = try shell.run("chmod 640 '\(path)'")
    try LineFile(path).write("two")
    #expect(try Files.read(path) == Array("two\n".utf8))
    #expect(try shell.run("stat -c %a '\(path)'").output == Array("640\n".utf8))
  }
}
