import Bytes

/// HKDF (RFC 5869): derives keys from a secret that has enough randomness, but not evenly spread.
///
/// It is too fast for passwords; see ``PBKDF2``. The time depends on the lengths alone.
public enum HKDF<H: HashFunction> {
  /// The lengths in bytes that ``expand(pseudorandomKey:info:length:)`` can give: at most 255
  /// digests, since one byte counts them.
  public static var outputLengths: ClosedRange<Int> { 0...255 * H.digestLength }

  /// Concentrates a secret into a pseudorandom key as long as a digest (RFC 5869, section 2.2).
  ///
  /// An empty salt means the same as a digest's length of zeros, since HMAC fills up its key with
  /// zeros.
  public static func extract(salt: [UInt8], inputKeyingMaterial: [UInt8]) -> [UInt8] {
    HMAC<H>.authenticationCode(for: inputKeyingMaterial, key: salt)
  }

  /// Expands a pseudorandom key into output of `length` bytes (RFC 5869, section 2.3).
  ///
  ///     T(0) = empty string
  ///     T(i) = HMAC(PRK, T(i-1) || info || i)
  ///     OKM  = first L octets of T(1) || T(2) || …
  ///
  /// - Throws: `HashingError.pseudorandomKeyLength` for a key shorter than a digest,
  ///   `HashingError.outputLength` for a length outside ``outputLengths``.
  @specialized(where H == SHA1)
  @specialized(where H == SHA224)
  @specialized(where H == SHA256)
  @specialized(where H == SHA384)
  @specialized(where H == SHA512)
  public static func expand(
    pseudorandomKey: [UInt8], info: [UInt8], length: Int
  ) throws(HashingError) -> [UInt8] {
    var unobserved = Unobserved<Step>()
    return try expand(
      pseudorandomKey: pseudorandomKey, info: info, length: length, observer: &unobserved)
  }

  /// Extracts and expands: derives `length` bytes from a secret (RFC 5869, section 2.1).
  ///
  /// - Throws: `HashingError.outputLength` for a length outside ``outputLengths``.
  public static func deriveKey(
    inputKeyingMaterial: [UInt8], salt: [UInt8], info: [UInt8], length: Int
  ) throws(HashingError) -> [UInt8] {
    var pseudorandomKey = extract(salt: salt, inputKeyingMaterial: inputKeyingMaterial)
    defer { wipe(&pseudorandomKey) }
    return try expand(pseudorandomKey: pseudorandomKey, info: info, length: length)
  }

  @inline(__always)
  private static func expand<O: Observer<Step>>(
    pseudorandomKey: [UInt8], info: [UInt8], length: Int, observer: inout O
  ) throws(HashingError) -> [UInt8] {
    guard pseudorandomKey.count >= H.digestLength else {
      throw .pseudorandomKeyLength(found: pseudorandomKey.count, minimum: H.digestLength)
    }
    guard outputLengths.contains(length) else {
      throw .outputLength(requested: length, allowed: outputLengths)
    }
    let keyed = HMAC<H>(key: pseudorandomKey)
    var output: [UInt8] = []
    output.reserveCapacity(length)
    var t: [UInt8] = []
    var counter: UInt8 = 0
    while output.count < length {
      counter += 1  // at most 255, or the length was refused above
      let message = O.isWatching ? t + info + [counter] : []
      var hmac = keyed
      hmac.update(t)
      hmac.update(info)
      hmac.update([counter])
      wipe(&t)
      t = hmac.finalize()
      if O.isWatching { observer.observe(.t(Int(counter), message: message, t)) }
      output.append(contentsOf: t.prefix(length - output.count))
    }
    wipe(&t)
    if O.isWatching { observer.observe(.outputKeyingMaterial(output)) }
    return output
  }
}

extension HKDF {
  /// What HKDF reports while it is watched (RFC 5869, section 2).
  public enum Step: Sendable, Equatable {
    /// PRK, what was extracted.
    case pseudorandomKey([UInt8])
    /// T(i), the code of a message: T(i-1) || info || i.
    case t(Int, message: [UInt8], [UInt8])
    /// OKM, the beginning of all T(i) in their order.
    case outputKeyingMaterial([UInt8])
  }

  /// Extracts and expands while an observer watches.
  ///
  /// - Parameters:
  ///   - inputKeyingMaterial: The secret IKM.
  ///   - salt: The salt; empty means a digest's length of zeros.
  ///   - info: What the key is for.
  ///   - length: The length L of the output in bytes, in ``outputLengths``.
  ///   - observer: What is told of every step.
  /// - Returns: The output keying material OKM.
  /// - Throws: `HashingError.outputLength` for a length outside ``outputLengths``.
  public static func deriveKey<O: Observer<Step>>(
    inputKeyingMaterial: [UInt8], salt: [UInt8], info: [UInt8], length: Int, observer: inout O
  ) throws(HashingError) -> [UInt8] {
    var pseudorandomKey = extract(salt: salt, inputKeyingMaterial: inputKeyingMaterial)
    defer { wipe(&pseudorandomKey) }
    if O.isWatching { observer.observe(.pseudorandomKey(pseudorandomKey)) }
    return try expand(
      pseudorandomKey: pseudorandomKey, info: info, length: length, observer: &observer)
  }
}

extension HKDF {
  /// Returns how often the compression function runs to extract and expand.
  public static func compressions(
    inputKeyingMaterialLength: Int, saltLength: Int, infoLength: Int, length: Int
  ) -> Int {
    HMAC<H>.compressions(keyLength: saltLength, messageLength: inputKeyingMaterialLength)
      + expandCompressions(
        pseudorandomKeyLength: H.digestLength, infoLength: infoLength, length: length)
  }

  /// Returns how often the compression function runs to expand; the key is read once.
  public static func expandCompressions(
    pseudorandomKeyLength: Int, infoLength: Int, length: Int
  ) -> Int {
    var count = HMAC<H>.compressions(keyLength: pseudorandomKeyLength)
    let digests = (length + H.digestLength - 1) / H.digestLength
    guard digests > 0 else { return count }
    count += HMAC<H>.compressions(messageLength: infoLength + 1)
    count += (digests - 1) * HMAC<H>.compressions(messageLength: H.digestLength + infoLength + 1)
    return count
  }
}
