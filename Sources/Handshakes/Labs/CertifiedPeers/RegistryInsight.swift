import Terms
import Transcripts

extension CertifiedPeers {
  /// What the server can find out about those whom it brings together.
  ///
  /// It rebuilds the terms of both from the fields that it sees, around secrets that are hidden
  /// from it, with the messages of the direct connection as they will be, and asks for its own
  /// knowledge.
  public struct RegistryInsight: ServerInsight {
    private let settings: LabSettings
    private var keys: [String: RSAKeyTerms] = [:]
    private var sent: [MessageID: [String: Term]] = [:]

    /// Knows nothing yet.
    public init(_ settings: LabSettings) {
      self.settings = settings
    }

    public mutating func findings(after stage: Stage) -> [Finding]? {
      guard let message = stage.messages.first(where: { $0.direction == .received })?.message,
        message.name == Layouts.register.name
      else { return stage.heading == .connection || stage.heading == .handshake ? [] : nil }
      let name = String(decoding: message["name"].bytes, as: UTF8.self)
      declare(message, of: Actor(name))
      let secrets = keys.values.flatMap { [$0.d, $0.p, $0.q] }
      let direct = directConnection()
      let report = KnowledgeReport(
        [(name: "server", actors: [], wires: Set(sent.keys.map(\.wire)))],
        in: TermUniverse(roots: secrets + direct, sent: sent))
      return report.secrets(learntBy: "server").map {
        Finding(secret: $0.secret, reason: $0.reason)
      }
    }

    /// A user's key pair around the two numbers that are public.
    private mutating func declare(_ message: Message, of user: Actor) {
      func hidden(_ name: String) -> Term { Term("\(user).\(name)", [], .hidden(of: user)) }
      let (p, q) = (hidden("p"), hidden("q"))
      let n = Term("\(user).n", message["n"].bytes, .computed(Modulus(p: p, q: q)))
      let e = Term.constant("\(user).e", message["e"].bytes)
      let order = Term("\(user).lambda", [], .computed(GroupExponent(.carmichael, p: p, q: q)))
      let d = Term("\(user).d", [], .computed(PrivateExponent(e: e, modulo: order)))
      keys[user.name] = RSAKeyTerms(publicKey: RSAPublicKeyTerms(n: n, e: e), d: d, p: p, q: q)
      sent[message.id] = ["n": n, "e": e]
    }

    /// What the users will say to each other, on a wire that the server does not see.
    private func directConnection() -> [Term] {
      keys.flatMap { name, key in
        let user = Actor(name)
        let secret = Term("\(user).master_secret", [], .hidden(of: user))
        let seed = Term("\(user).master_secret_seed", [], .hidden(of: user))
        let encoded = Term(
          "\(user).encoded_master_secret", [],
          .computed(
            OAEPEncoding(
              message: secret, label: .constant("seal_label", []), seed: seed,
              length: key.publicKey.length)))
        let sealed = Term(
          "\(user).sealed_master_secret", [],
          .computed(RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded)))
        return [secret, sealed]
      }
    }
  }
}
