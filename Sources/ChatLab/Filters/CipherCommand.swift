import Ciphers

/// `chat-lab encrypt` and `chat-lab decrypt`: AES in cipher block chaining mode.
struct CipherCommand: Command {
  /// Which way the cipher goes.
  enum Direction: Sendable { case encrypt, decrypt }

  /// What fills the last block.
  private enum Padding: String, CaseIterable { case pkcs7, none }

  let direction: Direction

  var name: String { direction == .encrypt ? "encrypt" : "decrypt" }
  var abstract: String {
    direction == .encrypt ? "Encrypt a message with AES-CBC." : "Decrypt a message with AES-CBC."
  }
  let discussion = """
    The key has 16, 24 or 32 octets. Nothing here notices a changed ciphertext: authenticate it \
    with 'hmac' first. A key on the command line can be seen by other users of the machine; one \
    in a file cannot.
    """

  private let message = MessageParameters()
  private let key = SecretParameters.key()
  private let iv = Parameter.required(
    "iv", .hex(count: AES.blockLength),
    help: "The initialisation vector, 16 octets in hexadecimal digits.")
  private let padding = Parameter.option(
    "padding", .choice("padding"), default: Padding.pkcs7,
    help: "What fills the last block; none wants whole blocks.")
  private let result: ResultParameters

  /// Creates the command of one direction.
  init(_ direction: Direction) {
    self.direction = direction
    result = ResultParameters(isSecret: direction == .decrypt)
  }

  var parameters: [any Declared] { message.all + key.all + [iv, padding] + result.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let source = try message.source(arguments)
    let key = try key.aesOctets(arguments, io, message: source)
    let input = try source.read(io)
    let output: [UInt8]
    do throws(CipherError) {
      output = try transform(input, key, arguments[iv], arguments[padding])
    } catch {
      throw .failed("\(error)")
    }
    try result.write(output, arguments, io)
    return .success
  }

  private func transform(
    _ input: [UInt8], _ key: [UInt8], _ iv: [UInt8], _ padding: Padding
  ) throws(CipherError) -> [UInt8] {
    switch (direction, padding) {
    case (.encrypt, .pkcs7): try CBC.encryptPadded(input, key: key, iv: iv)
    case (.encrypt, .none): try CBC.encrypt(input, key: key, iv: iv)
    case (.decrypt, .pkcs7): try CBC.decryptPadded(input, key: key, iv: iv)
    case (.decrypt, .none): try CBC.decrypt(input, key: key, iv: iv)
    }
  }
}
