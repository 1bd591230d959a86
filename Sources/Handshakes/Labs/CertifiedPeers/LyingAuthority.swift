import Terms
import Transcripts

extension CertifiedPeers {
  /// The server of the hardened mode, if it lies: it certifies its own keys for the users' names,
  /// and gives its own address for theirs.
  ///
  /// All that users verify is right: the CA is trusted for names, and says what it likes.
  struct LyingAuthority: Party {
    let actor = User.serverActor

    private var registry: Registry
    private var interception: Interception
    private var isRunning = true

    /// Puts a server and an attacker into one.
    init(_ registry: Registry, time: Int64, drawingFrom source: Draws.Source) {
      self.registry = registry
      interception = Interception(
        Actor("mallory"), registry.configuration.settings, time: time, drawingFrom: source)
    }

    mutating func handle(_ input: Input) -> [Output] {
      guard isRunning else { return [] }
      var outputs: [Output] = []
      do throws(HandshakeError) {
        switch input {
        case .start:
          outputs += [.listen] + registry.handle(input)
          interception.authority = registry.authority
          interception.trusted = registry.authority?.certificate
        case .listening(let address): registry.addressForAll = address
        case .opened(let link) where interception.isDirect(link):
          try interception.opened(link, &outputs)
        case .opened(let link) where !registry.serves(link):
          interception.addresses = registry.addresses
          try interception.accept(link, &outputs)
        case .received(let bytes, let link) where interception.isDirect(link):
          try interception.receive(bytes, link, &outputs)
        case .closed(let link) where interception.isDirect(link):
          interception.closed(link, &outputs)
        default:
          outputs += registry.handle(input)
        }
      } catch {
        isRunning = false
        outputs.append(.ended(.failed(error)))
      }
      return outputs
    }
  }
}

extension CertifiedPeers.Registry {
  /// Whether a link is one to the server, by its name in the demonstration.
  fileprivate func serves(_ link: Link) -> Bool { link.wire.hasSuffix("-server") }

  /// Where the users who have asked for somebody can be reached.
  fileprivate var addresses: [String: String] {
    Dictionary(
      reception.users.compactMap { entry in
        entry.user.request.map { (entry.user.name, $0.address) }
      }, uniquingKeysWith: { first, _ in first })
  }
}
