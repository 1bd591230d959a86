import Testing

@testable import Processor

@Suite("Backends")
struct BackendTests {
  @Test("the portable backend uses nothing, auto everything that is offered")
  func extremes() {
    #expect(Backend.portable.instructions.isEmpty)
    #expect(Backend.auto.instructions == InstructionSets.offered)
    #expect(Backend.available.first == .portable)
    #expect(Backend.available.last == .auto)
  }

  @Test("no backend that can run needs what the processor lacks", arguments: Backend.available)
  func offered(backend: Backend) {
    #expect(InstructionSets.offered.isSuperset(of: backend.instructions))
    #expect(Backend.named(backend.name) == backend)
  }

  @Test("every name is known, those of other processors included")
  func names() {
    #expect(Backend.names == ["auto", "portable", "sha-ni", "aes-ni", "vaes", "ifma"])
    #expect(Set(Backend.available.map(\.name)).isSubset(of: Backend.names))
    #expect(Backend.named("PORTABLE") == nil)
  }

  @Test("a name in the environment is one that the program knows, or means portable")
  func environment() {
    // Other tests of this process change the current backend, so only its being there is certain.
    let chosen = Backend.requested.map { Backend.named($0) ?? .portable } ?? .auto
    #expect(Backend.available.contains(chosen))
    #expect(Backend.available.map(\.instructions).contains(Backend.current.instructions))
  }
}
