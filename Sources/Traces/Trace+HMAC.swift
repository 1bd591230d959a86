import Bytes
import Hashing

extension Trace {
  /// Traces HMAC (FIPS 198-1, section 4).
  ///
  /// - Parameters:
  ///   - hash: The hash function.
  ///   - key: The key, of any length.
  ///   - message: The text.
  ///   - codeLength: The length of the code in bytes, at most that of a digest; nil means all of it.
  /// - Returns: The trace, whose result is the code.
  public static func hmac<H: HashFunction>(
    _ hash: H.Type = SHA256.self, key: [UInt8], message: [UInt8], codeLength: Int? = nil
  ) -> Trace {
    let codeLength = codeLength ?? H.digestLength
    precondition(
      (1...H.digestLength).contains(codeLength), "a code is at most as long as a digest")
    var tracer = HMACTracer<H>(keyLength: key.count, messageLength: message.count)
    let whole = HMAC<H>.authenticationCode(
      for: message, key: key, observer: &tracer, includingHash: true)
    let code = Array(whole[..<codeLength])
    let text = NISTNotation.quoted(message).map { ["Input Date:", $0] } ?? []
    let first = TraceStep(
      "Key and text", explanation: HMACTracer<H>.introduction,
      values: [TraceValue("key", Hex.encode(key))] + messageValues(message, name: "text"),
      nist: [
        NISTNotation.frame, "", "Keyed-Hash Message Authentication Code (HMAC)",
        "Hashlen = \(8 * H.digestLength)", NISTNotation.frame, "Key length = \(key.count)",
        "Tag length = \(codeLength)",
      ] + text + NISTNotation.value("Text", message) + NISTNotation.value("Key", key))
    let last = TraceStep(
      "Code", explanation: codeLength < H.digestLength ? truncation : "",
      values: [TraceValue("mac", Hex.encode(code))], nist: NISTNotation.value("mac", code))
    return Trace(
      title: "HMAC-\(H.name)", citation: "FIPS 198-1, section 4",
      steps: [first] + tracer.steps + [last],
      results: [TraceValue("mac", Hex.encode(code))])
  }

  private static let truncation = """
    Only the leftmost bytes are kept (FIPS 198-1, section 5). A shorter code is easier to guess: \
    each byte less makes a forger's luck 256 times as likely.
    """
}

/// Turns what HMAC reports into steps of a trace, in the order of FIPS 198-1, table 1.
private struct HMACTracer<H: HashFunction>: Observer {
  typealias Step = HMAC<H>.Step

  static var isWatching: Bool { true }

  static var introduction: String {
    """
    HMAC hashes the text twice, each time after the key in another disguise. H(key || text) alone \
    would not do: whoever knows that digest can continue the hash and has a code for a longer text.
    """
  }

  private var keySteps: HashTracer<H>
  private var innerSteps: HashTracer<H>
  private var outerSteps: HashTracer<H>
  private var k0: [TraceStep] = []
  private var innerKey: [TraceStep] = []
  private var innerHash: [TraceStep] = []
  private var outerKey: [TraceStep] = []
  private var outerHash: [TraceStep] = []
  private let keyIsHashed: Bool

  init(keyLength: Int, messageLength: Int) {
    keyIsHashed = keyLength > H.blockLength
    keySteps = HashTracer(
      blockCount: H.compressions(messageLength: keyLength), part: "Hash of the key")
    innerSteps = HashTracer(
      blockCount: H.compressions(messageLength: H.blockLength + messageLength), part: "Inner hash")
    outerSteps = HashTracer(
      blockCount: H.compressions(messageLength: H.blockLength + H.digestLength),
      part: "Outer hash")
  }

  /// The steps in the order of the table.
  ///
  /// K0 ⊕ opad is reported early, since it needs no text.
  var steps: [TraceStep] {
    keySteps.steps + k0 + innerKey + innerSteps.steps + innerHash + outerKey + outerSteps.steps
      + outerHash
  }

  mutating func observe(_ step: HMAC<H>.Step) {
    switch step {
    case .k0(let bytes): k0 = [self.step("Steps 1 to 3: K0", "K0", k0Explanation, bytes, "K0")]
    case .innerKey(let bytes):
      innerKey = [
        self.step(
          "Step 4: K0 ⊕ ipad", "K0 ⊕ ipad",
          "Every byte of K0 exclusive-or 36, the disguise of the key for the inner hash.", bytes,
          "K0^ipad")
      ]
    case .outerKey(let bytes):
      outerKey = [
        self.step(
          "Step 7: K0 ⊕ opad", "K0 ⊕ opad",
          """
          Every byte of K0 exclusive-or 5c. The two disguises differ in half of their bits, so \
          the inner and the outer hash start like two unrelated keys.
          """, bytes, "K0 xor opad")
      ]
    case .innerHash(let bytes):
      innerHash = [
        self.step(
          "Steps 5 and 6: inner hash", "H((K0 ⊕ ipad) || text)",
          "The hash of the first disguise followed by the text.", bytes,
          "Hash((Key^ipad)||text)")
      ]
    case .outerHash(let bytes):
      outerHash = [
        self.step(
          "Steps 8 and 9: outer hash", "H((K0 ⊕ opad) || inner hash)",
          """
          The hash of the second disguise followed by the inner hash. It hides the inner hash, so \
          nobody can continue it.
          """, bytes, "Hash((K0^opad)||Hash((K0^ipad)||text))")
      ]
    case .hash(.key, let step): keySteps.observe(step)
    case .hash(.inner, let step): innerSteps.observe(step)
    case .hash(.outer, let step): outerSteps.observe(step)
    }
  }

  private var k0Explanation: String {
    keyIsHashed
      ? """
      The key is longer than a block of \(H.blockLength) bytes, so its hash takes its place, \
      filled up with zeros to a block.
      """
      : "The key, filled up with zeros to the length of a block, \(H.blockLength) bytes."
  }

  private func step(
    _ label: String, _ name: String, _ explanation: String, _ bytes: [UInt8], _ nistName: String
  ) -> TraceStep {
    TraceStep(
      label, explanation: explanation, values: [TraceValue(name, Hex.encode(bytes))],
      nist: NISTNotation.value(nistName, bytes))
  }
}
