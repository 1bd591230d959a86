import Bytes
import Hashing

extension Trace {
  /// Traces SHA-1 (FIPS 180-4, section 6.1).
  public static func sha1(message: [UInt8]) -> Trace { hash(SHA1.self, message: message) }

  /// Traces SHA-224 (FIPS 180-4, section 6.3).
  public static func sha224(message: [UInt8]) -> Trace { hash(SHA224.self, message: message) }

  /// Traces SHA-256 (FIPS 180-4, section 6.2).
  public static func sha256(message: [UInt8]) -> Trace { hash(SHA256.self, message: message) }

  /// Traces SHA-384 (FIPS 180-4, section 6.5).
  public static func sha384(message: [UInt8]) -> Trace { hash(SHA384.self, message: message) }

  /// Traces SHA-512 (FIPS 180-4, section 6.4).
  public static func sha512(message: [UInt8]) -> Trace { hash(SHA512.self, message: message) }

  /// Traces a hash function of FIPS 180-4.
  ///
  /// The trace takes about 100 KB of memory for each block of the message.
  public static func hash<H: HashFunction>(_: H.Type, message: [UInt8]) -> Trace {
    let blockCount = H.compressions(messageLength: message.count)
    var tracer = HashTracer<H>(blockCount: blockCount)
    let digest = H.hash(message, observer: &tracer)
    let description = HashDescription(H.self)
    let padded = TraceStep(
      "Message, padded to \(blockCount) block\(blockCount == 1 ? "" : "s")",
      explanation: description.padding,
      values: messageValues(message)
        + [
          TraceValue("length", "\(message.count) bytes, \(8 * message.count) bits"),
          TraceValue("padding", Hex.encode(padding(H.self, messageLength: message.count))),
        ],
      nist: nistTitle(H.self) + nistMessage(message, blockCount: blockCount))
    let last = TraceStep(
      "Message digest", explanation: digestExplanation(H.self),
      values: [TraceValue("digest", Hex.encode(digest))],
      nist: ["Message Digest is"] + NISTNotation.words(digest))
    return Trace(
      title: H.name, citation: description.citation, steps: [padded] + tracer.steps + [last],
      results: [TraceValue("digest", Hex.encode(digest))])
  }

  /// A message as octets, and as text when it is some.
  static func messageValues(_ message: [UInt8], name: String = "message") -> [TraceValue] {
    let text = NISTNotation.quoted(message).map { [TraceValue("as text", $0)] } ?? []
    return [TraceValue(name, Hex.encode(message))] + text
  }

  /// The octets that a message is filled up with (FIPS 180-4, section 5.1).
  private static func padding<H: HashFunction>(_: H.Type, messageLength: Int) -> [UInt8] {
    let padded = H.compressions(messageLength: messageLength) * H.blockLength
    let zeros = [UInt8](repeating: 0, count: padded - messageLength - 1 - 8)
    return [0b1000_0000] + zeros + ByteWriter.integer(UInt64(8 * messageLength), length: 8)
  }

  private static func digestExplanation<H: HashFunction>(_: H.Type) -> String {
    let bits = H.Value.Word.bitWidth * H.initialHashValue.list.count
    guard 8 * H.digestLength < bits else {
      return "The words of the last hash value, one after the other, are the digest."
    }
    return """
      The first \(8 * H.digestLength) of the \(bits) bits of the last hash value are the digest. \
      Whoever has it does not have the hash value, and so cannot continue the message.
      """
  }

  private static func nistTitle<H: HashFunction>(_: H.Type) -> [String] {
    [
      NISTNotation.frame, "Secure Hash Algorithm", "",
      "Message Digest Length = \(8 * H.digestLength)", "", NISTNotation.frame,
    ]
  }

  private static func nistMessage(_ message: [UInt8], blockCount: Int) -> [String] {
    let count = blockCount <= 2 ? ["One", "Two"][blockCount - 1] : String(blockCount)
    var lines = ["\(count) Block Message Sample"]
    let name = "Input Message:"
    if let text = NISTNotation.quoted(message) {
      let line = name + " " + text
      lines += line.utf8.count <= NISTNotation.rule.utf8.count ? [line] : [name, text]
    } else {
      lines += [message.isEmpty ? name + " \"\"" : name] + NISTNotation.words(message)
    }
    return lines + [NISTNotation.rule]
  }
}
