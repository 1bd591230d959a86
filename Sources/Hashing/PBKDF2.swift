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
    guard iterations >= 1 else { throw .iterations(requested: iterations) }
    guard outputLengths.contains(length) else {
      throw .outputLength(requested: length, allowed: outputLengths)
    }
    let keyed = HMAC<H>(key: password)
    var derivedKey: [UInt8] = []
    derivedKey.reserveCapacity(length)
    var index: UInt32 = 0
    while derivedKey.count < length {
      index += 1
      var block = f(keyed, salt: salt, iterations: iterations, index: index)
      derivedKey.append(contentsOf: block.prefix(length - derivedKey.count))
      wipe(&block)
    }
    return derivedKey
  }

  /// Returns block T_i of the derived key (RFC 8018, section 5.2, function F).
  private static func f(
    _ keyed: HMAC<H>, salt: [UInt8], iterations: Int, index: UInt32
  ) -> [UInt8] {
    var first = keyed
    first.update(salt)
    first.update(ByteWriter.integer(UInt64(index), length: 4))
    var u = first.finalize()  // U_1
    var t = u
    for _ in 1..<iterations {
      var next = keyed
      next.update(u)
      u = next.finalize()  // U_j
      for index in t.indices { t[index] ^= u[index] }
    }
    wipe(&u)
    return t
  }
}

extension PBKDF2 {
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
