import Testing
import Transport

@Suite("Files that a party only reads")
struct FileTreeTests {
  private func withHome(_ body: (String, ShellRunner) throws -> Void) throws {
    let shell = try ShellRunner()
    let home = String(
      decoding: try shell.run("mktemp -d | tr -d '\\n'").output, as: UTF8.self)
    defer { _ = try? shell.run("rm -rf '\(home)'") }
    try body(home, shell)
  }

  @Test("The wanted ones of two levels are read, while others use the directory")
  func reading() throws {
    try withHome { home, shell in
      _ = try shell.run(
        """
        cd '\(home)'; mkdir -p keys/alice keys/bob/deep; echo a > keys/alice/priv.pem
        echo b > keys/bob/priv.pem; echo c > keys/bob/pub.pem; echo d > keys/bob/deep/pub.pem
        echo e > pub.pem; echo f > keys/pub.pem; echo g > keys/bob/.pub.pem
        """)
      let other = try FileStore(home)
      let files = try FileStore.read(home, under: "keys") { $0.hasSuffix("pub.pem") }
      #expect(
        files == ["keys/bob/pub.pem": Array("c\n".utf8), "keys/pub.pem": Array("f\n".utf8)])
      #expect(try other.readAll().keys.sorted() == ["keys/pub.pem", "pub.pem"])
    }
  }

  @Test("No such directory is no files; no such home, or a file that cannot be read, is named")
  func failing() throws {
    try withHome { home, shell in
      #expect(try FileStore.read(home, under: "keys") { _ in true }.isEmpty)
      #expect(throws: TransportError.unreadable(path: "\(home)/none", code: 2)) {
        _ = try FileStore.read("\(home)/none", under: "keys") { _ in true }
      }
      #expect(try shell.run("stat '\(home)/none'").succeeded == false)
      _ = try shell.run("mkdir '\(home)/keys'; ln -s /proc/self/mem '\(home)/keys/pub.pem'")
      #expect(throws: TransportError.self) {
        _ = try FileStore.read(home, under: "keys") { _ in true }
      }
    }
  }
}
