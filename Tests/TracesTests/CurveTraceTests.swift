import Arithmetic
import Bytes
import Hashing
import PublicKey
import Testing

@testable import Traces

/// Traces of computations on curves, against NIST's worked example of ECDSA with P-256.
@Suite("Traces of elliptic curves")
struct CurveTraceTests {
  private static let message = Array("Example of ECDSA with P-256".utf8)
  private static let k = "7a1a7e52797fc8caaa435d2a4dace39158504bf204fbe19f14dbb427faee50ae"

  private static func key() throws -> P256.PrivateKey {
    try P256.PrivateKey(
      octets: Hex.decode("c477f9f65c22cce20657faa5b2d1d8122336f851a508a1ed04e479c34985bf96"))
  }

  private static func lines(_ trace: Trace) -> [String] { trace.steps.flatMap(\.nist) }

  /// The lines under a heading, without the space between them.
  private static func value(_ name: String, in trace: Trace) -> String {
    let lines = lines(trace)
    guard let start = lines.firstIndex(of: "\(name) is") else { return "" }
    let rest = lines[(start + 1)...].prefix { $0.allSatisfy { $0.isHexDigit || $0 == " " } }
    return rest.joined().filter { $0 != " " }.lowercased()
  }

  @Test("a signature prints the lines of NIST's example")
  func signing() throws {
    let trace = try Trace.ecdsaSign(
      message: Self.message, key: Self.key(), hash: SHA256.self,
      nonce: .explicit(Hex.decode(Self.k)))
    let lines = Self.lines(trace)
    #expect(
      Array(lines.prefix(7)) == [
        NISTNotation.rule, "Signature Generation", "msg is \"Example of ECDSA with P-256\"",
        "Hash length = 256", "H is", "A41A41A1 2A799548",
        "211C410C 65D8133A FDE34D28 BDD542E4 B680CF28 99C8A8C4",
      ])
    #expect(
      lines.filter { $0.hasSuffix(" is") } == [
        "H is", "E is", "K is", "Kinv is", "R_x is", "R_y is", "R is", "D is", "S is", "R is",
        "S is",
      ])
    #expect(Self.value("E", in: trace) == Self.value("H", in: trace))
    #expect(Self.value("K", in: trace) == Self.k)
    #expect(
      Self.value("Kinv", in: trace)
        == "62159e5ba9e712fb098cce8fe20f1bed8346554e98ef3c7c1fc3332ba67d87ef")
    #expect(
      Self.value("R", in: trace)
        == "2b42f576d07f4165ff65d1f3b1500f81e44c316f1f0b3ef57325b69aca46104f")
    #expect(
      Self.value("S", in: trace)
        == "dc42c2122d6392cd3e3a993a89502a8198c1886fe69d262c4b329bdb6b63faf1")
    #expect(trace.results.map(\.name) == ["r", "s"])
  }

  @Test("verifying prints s^-1, u, v and the point, whose x-coordinate is r")
  func verifying() throws {
    let key = try Self.key()
    let signature = try ECDSA.sign(
      message: Self.message, key: key, hash: SHA256.self, nonce: .explicit(Hex.decode(Self.k)))
    let trace = Trace.ecdsaVerify(
      signature: signature, message: Self.message, key: key.publicKey, hash: SHA256.self)
    #expect(
      Self.lines(trace).filter { $0.hasSuffix(" is") } == [
        "Q_x is", "Q_y is", "R is", "S is", "H is", "E is", "Sinv is", "U is", "V is", "R_x' is",
        "R_y' is", "R' is",
      ])
    let n = P256.orderOfBase
    let inverse = try Natural(hexadecimal: Self.value("Sinv", in: trace))
    #expect(inverse * signature.s % n == 1)
    let e = Natural(bigEndian: SHA256.hash(Self.message))
    #expect(try Natural(hexadecimal: Self.value("U", in: trace)) == e * inverse % n)
    #expect(try Natural(hexadecimal: Self.value("V", in: trace)) == signature.r * inverse % n)
    #expect(try Natural(hexadecimal: Self.value("R'", in: trace)) == signature.r)
    #expect(Self.value("R_x'", in: trace) == Hex.encode(signature.rawRepresentation.prefix(32)))
    #expect(trace.results == [TraceValue("valid", "yes")])
    let wrong = Trace.ecdsaVerify(
      signature: signature, message: [], key: key.publicKey, hash: SHA256.self)
    #expect(wrong.results == [TraceValue("valid", "no")])
    #expect(wrong.steps.last?.label == "Step 9: the signature is refused")
  }

  @Test("the choice of k shows K and V at each step of RFC 6979")
  func nonce() throws {
    let trace = try Trace.ecdsaSign(
      message: Array("sample".utf8), key: Self.key(), hash: SHA256.self)
    let steps = trace.steps.filter { $0.depth == .rounds && $0.label.hasPrefix("RFC 6979") }
    #expect(
      steps.dropFirst().map { $0.label.prefix(while: { $0 != ":" }) } == [
        "RFC 6979, step b", "RFC 6979, step c", "RFC 6979, step d", "RFC 6979, step e",
        "RFC 6979, step f", "RFC 6979, step g", "RFC 6979, step h.2",
      ])
    #expect(steps[1].values == [TraceValue("V", String(repeating: "01", count: 32))])
    // For P-256 and SHA-256 the last V is k.
    let k = trace.steps.first { $0.label == "The secret number k" }
    #expect(k?.values.map(\.text) == steps.last?.values.map(\.text))
  }

  @Test("double and add on the textbook's curve, bit by bit")
  func multiplication() throws {
    let trace = try Trace.multiply(11, on: Toy17.self)
    let rows = trace.steps.filter { $0.layout == .row }
    #expect(rows.map(\.label) == ["4", "3", "2", "1", "0"])
    // 11 is 01011: R is O, G, 2 G, 5 G, 11 G.
    #expect(rows.map { $0.values[0].text } == ["0", "1", "0", "1", "1"])
    #expect(rows.map { $0.values[1].text } == ["O", "O", "(6, 3)", "(3, 1)", "(7, 11)"])
    #expect(
      rows.map { $0.values[2].text } == ["O", "(5, 1)", "(6, 3)", "(9, 16)", "(13, 10)"])
    #expect(trace.results == [TraceValue("k P", "(13, 10)")])
    #expect(Toy17.multiplesOfBase[11] == .coordinates(x: 13, y: 10))
    #expect(Self.lines(trace).prefix(2) == ["d is", "11"])
    // By hand: the line of each addition, and only where neither point is infinity.
    let lines = trace.steps.filter { $0.depth == .operations }.map { $0.values.map(\.text) }
    #expect(
      lines.first == ["y = 13 x + 4 in (5, 1)", "(6, 14)", "(6, 3)"] && lines.count == 3)
    #expect(lines[1].count == 6 && lines[2].suffix(1) == ["(13, 10)"])
    #expect(try Trace.multiply(30, on: Toy17.self).steps[1].values[0].text == "30")
    // 19 G is infinity, and so is every multiple of it.
    #expect(try Trace.multiply(38, on: Toy17.self).results == [TraceValue("k P", "O")])
    #expect(throws: PublicKeyError.pointNotOnCurve) {
      try Trace.multiply(2, point: .coordinates(x: 1, y: 1), on: Toy17.self)
    }
  }

  @Test("multiplication on P-256 and P-384: a step for each digit of four bits")
  func largeMultiplication() throws {
    let trace = try Trace.multiply(0x1f, on: P256.self)
    let rounds = trace.steps.filter { $0.depth == .rounds }
    // All digits are computed; those at the left that leave R at infinity share a step.
    #expect(rounds.map(\.label) == ["Digits 63 to 2 are 0", "Digit 1 is 1", "Digit 0 is f"])
    let zero = try Trace.multiply(0, on: P256.self).steps.filter { $0.depth == .rounds }
    #expect(zero.map(\.label) == ["Digits 63 to 1 are 0", "Digit 0 is 0"])
    let all = try Trace.multiply(P256.orderOfBase - 1, on: P256.self)
    #expect(all.steps.filter { $0.depth == .rounds }.count == 64)
    #expect(trace.steps.filter { $0.depth == .operations }.count == 16 + 64 * 4)
    let key = try P256.PrivateKey(octets: Natural(0x1f).bigEndianBytes(count: 32))
    #expect(
      trace.results == [
        TraceValue("k P.x", Hex.encode(key.publicKey.xOctets)),
        TraceValue("k P.y", Hex.encode(key.publicKey.yOctets)),
      ])
    #expect(try Trace.multiply(3, on: P384.self).results[0].text.count == 96)
  }

  @Test("both sides of ECDH see one Z, in decimals on a toy")
  func agreement() throws {
    let alice = try ECPrivateKey<Toy67>(octets: [5])
    let bob = try ECPrivateKey<Toy67>(octets: [30])
    let trace = try Trace.ecdh(privateKey: alice, publicKey: bob.publicKey)
    let other = try Trace.ecdh(privateKey: bob, publicKey: alice.publicKey)
    #expect(trace.results == other.results)
    let point = trace.steps.first { $0.label.hasPrefix("Step 1") }?.values[0].text
    #expect(point == "\(Toy67.multiplesOfBase[150 % 71])")
    #expect(Self.lines(trace).contains("d is"))
    let equation = try #require(trace.steps.first { $0.label.hasPrefix("Section") })
    #expect(equation.values[0].text == equation.values[1].text)
  }

  @Test("a k that gives no signature is refused, and the next one is shown")
  func refusals() throws {
    // On toy-17 some messages make the first candidates useless.
    let key = try ECPrivateKey<Toy17>(octets: [7])
    var refusals = 0
    for message in 0..<60 as Range<UInt8> {
      let trace = try Trace.ecdsaSign(message: [message], key: key, hash: SHA256.self)
      refusals += trace.steps.filter { $0.label.hasSuffix("the candidate is refused") }.count
    }
    #expect(refusals > 0)
    #expect(throws: PublicKeyError.unusableNonce) {
      try Trace.ecdsaSign(message: [1], key: key, hash: SHA256.self, nonce: .explicit([0]))
    }
  }
}
