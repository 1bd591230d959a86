import Bytes

/// PBKDF2 with HMAC (RFC 8018, section 5.2; SP 800-132): derives keys from a password, slowly.
///
/// Whoever guesses passwords has to iterate for every guess as we do for the one that is right.
/// The time depends on the lengths and the iteration count alone.
public enum PBKDF2<H: HashFunction> {
  /// The lengths in bytes that can be derived: 32 bits count the blocks.
  public static var outputLengths: ClosedRange<Int> { 1...Int(UInt32.max) * H.digestLength }

  /// Derives `length` bytes from a password (RFC 8018, section 5.2).
  ///
  ///     U_1 = HMAC(P, S || INT(i))
  ///     U_j = HMAC(P, U_(j-1))
  ///     T_i = U_1 ⊕ U_2 ⊕ … ⊕ U_c
  ///     DK  = first dkLen octets of T_1 || T_2 || …
  ///
  /// - Throws: `HashingError.iterations` for a count below 1, `HashingError.outputLength` for a
  ///   length outside ``outputLengths``.
  @specialized(where H == SHA1)
  @specialized(where H == SHA224)
  @specialized(where H == SHA256)
  @specialized(where H == SHA384)
  @specialized(where H == SHA512)
  public static func deriveKey(
    password: [UInt8], salt: [UInt8], iterations: Int, length: Int
  ) throws(HashingError) -> [UInt8] {
    var unobserved = Unobserved<Step>()
    return try derive(
      password: password, salt: salt, iterations: iterations, length: length,
      observer: &unobserved)
  }

  /// Derives `length` bytes from a password while an observer watches.
  ///
  /// - Parameters:
  ///   - password: The password P.
  ///   - salt: The salt S.
  ///   - iterations: The iteration count c, at least 1.
  ///   - length: The length dkLen of the derived key in bytes, in ``outputLengths``.
  ///   - observer: What is told of every step; which of them it keeps is its own matter.
  /// - Returns: The derived key.
  /// - Throws: `HashingError.iterations` for a count below 1, `HashingError.outputLength` for a
  ///   length outside ``outputLengths``.
  public static func deriveKey<O: Observer<Step>>(
    password: [UInt8], salt: [UInt8], iterations: Int, length: Int, observer: inout O
  ) throws(HashingError) -> [UInt8] {
    try derive(
      password: password, salt: salt, iterations: iterations, length: length, observer: &observer)
  }

  @inline(__always)
  private static func derive<O: Observer<Step>>(
    password: [UInt8], salt: [UInt8], iterations: Int, length: Int, observer: inout O
  ) throws(HashingError) -> [UInt8] {
    guard iterations >= 1 else { throw .iterations(requested: iterations) }
    guard outputLengths.contains(length) else {
      throw .outputLength(requested: length, allowed: outputLengths)
    }
    let keyed = HMAC<H>(key: password)
    var derivedKey: [UInt8] = []
    derivedKey.reserveCapacity(length)
    var index: UInt32 = 0
    while derivedKey.count < length {
      var t: [UInt8]
      if !O.isWatching, length - derivedKey.count > H.digestLength,
        let both = twoBlocks(keyed, salt: salt, iterations: iterations, index: index + 1)
      {
        t = both
        index += 2
      } else {
        index += 1
        t = f(keyed, salt: salt, iterations: iterations, index: index, observer: &observer)
      }
      derivedKey.append(contentsOf: t.prefix(length - derivedKey.count))
      wipe(&t)
    }
    if O.isWatching { observer.observe(.derivedKey(derivedKey)) }
    return derivedKey
  }

  /// Returns block T_i of the derived key (RFC 8018, section 5.2, function F).
  @inline(__always)
  private static func f<O: Observer<Step>>(
    _ keyed: HMAC<H>, salt: [UInt8], iterations: Int, index: UInt32, observer: inout O
  ) -> [UInt8] {
    var u = firstU(keyed, salt: salt, index: index)  // U_1
    var t = u
    if O.isWatching {
      observer.observe(.salt(block: index, salt + ByteWriter.integer(UInt64(index), length: 4)))
      observer.observe(.u(block: index, iteration: 1, u))
    }
    keyed.iterate(iterations - 1, u: &u, t: &t, block: index, observer: &observer)
    if O.isWatching { observer.observe(.t(block: index, t)) }
    wipe(&u)
    return t
  }

  /// Returns U_1 of a block: HMAC(P, S || INT(i)).
  @inline(__always)
  static func firstU(_ keyed: HMAC<H>, salt: [UInt8], index: UInt32) -> [UInt8] {
    var first = keyed
    first.update(salt)
    first.update(ByteWriter.integer(UInt64(index), length: 4))
    return first.finalize()
  }
}

extension PBKDF2 {
  /// What PBKDF2 reports while it is watched (RFC 8018, section 5.2).
  public enum Step: Sendable, Equatable {
    /// S || INT(i), from which block i begins.
    case salt(block: UInt32, [UInt8])
    /// U_j of block i.
    case u(block: UInt32, iteration: Int, [UInt8])
    /// T_i: the sum of all U_j of the block, modulo 2.
    case t(block: UInt32, [UInt8])
    /// DK, the beginning of all T_i in their order.
    case derivedKey([UInt8])
  }

  /// Returns how often the compression function runs: two runs an iteration and block, and those
  /// that read password and salt.
  public static func compressions(
    passwordLength: Int, saltLength: Int, iterations: Int, length: Int
  ) -> Int {
    let blocks = (length + H.digestLength - 1) / H.digestLength
    let first = HMAC<H>.compressions(messageLength: saltLength + 4)
    let further = HMAC<H>.compressions(messageLength: H.digestLength)
    return HMAC<H>.compressions(keyLength: passwordLength)
      + blocks * (first + (iterations - 1) * further)
  }
}
