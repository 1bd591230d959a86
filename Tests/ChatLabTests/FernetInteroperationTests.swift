import Bytes
import Handshakes
import Terms
import Testing
import Transport

/// Fernet tokens of the rooms and of Python's package `cryptography`, each opened by the other.
@Suite(
  "Fernet tokens, exchanged with Python",
  .enabled(
    if: PythonFernet.isAvailable,
    "not on this machine: Python's package cryptography"))
struct FernetInteroperationTests {
  private static let key = [UInt8](0x40...0x5f)
  private static let texts = ["", "hello", "Grüße, 日本語", String(repeating: "x", count: 4096)]

  @Test(arguments: texts)
  func pythonOpensATokenOfALab(text: String) throws {
    let token = try Rooms.FernetToken.make(
      .text("text", text), key: try Rooms.RoomKey(.constant("key", Self.key)),
      time: .constant("time", ByteWriter.integer(1_893_499_200, length: 8)),
      iv: .constant("iv", Array(0...15)), by: Actor("alice")
    ).token
    let characters = String(decoding: token.bytes, as: UTF8.self)
    #expect(
      try PythonFernet.octets("f.decrypt(\"\(characters)\",ttl=None)", key: Self.key)
        == Array(text.utf8))
  }

  @Test(arguments: texts)
  func aLabOpensATokenOfPython(text: String) throws {
    let digits = Hex.encode(Array(text.utf8))
    let token = try PythonFernet.octets("f.encrypt(bytes.fromhex(\"\(digits)\"))", key: Self.key)
    let key = try Rooms.RoomKey(.constant("key", Self.key))
    let alice = Actor("alice")
    let received = try Rooms.FernetToken.Received(
      .constant("token", token), key: key, from: alice)
    let verified = try #require(received.verified)
    #expect(try verified.open(key: key, from: alice).text.bytes == Array(text.utf8))
  }
}

/// Python's package `cryptography`, where it is.
enum PythonFernet {
  static let isAvailable = (try? run("import cryptography")) != nil

  /// Runs a line of Python that prints hexadecimal digits or nothing.
  private static func run(_ program: String) throws -> [UInt8] {
    let shell = try ShellRunner(requiring: ["python3"])
    var output: [UInt8] = []
    var succeeded = false
    try shell.run(["python3 -c '\(program)'"], atOnce: 1) { _, result in
      output = result.output
      succeeded = result.succeeded
    }
    struct Failure: Error {}
    guard succeeded else { throw Failure() }
    return output
  }

  /// The octets of an expression about `f`, which is Fernet with a key.
  static func octets(_ expression: String, key: [UInt8]) throws -> [UInt8] {
    let key = Base64.encode(key, alphabet: .urlSafe)
    let text = try run(
      "from cryptography.fernet import Fernet;f=Fernet(\"\(key)\");"
        + "print((\(expression)).hex(),end=\"\")")
    return try Hex.decode(String(decoding: text, as: UTF8.self))
  }
}
