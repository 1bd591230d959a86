import Arithmetic
import Bytes
import Hashing

extension PKCS1v15 {
  /// Decrypts a ciphertext with implicit rejection (draft-irtf-cfrg-rsa-guidance, section 7): wrong
  /// padding gives another message and no error.
  ///
  /// That message, and its length, are a pseudorandom function of ciphertext and private key: the
  /// same each time, and nobody without the key can tell it from one that somebody encrypted. So
  /// the answer does not say whether the padding was right, which is what the attack of
  /// Bleichenbacher asks for. A protocol notices when what it does with the message fails.
  ///
  /// The time depends on the length of the modulus, and in the end on the length of the message
  /// that is returned, right or not.
  ///
  /// - Throws: `PublicKeyError.decryption` for what everybody can see to be no ciphertext: a wrong
  ///   length, or a number that is not below the modulus; and for a fault in the computation.
  public static func decrypt(
    ciphertext: [UInt8], key: borrowing RSA.PrivateKey
  ) throws(PublicKeyError) -> [UInt8] {
    var observer = Unobserved<RSAStep>()
    return try decrypt(ciphertext: ciphertext, key: key, observer: &observer)
  }

  /// Decrypts a ciphertext with implicit rejection, step by step.
  ///
  /// - Throws: `PublicKeyError.decryption`, as without an observer.
  public static func decrypt(
    ciphertext: [UInt8], key: borrowing RSA.PrivateKey, observer: inout some Observer<RSAStep>
  ) throws(PublicKeyError) -> [UInt8] {
    let k = key.publicKey.modulusLength
    var encoded = try encodedMessage(of: ciphertext, key: key)
    observer.observe(.octets(.em, encoded))
    var derivationKey = try derivationKey(ciphertext: ciphertext, key: key)
    observer.observe(.octets(.kdk, derivationKey))
    let candidates = pseudorandom(derivationKey, label: "length", count: 256)
    observer.observe(.octets(.candidateLengths, candidates))
    var alternative = pseudorandom(derivationKey, label: "message", count: k)
    observer.observe(.octets(.alternativeMessage, alternative))
    defer {
      wipe(&encoded)
      wipe(&derivationKey)
      wipe(&alternative)
    }
    let (isValid, messageStart) = examine(encoded)
    // The length is below k - 10; a checked subtraction would branch on it.
    let syntheticLength = length(from: candidates, modulusLength: k)
    let start = isValid.select(messageStart, UInt64(k) &- syntheticLength)
    for index in 0..<k { alternative[index] = isValid.select(encoded[index], alternative[index]) }
    let message = Array(alternative[Int(declassify(start, bitWidth: 16))...])
    observer.observe(.octets(.message, message))
    return message
  }

  /// KDK = HMAC(SHA-256(d), C): d in k octets.
  private static func derivationKey(
    ciphertext: [UInt8], key: borrowing RSA.PrivateKey
  ) throws(PublicKeyError) -> [UInt8] {
    var exponent = try key.privateExponent.octets(key.publicKey.modulusLength)
    var digest = SHA256.hash(exponent)
    defer {
      wipe(&exponent)
      wipe(&digest)
    }
    return HMAC<SHA256>.authenticationCode(for: ciphertext, key: digest)
  }

  /// IRPRF(KDK, label, length): HMAC(KDK, i || label || length in bits) for i = 0, 1, …, each
  /// number in two octets, cut to so many octets.
  private static func pseudorandom(_ key: [UInt8], label: String, count: Int) -> [UInt8] {
    var octets: [UInt8] = []
    var index: UInt64 = 0
    while octets.count < count {
      octets += HMAC<SHA256>.authenticationCode(
        for: ByteWriter.integer(index, length: 2) + Array(label.utf8)
          + ByteWriter.integer(UInt64(8 * count), length: 2), key: key)
      index += 1
    }
    return Array(octets.prefix(count))
  }

  /// The length of the synthetic message: the last of 128 candidates of two octets, cut to the
  /// width of the longest length, that is below k - 10; 0 when none is.
  private static func length(from candidates: [UInt8], modulusLength k: Int) -> UInt64 {
    let bound = UInt64(k - 10)
    let mask = UInt64.max >> UInt64(bound.leadingZeroBitCount)
    var length: UInt64 = 0
    for index in stride(from: 0, to: candidates.count, by: 2) {
      let candidate = (UInt64(candidates[index]) << 8 | UInt64(candidates[index + 1])) & mask
      length = Choice(candidate, isLessThan: bound).select(candidate, length)
    }
    return length
  }
}
