import Bytes

/// An operation on a secret, as the checkers of constant time call it.
struct SecretOperation: Sendable {
  /// The name on the command line, such as "aes-encrypt".
  let name: String

  /// True for code that was made to leak, by which a checker shows that it finds leaks.
  let isPlanted: Bool

  /// One value of the secret, the same in every run.
  let sample: [UInt8]

  /// Draws another value of the secret that is as good.
  let draw: @Sendable () throws -> [UInt8]

  /// Computes something with the secret, and returns what came out.
  let body: @Sendable ([UInt8]) throws -> [UInt8]

  /// Creates an operation whose secret is any octets of a length.
  init(
    _ name: String, length: Int, isPlanted: Bool = false,
    body: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) {
    // Neither all equal nor all below 128, and below the order of every curve here.
    let sample = (0..<length).map { UInt8(truncatingIfNeeded: 0x1d &+ 0x47 &* $0) }
    self.init(
      name, sample: sample, isPlanted: isPlanted,
      draw: {
        var random = SystemRandom()
        var octets = random.generate(length)
        octets[0] &= 0x7f
        return octets
      }, body: body)
  }

  /// Creates an operation whose secret has a form.
  init(
    _ name: String, sample: [UInt8], isPlanted: Bool = false,
    draw: @escaping @Sendable () throws -> [UInt8],
    body: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) {
    self.name = name
    self.isPlanted = isPlanted
    self.sample = sample
    self.draw = draw
    self.body = body
  }
}

/// What goes wrong in a check, besides a leak.
enum CheckError: Error, Equatable, CustomStringConvertible {
  /// A name that no operation has.
  case unknownOperation(String)
  /// The result with an undefined secret differs from the one with a defined secret.
  case differentResult(String)
  /// Arguments that mean nothing.
  case usage

  var description: String {
    switch self {
    case .unknownOperation(let name): "operation \(name): unknown, see --list"
    case .differentResult(let name): "operation \(name): a secret changed its value"
    case .usage: "expected --list, or memcheck NAME…, or timing NAME [MEASUREMENTS]"
    }
  }
}
