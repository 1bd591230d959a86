import Bytes
import Testing

@testable import Hashing

/// What observers see is what was computed, and watching changes nothing.
struct ObservationTests {
  private func message(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: 13 * $0 + 5) }
  }

  @Test(
    "a watched hash function gives the same digest and reports each round",
    arguments: [0, 55, 56, 130])
  func hashes(length: Int) {
    check(SHA1.self, length, rounds: 80)
    check(SHA224.self, length, rounds: 64)
    check(SHA256.self, length, rounds: 64)
    check(SHA384.self, length, rounds: 80)
    check(SHA512.self, length, rounds: 80)
    check(SHA512_224.self, length, rounds: 80)
    check(SHA512_256.self, length, rounds: 80)
  }

  private func check<H: HashFunction>(_: H.Type, _ length: Int, rounds: Int) {
    var recorder = Recorder<H.Step>()
    let digest = H.hash(message(length), observer: &recorder)
    #expect(digest == H.hash(message(length)))
    let blocks = H.compressions(messageLength: length)
    var seen: [Int] = []
    var hashValue: [H.Value.Word] = []
    for step in recorder.steps {
      switch step {
      case .initialHashValue(let words):
        #expect(hashValue.isEmpty)
        hashValue = words
      case .block(let words): #expect(words.count == 16)
      case .round(let round): seen.append(round.t)
      case .hashValue(let previous, let variables, let next):
        #expect(previous == hashValue)
        #expect(zip(previous, variables).map { $0 &+ $1 } == next)
        hashValue = next
      case .digest(let bytes): #expect(bytes == digest)
      }
    }
    #expect(seen == (0..<blocks).flatMap { _ in Array(0..<rounds) })
    #expect(recorder.steps.count == 2 + blocks * (rounds + 2))
  }

  @Test("the first round of NIST's example of SHA-512 for \"abc\"")
  func firstRound() {
    var recorder = Recorder<SHA512.Step>()
    _ = SHA512.hash(Array("abc".utf8), observer: &recorder)
    guard case .round(let round) = recorder.steps[2] else {
      Issue.record("the third report is a round")
      return
    }
    #expect(round.w == 0x6162_6380_0000_0000)
    #expect(round.k == 0x428a_2f98_d728_ae22)
    #expect(
      round.variables == [
        0xf6af_ceb8_bcfc_ddf5, 0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b,
        0x3c6e_f372_fe94_f82b, 0x58cb_0234_7ab5_1f91, 0x510e_527f_ade6_82d1,
        0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b,
      ])
  }

  @Test("a watched HMAC gives the same code", arguments: [0, 20, 64, 65, 200])
  func codes(keyLength: Int) {
    let key = message(keyLength)
    let text = message(100)
    var short = Recorder<HMAC<SHA256>.Step>()
    let code = HMAC<SHA256>.authenticationCode(for: text, key: key, observer: &short)
    #expect(code == HMAC<SHA256>.authenticationCode(for: text, key: key))
    #expect(short.steps.count == 5)
    var long = Recorder<HMAC<SHA256>.Step>()
    let again = HMAC<SHA256>.authenticationCode(
      for: text, key: key, observer: &long, includingHash: true)
    #expect(again == code)
    var rounds: [HMAC<SHA256>.Part: Int] = [:]
    for case .hash(let part, .round) in long.steps { rounds[part, default: 0] += 1 }
    #expect(rounds[.inner] == 64 * 3)
    #expect(rounds[.outer] == 64 * 2)
    #expect(
      rounds[.key] ?? 0 == (keyLength > 64 ? 64 * SHA256.compressions(messageLength: keyLength) : 0)
    )
  }

  @Test("a watched PBKDF2 reports every U, whose sum is T", arguments: [1, 2, 5])
  func derivations(iterations: Int) throws {
    var recorder = Recorder<PBKDF2<SHA256>.Step>()
    let key = try PBKDF2<SHA256>.deriveKey(
      password: message(9), salt: message(8), iterations: iterations, length: 80,
      observer: &recorder)
    #expect(
      try key
        == PBKDF2<SHA256>.deriveKey(
          password: message(9), salt: message(8), iterations: iterations, length: 80))
    #expect(recorder.steps.count == 3 * (iterations + 2) + 1)
    for block in 1...3 as ClosedRange<UInt32> {
      var sum = [UInt8](repeating: 0, count: 32)
      var message = self.message(8) + [0, 0, 0, UInt8(block)]
      var numbers: [Int] = []
      for case .u(block, let iteration, let u) in recorder.steps {
        message = HMAC<SHA256>.authenticationCode(for: message, key: self.message(9))
        #expect(u == message)
        numbers.append(iteration)
        sum = zip(sum, u).map { $0 ^ $1 }
      }
      #expect(numbers == Array(1...iterations))
      #expect(recorder.steps.contains(.t(block: block, sum)))
    }
    #expect(recorder.steps.last == .derivedKey(key))
  }
}
