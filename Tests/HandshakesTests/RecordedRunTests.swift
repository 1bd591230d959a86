import Bytes
import Handshakes
import Terms
import Testing
import Transcripts

/// The recorded run must show the document's numbers, because they were computed.
@Suite struct RecordedRunTests {
  static let outcome = NonceRelay.demonstrate(NonceRelay.recordedRun, told: [])

  private func term(_ name: String) throws -> Term {
    try #require(Self.outcome.transcript.terms.first { $0.name == name && $0.operation != nil })
  }

  private func numbers(_ term: Term, width: Int = 2) -> [UInt64] {
    stride(from: 0, to: term.bytes.count, by: width).map { start in
      term.bytes[start..<start + width].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  @Test func bothUsersEndWithAGoodbye() {
    #expect(
      Self.outcome.endings == [
        Actor("user1"): .goodbye(from: Actor("user1")),
        Actor("user2"): .goodbye(from: Actor("user1")),
      ])
  }

  @Test(arguments: [
    ("user1.n", 10403), ("user1.d", 3671), ("user2.n", 13843), ("user2.d", 2557),
  ])
  func keysAreThoseOfTheDocument(name: String, value: UInt64) throws {
    #expect(numbers(try term(name)) == [value])
  }

  @Test(arguments: [
    (
      "user1.signed_nonce",
      [
        2142, 7874, 9358, 7874, 2142, 8341, 6504, 5094, 6819, 9358, 2142, 4019, 35, 6819, 6819,
        9358, 9132, 6504, 6819, 4019, 2142, 9132,
      ] as [UInt64]
    ),
    (
      "user2.signed_nonce",
      [
        9409, 1039, 12650, 6335, 6335, 12650, 7726, 814, 7726, 7726, 7139, 1039, 6335, 6595, 1039,
        9409, 9409, 7139, 12650, 1039, 9409, 6335,
      ]
    ),
    (
      "user1.sealed_key",
      [
        7917, 13571, 11984, 6798, 5911, 9782, 597, 9782, 6798, 597, 6798, 4648, 11984, 9782, 6798,
        6798,
      ]
    ),
    (
      "user2.sealed_key",
      [
        9202, 9202, 5094, 2487, 5457, 5457, 1613, 191, 3481, 2680, 9316, 3481, 227, 9316, 5457,
        9202,
      ]
    ),
  ])
  func listsAreThoseOfTheDocument(name: String, values: [UInt64]) throws {
    #expect(numbers(try term(name)) == values)
  }

  @Test(arguments: [
    ("user2.mac", "e9cb17ca71954a135b69031eb179f644a53fe18349f645d1a289c02251fb7f3a"),
    ("user1.mac", "6b6f85071c09fe12925bbd1418dda28b0cde20d304934ec59dddbebe77a9eafb"),
  ])
  func codesOfTheFirstLinesAreThoseOfTheDocument(name: String, hex: String) throws {
    #expect(Hex.encode(try term(name).bytes) == hex)
  }

  @Test func everyLineArrivesVerified() {
    let seen = { (user: String) in
      (Self.outcome.deliveries[Actor(user)] ?? []).map {
        "\(String(decoding: $0.text, as: UTF8.self)) \($0.isVerified)"
      }
    }
    #expect(seen("user1") == ["hello true", "how are you true", "fine thakyou true"])
    #expect(seen("user2") == ["i am fine true", "and you true", "it is a secret true"])
  }

  @Test func onlyTheInitializationVectorsAreNotOfTheRecording() {
    let sources = Set(
      Self.outcome.transcript.terms.compactMap { term -> String? in
        guard case .drawn(let draw) = term.origin else { return nil }
        return "\(draw.purpose): \(draw.source.rawValue)"
      })
    #expect(
      sources == [
        "p: the recording", "q: the recording", "e: the recording", "nonce: the recording",
        "symmetric_key: the recording", "iv: a fixed seed; the recording lacks it",
      ])
  }
}
