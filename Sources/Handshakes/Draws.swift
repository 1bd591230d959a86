import Bytes
import Hashing
import Terms

/// The random draws of one actor in one lab, each purpose with a generator of its own.
///
/// Randomness is a parameter: where it comes from is chosen once, at the edge, and a new draw for
/// one purpose changes no value that was drawn for another.
public struct Draws: Sendable {
  /// Where the values of a run come from.
  public enum Source: Sendable {
    /// The operating system's generator.
    case system
    /// HMAC_DRBG for a class where every screen must show the same numbers.
    case seed(String)
    /// Values that were drawn before, by actor and purpose; what is lacking comes from the
    /// fallback, with the source that it is marked with.
    case script([String: [[UInt8]]], source: Draw.Source, fallback: Fallback)
  }

  /// What happens when a script lacks a value.
  public enum Fallback: Sendable, Equatable {
    /// The run ends with an error.
    case fail
    /// The value is drawn from this seed, and marked.
    case seed(String)
  }

  /// Who draws.
  public let actor: Actor

  private let lab: String
  private let source: Source
  private var counts: [String: Int] = [:]
  private var generators: [String: HMACDRBG<SHA256>] = [:]

  /// Creates the draws of an actor in a lab.
  public init(of actor: Actor, in lab: String, from source: Source) {
    self.actor = actor
    self.lab = lab
    self.source = source
  }

  /// Draws a value, and remembers how.
  ///
  /// - Parameters:
  ///   - purpose: What the value is for; its term is called `actor.purpose`.
  ///   - kind: The set to draw from.
  ///   - notation: How the value is shown.
  /// - Returns: The value as a term.
  /// - Throws: `HandshakeError.draw` if a script has no value left or no value exists.
  public mutating func draw(
    _ purpose: String, _ kind: Draw.Kind, notation: Notation = .hexadecimal
  ) throws(HandshakeError) -> Term {
    let ordinal = counts[purpose, default: 0]
    counts[purpose] = ordinal + 1
    let (bytes, source) = try bytes(for: purpose, ordinal, kind)
    let draw = Draw(actor: actor, purpose: purpose, ordinal: ordinal, kind: kind, source: source)
    return Term("\(actor).\(purpose)", bytes, .drawn(draw), notation: notation)
  }

  /// The key of a purpose in a script.
  public static func scriptKey(actor: String, purpose: String) -> String { "\(actor).\(purpose)" }

  private mutating func bytes(
    for purpose: String, _ ordinal: Int, _ kind: Draw.Kind
  ) throws(HandshakeError) -> ([UInt8], Draw.Source) {
    switch source {
    case .system:
      var generator = SystemRandom()
      var bases = SystemRandom()
      return (try Sampling.sample(kind, purpose, using: &generator, bases: &bases), .system)
    case .seed(let seed):
      return (try sample(kind, purpose, seed: seed), .seed)
    case .script(let script, let source, let fallback):
      let values = script[Draws.scriptKey(actor: actor.name, purpose: purpose)] ?? []
      if ordinal < values.count {
        // A script comes from a file, and what follows relies on lengths.
        guard kind.contains(values[ordinal]) else {
          throw .draw("\(actor).\(purpose): the recorded value is not of its kind, \(kind)")
        }
        return (values[ordinal], source)
      }
      guard case .seed(let seed) = fallback else {
        throw .draw("\(actor).\(purpose): the transcript has no such value")
      }
      return (try sample(kind, purpose, seed: seed), .fixedSeed)
    }
  }

  private mutating func sample(
    _ kind: Draw.Kind, _ purpose: String, seed: String
  ) throws(HandshakeError) -> [UInt8] {
    var generator = self.generator(for: purpose, seed: seed)
    // The bases of Miller–Rabin tests are a stream of their own and never terms.
    var bases = self.generator(for: "\(purpose) bases", seed: seed)
    let bytes = try Sampling.sample(kind, purpose, using: &generator, bases: &bases)
    generators[purpose] = generator
    generators["\(purpose) bases"] = bases
    return bytes
  }

  private func generator(for purpose: String, seed: String) -> HMACDRBG<SHA256> {
    generators[purpose]
      ?? HMACDRBG(
        entropyInput: Array(seed.utf8), nonce: [],
        personalizationString: Array("chat-lab/\(lab)/\(actor)/\(purpose)".utf8))
  }
}
