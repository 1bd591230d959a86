import Handshakes
import Terms
import Testing
import Transcripts

/// The attacker's own part: she must not fall over what her victims send.
@Suite struct MalloryTests {
  private static let settings = LabSettings(mode: .original, size: .toy)
  private static let links = HeldPair.names.map { Link(wire: "\($0)-mallory", end: 1) }

  private func registration(_ name: [UInt8]) -> [UInt8] {
    HeldPair.relaySays(
      NonceRelay.Layouts.register, [[1], Array(NonceRelay.name.utf8), [0], [1], name, []])
  }

  private func start() -> NonceRelay.Mallory {
    var mallory = NonceRelay.Mallory(Self.settings, drawingFrom: .seed("mallory"))
    for link in Self.links { _ = mallory.handle(.opened(link)) }
    return mallory
  }

  @Test(arguments: [
    [UInt8](repeating: 0xFF, count: 32), [0xE2, 0x80, 0xAE], [0], Array("a b".utf8),
  ])
  func aVictimWithAHostileNameIsDropped(name: [UInt8]) {
    var mallory = start()
    _ = mallory.handle(.received(registration(name), on: Self.links[0]))
    let outputs = mallory.handle(
      .received(registration(Array("bob".utf8)), on: Self.links[1]))
    // Bob is told nothing about a name that the real relay would not have.
    #expect(
      !outputs.contains { output in
        if case .send(let bytes, _) = output {
          bytes[0] == NonceRelay.Layouts.paired.type
        } else {
          false
        }
      })
  }

  @Test func aThirdUserIsNobodysVictim() {
    var mallory = start()
    for (link, name) in zip(Self.links, HeldPair.names) {
      _ = mallory.handle(.received(registration(Array(name.utf8)), on: link))
    }
    let third = Link(wire: "carol-mallory", end: 1)
    _ = mallory.handle(.opened(third))
    let outputs = mallory.handle(.received(registration(Array("carol".utf8)), on: third))
    for output in outputs {
      if case .send(_, let link) = output { #expect(link == third) }
    }
    #expect(!mallory.handle(.closed(third)).isEmpty)
  }

  @Test func garbageFromVictimsIsAnErrorAndNeverATrap() {
    var choice = SeededChoice("garbage for mallory")
    let types = (NonceRelay.Layouts.withRelay + NonceRelay.Layouts.betweenUsers(.original))
      .map(\.type)
    let honest = HeldPair.moments(.original)
    for _ in 0..<50 {
      var mallory = start()
      for (link, name) in zip(Self.links, HeldPair.names) {
        let registration = registration(Array(name.utf8))
        let octets = choice.number(below: 8) == 0 ? choice.spoilt(registration) : registration
        _ = mallory.handle(.received(octets, on: link))
      }
      for _ in 0..<10 {
        let octets =
          choice.number(below: 2) == 0
          ? choice.spoilt(choice.one(of: honest).message)
          : Frame(type: choice.one(of: types), body: choice.octets(choice.number(below: 99)))
            .encoded
        for output in mallory.handle(.received(octets, on: choice.one(of: Self.links))) {
          guard case .ended(.failed(let error)) = output else { continue }
          #expect(!error.description.isEmpty)
        }
      }
    }
  }
}
