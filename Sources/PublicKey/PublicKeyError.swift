/// What is wrong with a key, or with what was to be done with it.
public enum PublicKeyError: Error, Equatable, Sendable {
  /// An RSA modulus whose width in bits is not accepted.
  case modulusWidth(Int)
  /// An RSA modulus that is even.
  case evenModulus
  /// An RSA public exponent that is even, below 3, too large, or without an inverse.
  case unsuitableExponent
  /// Parts of a private key that do not belong together.
  case inconsistentPrivateKey
  /// A number that the modulus does not admit (RFC 8017, sections 5.1 and 5.2).
  case representativeOutOfRange
  /// A message longer than the encoding holds.
  case messageTooLong(length: Int, maximum: Int)
  /// A modulus too short for an encoding, in bytes (RFC 8017, sections 8.1 and 8.2).
  case encodingTooShort(length: Int, minimum: Int)
  /// A ciphertext that does not decrypt; why, nobody learns.
  case decryption
  /// An encoded point of a wrong length or with an unknown first octet (SEC 1, section 2.3.4).
  case pointEncoding
  /// A coordinate that is not below the field's prime.
  case coordinateOutOfRange
  /// A point that is not on the curve.
  case pointNotOnCurve
  /// The point at infinity, which is nobody's public key.
  case pointAtInfinity
  /// A scalar that is 0 or not below the order of the base point.
  case scalarOutOfRange
  /// A signature of a wrong length.
  case signatureLength(Int)
  /// A nonce k that gives r = 0 or s = 0.
  case unusableNonce
  /// A generator that gave nothing usable.
  case randomness
}

extension PublicKeyError: CustomStringConvertible {
  /// The message for a person.
  public var description: String {
    switch self {
    case .modulusWidth(let bits): "an RSA modulus of \(bits) bits is not accepted"
    case .evenModulus: "the RSA modulus is even"
    case .unsuitableExponent: "the RSA public exponent does not suit the modulus"
    case .inconsistentPrivateKey: "the parts of the private key do not belong together"
    case .representativeOutOfRange: "the number is not below the modulus"
    case .messageTooLong(_, let maximum) where maximum < 0:
      "modulus too short: the encoding needs \(-maximum) bytes more for an empty message"
    case .messageTooLong(let length, let maximum):
      "message too long: \(length) bytes, at most \(maximum)"
    case .encodingTooShort(let length, let minimum):
      "modulus too short: the encoding has \(length) bytes and needs \(minimum)"
    case .decryption: "decryption error"
    case .pointEncoding: "not the encoding of a point"
    case .coordinateOutOfRange: "the coordinate is not below the prime"
    case .pointNotOnCurve: "the point is not on the curve"
    case .pointAtInfinity: "the point is the point at infinity"
    case .scalarOutOfRange: "the scalar is not from 1 to n - 1"
    case .signatureLength(let length): "a signature of \(length) bytes"
    case .unusableNonce: "the nonce k does not give a signature"
    case .randomness: "the generator gave nothing usable"
    }
  }
}
