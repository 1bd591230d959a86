/// A random choice: who made it, what for, and out of which set.
public struct Draw: Sendable, Hashable {
  /// Who drew.
  public let actor: Actor
  /// What for: each purpose of each actor has a generator of its own.
  public let purpose: String
  /// How many values the actor had drawn for this purpose before.
  public let ordinal: Int
  /// The set that the value was drawn from.
  public let kind: Kind
  /// Where the randomness came from.
  public let source: Source

  /// Creates a record of a random choice.
  public init(actor: Actor, purpose: String, ordinal: Int, kind: Kind, source: Source) {
    self.actor = actor
    self.purpose = purpose
    self.ordinal = ordinal
    self.kind = kind
    self.source = source
  }

  /// A set of values to draw from, each as likely as any other.
  public enum Kind: Sendable, Hashable {
    /// That many octets.
    case bytes(Int)
    /// That many decimal digits in ASCII, the first not zero.
    case decimalDigits(Int)
    /// A prime p for RSA (FIPS 186-5, appendix A.1.3): `bitWidth` bits, p - 1 coprime to the
    /// public exponent, and p far enough from the prime drawn before it.
    case prime(bitWidth: Int, publicExponent: UInt64, farFrom: [UInt8])
    /// A prime of a small range, other than one drawn before.
    case smallPrime(ClosedRange<UInt64>, otherThan: [UInt8])
    /// An exponent greater than 2, below a modulus and coprime to it, both big-endian.
    case exponent(coprimeTo: [UInt8])
    /// A private key on a curve: a number from 1 to n - 1, big-endian, in as many octets as the
    /// order n, which is given.
    case scalar(below: [UInt8])
  }

  /// Where randomness comes from.
  public enum Source: String, Sendable {
    /// The operating system's generator.
    case system = "the operating system"
    /// HMAC_DRBG, instantiated with the seed of the run.
    case seed = "the seed"
    /// The recording of a historical run.
    case recording = "the recording"
    /// A fixed seed, because the recording lacks this value.
    case fixedSeed = "a fixed seed; the recording lacks it"
  }
}

extension Draw.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .bytes(let count): "\(count) random bytes"
    case .decimalDigits(let count): "\(count) random decimal digits"
    case .prime(let bitWidth, _, _): "random prime of \(bitWidth) bits"
    case .smallPrime(let range, _): "random prime, \(range.lowerBound) to \(range.upperBound)"
    case .exponent: "random exponent with an inverse"
    case .scalar: "random number from 1 to n - 1"
    }
  }
}
