import Ciphers
import Traces

/// `chat-lab trace aes`: one block, step by step.
struct TraceAESCommand: TracingCommand {
  let name = "aes"
  let abstract = "Trace AES on one block: the key expansion, and every round."
  let discussion = "Several blocks are encrypted each by itself, the electronic codebook."

  private let key = SecretParameters.key()
  private let block = Parameter.required(
    "block", .hex(), help: "The block, 16 octets in hexadecimal digits, or several.")
  private let isDecryption = Parameter.flag("decrypt", help: "Decrypt the block.")

  var inputs: [any Declared] { key.all + [block, isDecryption] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let key = try key.aesOctets(arguments, io)
    let blocks = arguments[block]
    guard (AES.blockLength...TraceLimits.message).contains(blocks.count),
      blocks.count.isMultiple(of: AES.blockLength)
    else {
      throw .usage("--block: \(blocks.count) octets, expected 16, or 32 and so on to 16384")
    }
    let decrypt = arguments[isDecryption]
    do throws(CipherError) {
      return blocks.count == AES.blockLength
        ? try .aes(key: key, block: blocks, decrypt: decrypt)
        : try .aesECB(key: key, message: blocks, decrypt: decrypt)
    } catch {
      throw .failed("\(error)")
    }
  }
}

/// `chat-lab trace cbc`: blocks that are chained.
struct TraceCBCCommand: TracingCommand {
  /// What fills the last block.
  private enum Padding: String, CaseIterable { case auto, pkcs7, none }

  let name = "cbc"
  let abstract = "Trace AES in cipher block chaining mode, block by block."

  private let message = MessageParameters()
  private let key = SecretParameters.key()
  private let iv = Parameter.required(
    "iv", .hex(count: AES.blockLength),
    help: "The initialisation vector, 16 octets in hexadecimal digits.")
  private let padding = Parameter.option(
    "padding", .choice("padding"), default: Padding.auto,
    help: "What fills the last block; auto means nothing if there are whole blocks.")
  private let isDecryption = Parameter.flag("decrypt", help: "Decrypt the message.")

  var inputs: [any Declared] { message.all + key.all + [iv, padding, isDecryption] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let source = try message.source(arguments)
    let key = try key.aesOctets(arguments, io, message: source)
    let input = try source.readForTrace(io)
    let isPadded =
      switch arguments[padding] {
      case .auto: !arguments[isDecryption] && !input.count.isMultiple(of: AES.blockLength)
      case .pkcs7: true
      case .none: false
      }
    do throws(CipherError) {
      return try .cbc(
        key: key, iv: arguments[iv], message: input, decrypt: arguments[isDecryption],
        padding: isPadded)
    } catch {
      throw .failed("\(error)")
    }
  }
}
