import Handshakes
import Terms
import Testing
import Transcripts

/// What the relay does with clients that take too long.
@Suite struct RelayLimitTests {
  private static let settings = LabSettings(mode: .hardened, size: .toy)
  private static let link = Link(wire: "client-1", end: 1)

  /// A relay with one connection, and the octets with which a user registers.
  private func connected() -> (relay: NonceRelay.Relay, registration: [UInt8]) {
    var relay = NonceRelay.Relay(Self.settings)
    _ = relay.handle(.opened(Self.link))
    var peer = NonceRelay.Peer(
      UserConfiguration(
        name: "alice", settings: Self.settings, wanted: "bob"),
      fingerprints: .leaveToUser, on: Link(wire: "client-1", end: 0), drawingFrom: .seed("tests"))
    var registration: [UInt8] = []
    for case .send(let bytes, _) in peer.handle(.start) { registration += bytes }
    return (relay, registration)
  }

  /// The reason with which the relay refuses, where it does and closes the link.
  private func refusal(in outputs: [Output]) -> String? {
    guard outputs.contains(where: { if case .close(Self.link) = $0 { true } else { false } })
    else { return nil }
    for case .stage(let stage) in outputs { return stage.title }
    return nil
  }

  @Test func whoeverDoesNotRegisterIsRefusedAfterTenSeconds() {
    var (relay, registration) = connected()
    _ = relay.handle(.received(Array(registration.dropLast()), on: Self.link))
    #expect(refusal(in: relay.handle(.tick(seconds: 9))) == nil)
    #expect(
      refusal(in: relay.handle(.tick(seconds: 10)))
        == "the relay refuses client: no registration within 10 seconds")
  }

  @Test func whoeverHasRegisteredMayWaitForever() {
    var (relay, registration) = connected()
    _ = relay.handle(.received(registration, on: Self.link))
    #expect(relay.handle(.tick(seconds: 100_000)).isEmpty)
  }

  @Test func halfAMessageIsGivenThirtySeconds() {
    var (relay, registration) = connected()
    _ = relay.handle(.received(registration, on: Self.link))
    _ = relay.handle(.tick(seconds: 100))
    _ = relay.handle(.received([16, 0], on: Self.link))
    #expect(refusal(in: relay.handle(.tick(seconds: 129))) == nil)
    // More of it, but not all, gives no more time.
    _ = relay.handle(.received([1], on: Self.link))
    #expect(
      refusal(in: relay.handle(.tick(seconds: 130)))
        == "the relay refuses alice: half a message, and no more for 30 seconds")
  }

  @Test func aRelayThatDoesNotAnswerIsGivenUp() {
    var peer = NonceRelay.Peer(
      UserConfiguration(
        name: "alice", settings: Self.settings, wanted: "bob"),
      fingerprints: .leaveToUser, on: Link(wire: "relay", end: 0), drawingFrom: .seed("tests"))
    _ = peer.handle(.start)
    #expect(peer.handle(.tick(seconds: 29)).isEmpty)
    var endings: [Ending] = []
    for case .ended(let ending) in peer.handle(.tick(seconds: 30)) { endings.append(ending) }
    #expect(endings == [.failed(.silence(seconds: 30))])
  }
}
