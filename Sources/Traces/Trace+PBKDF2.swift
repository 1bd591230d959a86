import Bytes
import Hashing

extension Trace {
  /// Traces PBKDF2 (RFC 8018, section 5.2), however often it iterates: of each block it shows the
  /// first U_j and the last, and all of up to ten.
  ///
  /// - Parameters:
  ///   - hash: The hash function of the HMAC.
  ///   - password: The password P.
  ///   - salt: The salt S.
  ///   - iterations: The iteration count c, at least 1.
  ///   - length: The length dkLen of the derived key in bytes.
  /// - Returns: The trace, whose result is the derived key.
  /// - Throws: `HashingError` as `PBKDF2.deriveKey` does.
  public static func pbkdf2<H: HashFunction>(
    _ hash: H.Type = SHA256.self, password: [UInt8], salt: [UInt8], iterations: Int, length: Int
  ) throws(HashingError) -> Trace {
    var tracer = PBKDF2Tracer<H>(iterations: iterations)
    let key = try PBKDF2<H>.deriveKey(
      password: password, salt: salt, iterations: iterations, length: length, observer: &tracer)
    let blockCount = (length + H.digestLength - 1) / H.digestLength
    let first = TraceStep(
      "Password and salt",
      explanation: """
        PBKDF2 makes a key of a password, slowly on purpose: whoever guesses passwords has to do \
        all of this for each guess. The salt makes the work for one password useless for others.
        """,
      values: messageValues(password, name: "P") + [
        TraceValue("S", Hex.encode(salt)), TraceValue("c", String(iterations)),
        TraceValue("dkLen", "\(length) bytes, \(blockCount) block\(blockCount == 1 ? "" : "s")"),
      ],
      nist: ["PBKDF2-HMAC-\(H.name)", "Iterations = \(iterations)", "Key length = \(length)"]
        + NISTNotation.value("Password", password) + NISTNotation.value("Salt", salt))
    let last = TraceStep(
      "Derived key",
      explanation: """
        The blocks T_i one after the other, cut to \(length) bytes. Each block costs its own \
        iterations; an attacker who can check a guess with the first block needs no other.
        """,
      values: [TraceValue("DK", Hex.encode(key))],
      nist: [NISTNotation.rule] + NISTNotation.value("DK", key))
    return Trace(
      title: "PBKDF2-HMAC-\(H.name)", citation: "RFC 8018, section 5.2",
      steps: [first] + tracer.steps + [last],
      results: [TraceValue("DK", Hex.encode(key))])
  }
}

/// Keeps what is shown of PBKDF2, and forgets the rest of many iterations.
private struct PBKDF2Tracer<H: HashFunction>: Observer {
  typealias Step = PBKDF2<H>.Step

  static var isWatching: Bool { true }

  private(set) var steps: [TraceStep] = []
  private let iterations: Int
  /// The last iteration of those at the beginning that are shown.
  private var shownAtStart: Int { iterations <= 10 ? iterations : 3 }
  /// The sum modulo 2 of the U_j so far.
  private var sum: [UInt8] = []

  init(iterations: Int) {
    self.iterations = iterations
  }

  mutating func observe(_ step: PBKDF2<H>.Step) {
    switch step {
    case .salt(let block, let message):
      add(
        "Block \(block): S || INT(\(block))",
        block == 1
          ? "The salt and the number of the block, four bytes long: the first message for HMAC."
          : "",
        "S || INT(\(block))", message, rule: true)
    case .u(let block, let iteration, let value):
      sum = iteration == 1 ? value : zip(sum, value).map { $0 ^ $1 }
      if iteration <= shownAtStart || iteration == iterations {
        addU(block, iteration, value)
        if iteration > 1 { addSum(block, iteration) }
      }
    case .t(let block, let value):
      add(
        "Block \(block): T_\(block)",
        block == 1
          ? """
          The sum modulo 2 of all \(iterations) U. Each of them must be known to know T, so no \
          iteration can be left out.
          """ : "", "T_\(block)", value)
    case .derivedKey: break  // the trace ends with it
    }
  }

  private mutating func addU(_ block: UInt32, _ iteration: Int, _ value: [UInt8]) {
    let isAfterGap = iteration > shownAtStart + 1
    let explanation =
      if block > 1 {
        ""
      } else if iteration == 1 {
        "U_1 = HMAC(P, S || INT(i)): the password is the key of every HMAC here."
      } else if iteration == 2 {
        "U_2 = HMAC(P, U_1): each U is the code of the one before, so none can be computed earlier."
      } else if isAfterGap {
        "The \(iteration - shownAtStart - 1) U between were computed as well, but are not shown."
      } else {
        ""
      }
    add(
      "Block \(block): U_\(iteration)", depth: .rounds, explanation, "U_\(iteration)", value)
  }

  /// Adds what the sum is after an iteration, for whoever looks at operations.
  private mutating func addSum(_ block: UInt32, _ iteration: Int) {
    let name = iteration == 2 ? "U_1 ⊕ U_2" : "U_1 ⊕ … ⊕ U_\(iteration)"
    steps.append(
      TraceStep(
        "Block \(block): the sum so far", depth: .operations,
        explanation: block == 1 && iteration == 2 ? "Bit by bit, without carry." : "",
        values: [TraceValue(name, Hex.encode(sum))]))
  }

  private mutating func add(
    _ label: String, depth: TraceStep.Depth = .outline, _ explanation: String, _ name: String,
    _ value: [UInt8], rule: Bool = false
  ) {
    steps.append(
      TraceStep(
        label, depth: depth, explanation: explanation,
        values: [TraceValue(name, Hex.encode(value))],
        nist: (rule ? [NISTNotation.rule] : []) + NISTNotation.value(name, value)))
  }
}
