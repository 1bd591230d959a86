import Arithmetic

extension RSA {
  /// An RSA public key (RFC 8017, section 3.1): a modulus n and a public exponent e.
  public struct PublicKey: Sendable {
    /// The arithmetic modulo n.
    let modulo: Montgomery

    /// The modulus n.
    public var modulus: Natural { modulo.modulus }
    /// The public exponent e.
    public let exponent: Natural

    /// The length k of the modulus in bytes.
    public var modulusLength: Int { modulus.byteCount }
    /// The width of the modulus in bits.
    public var modulusBitWidth: Int { modulus.bitWidth }

    /// Creates a key from its numbers.
    ///
    /// - Throws: `PublicKeyError.modulusWidth` for a modulus outside `sizes`, `.evenModulus`, and
    ///   `.unsuitableExponent` for an exponent that is even, below 3, of more than 256 bits, or not
    ///   below the modulus.
    public init(
      modulus n: Natural, exponent e: Natural, sizes: Sizes = .standard
    ) throws(PublicKeyError) {
      guard sizes.bitWidths.contains(n.bitWidth) else { throw .modulusWidth(n.bitWidth) }
      guard !n.isEven else { throw .evenModulus }
      guard !e.isEven, e >= 3, e < n, e.bitWidth <= Sizes.largestExponentBitWidth else {
        throw .unsuitableExponent
      }
      do throws(ArithmeticError) {
        modulo = try Montgomery(modulus: n)
      } catch {
        throw .evenModulus
      }
      exponent = e
    }

    /// RSAEP (RFC 8017, section 5.1.1): c = m^e mod n.
    ///
    /// Constant time in the message representative; the time shows the exponent.
    ///
    /// - Throws: `PublicKeyError.representativeOutOfRange` unless 0 <= m < n.
    public func rsaep(_ m: Natural) throws(PublicKeyError) -> Natural {
      guard modulo.isReduced(m) else { throw .representativeOutOfRange }
      return modulo.powerVariableTime(m, exponent)
    }

    /// RSAVP1 (RFC 8017, section 5.2.2): m = s^e mod n.
    ///
    /// - Throws: `PublicKeyError.representativeOutOfRange` unless 0 <= s < n.
    public func rsavp1(_ s: Natural) throws(PublicKeyError) -> Natural {
      try rsaep(s)
    }
  }
}

extension RSA.PublicKey: Hashable {
  /// Compares the numbers.
  public static func == (left: RSA.PublicKey, right: RSA.PublicKey) -> Bool {
    left.modulus == right.modulus && left.exponent == right.exponent
  }

  /// Feeds the numbers to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(modulus)
    hasher.combine(exponent)
  }
}
