import Handshakes
import Terms
import Testing

/// Where random values come from: one generator for each lab, actor and purpose.
@Suite struct DrawsTests {
  private static let everyKind: [Draw.Kind] = [
    .bytes(32), .decimalDigits(22), .prime(bitWidth: 128, publicExponent: 65537, farFrom: []),
    .smallPrime(101...149, otherThan: []), .exponent(coprimeTo: [0x27, 0xD8]),
  ]

  private func draws(
    _ actor: String = "alice", lab: String = "nonce-relay", from source: Draws.Source = .seed("s")
  ) -> Draws {
    Draws(of: Actor(actor), in: lab, from: source)
  }

  private func value(
    _ actor: String = "alice", lab: String = "nonce-relay", from source: Draws.Source = .seed("s"),
    purpose: String = "nonce"
  ) throws -> [UInt8] {
    var draws = draws(actor, lab: lab, from: source)
    return try draws.draw(purpose, .bytes(32)).bytes
  }

  // MARK: Seeds

  @Test(arguments: everyKind)
  func equalSeedsGiveEqualValues(kind: Draw.Kind) throws {
    var (first, second) = (draws(), draws())
    for _ in 0..<3 {
      #expect(try first.draw("x", kind).bytes == second.draw("x", kind).bytes)
    }
  }

  @Test func anotherSeedLabActorOrPurposeGivesAnotherValue() throws {
    let values = [
      try value(), try value(from: .seed("t")), try value(from: .seed("")),
      try value(lab: "key-hub"),
      try value("bob"), try value(purpose: "iv"), try value(from: .system),
      try value(from: .system),
    ]
    #expect(Set(values).count == values.count)
  }

  @Test func oneMoreDrawChangesNothingDrawnForAnotherPurpose() throws {
    var (plain, busy) = (draws(), draws())
    for kind in Self.everyKind {
      _ = try busy.draw("something new", kind)
      #expect(try plain.draw("nonce", kind).bytes == busy.draw("nonce", kind).bytes)
    }
  }

  @Test func theValuesOfAPurposeDifferAndAreCounted() throws {
    var draws = draws()
    var values: Set<[UInt8]> = []
    for ordinal in 0..<20 {
      let term = try draws.draw("iv", .bytes(16))
      guard case .drawn(let draw) = term.origin else {
        Issue.record("not drawn")
        return
      }
      #expect(
        draw
          == Draw(
            actor: Actor("alice"), purpose: "iv", ordinal: ordinal, kind: .bytes(16),
            source: .seed))
      #expect(term.name == "alice.iv")
      values.insert(term.bytes)
    }
    #expect(values.count == 20)
  }

  /// The values of a seed are part of the format: a printed screen must stay right.
  ///
  /// These were computed apart, by HMAC_DRBG in Python, an octet for each choice, too large ones refused.
  @Test func theValuesOfASeedAreFixed() throws {
    var draws = draws(from: .seed("chat-lab"))
    let digits = try draws.draw("nonce", .decimalDigits(22)).bytes
    #expect(String(decoding: digits, as: UTF8.self) == "5744582578227074177657")
    #expect(try draws.draw("p", .smallPrime(101...149, otherThan: [])).bytes == [103])
  }

  // MARK: Scripts

  private func script(
    _ values: [String: [[UInt8]]], fallback: Draws.Fallback = .fail
  ) -> Draws {
    draws(from: .script(values, source: .recording, fallback: fallback))
  }

  @Test func aScriptGivesItsValuesInOrderThenFails() throws {
    var draws = script(["alice.iv": [[1], [2]], "bob.iv": [[3]]])
    for expected in [[1], [2]] as [[UInt8]] {
      let term = try draws.draw("iv", .bytes(1))
      #expect(term.bytes == expected)
      guard case .drawn(let draw) = term.origin else { continue }
      #expect(draw.source == .recording)
    }
    #expect(throws: HandshakeError.draw("alice.iv: the transcript has no such value")) {
      try draws.draw("iv", .bytes(1))
    }
    #expect(throws: HandshakeError.draw("alice.nonce: the transcript has no such value")) {
      try draws.draw("nonce", .bytes(1))
    }
  }

  @Test func whatAScriptLacksComesFromItsFallbackAndIsMarked() throws {
    var draws = script(["alice.iv": [[1, 2]]], fallback: .seed("s"))
    _ = try draws.draw("iv", .bytes(2))
    let term = try draws.draw("nonce", .bytes(32))
    #expect(term.bytes == (try value()))
    guard case .drawn(let draw) = term.origin else { return }
    #expect(draw.source == .fixedSeed)
  }

  static let outOfKind: [(value: [UInt8], kind: Draw.Kind)] = [
    ([1], .bytes(2)), ([], .bytes(1)), ([1, 2, 3], .bytes(2)),
    (Array("123".utf8), .decimalDigits(4)), (Array("12a4".utf8), .decimalDigits(4)),
    (Array("0123".utf8), .decimalDigits(4)), ([], .decimalDigits(4)),
    (Array("１23".utf8), .decimalDigits(5)),
    ([100], .smallPrime(101...149, otherThan: [])), ([111], .smallPrime(101...149, otherThan: [])),
    ([151], .smallPrime(101...149, otherThan: [])),
    ([103], .smallPrime(101...149, otherThan: [103])),
    ([0, 103], .smallPrime(101...149, otherThan: [])), ([], .smallPrime(101...149, otherThan: [])),
    ([0x80], .prime(bitWidth: 8, publicExponent: 3, farFrom: [])),
    ([0x7F], .prime(bitWidth: 8, publicExponent: 3, farFrom: [])),
    ([0, 0xFB], .prime(bitWidth: 8, publicExponent: 3, farFrom: [])),
    ([1], .exponent(coprimeTo: [20])), ([2], .exponent(coprimeTo: [20])),
    ([20], .exponent(coprimeTo: [20])), ([21], .exponent(coprimeTo: [20])),
    ([0, 3], .exponent(coprimeTo: [20])), ([5], .exponent(coprimeTo: [20])),
  ]

  @Test(arguments: outOfKind)
  func aScriptedValueOutOfItsKindIsRefused(value: [UInt8], kind: Draw.Kind) {
    var draws = script(["alice.x": [value]])
    #expect(
      throws: HandshakeError.draw("alice.x: the recorded value is not of its kind, \(kind)")
    ) {
      try draws.draw("x", kind)
    }
  }

  @Test(arguments: everyKind)
  func everyDrawnValueIsOfItsKindWhenReplayed(kind: Draw.Kind) throws {
    for seed in 0..<20 {
      var original = draws(from: .seed("\(seed)"))
      let value = try original.draw("x", kind).bytes
      var replayed = script(["alice.x": [value]])
      #expect(try replayed.draw("x", kind).bytes == value)
    }
  }
}
