import Bytes

/// HMAC (FIPS 198-1, section 4): a message authentication code made of a hash function and a key.
///
///     HMAC(K, text) = H((K0 ⊕ opad) || H((K0 ⊕ ipad) || text))
///
/// A value of this type is a key and the text read so far. Both padded keys fill one block each and
/// are read when it is created, so a copy made before any text saves whoever needs many codes under
/// one key two compressions a code.
///
/// The time depends on the lengths of key and text alone.
public struct HMAC<H: HashFunction>: Sendable {
  private var inner = H()
  private var outer = H()

  /// The length of a code in bytes, that of a digest.
  public static var codeLength: Int { H.digestLength }

  /// Reads a key of any length (FIPS 198-1, table 1, steps 1 to 4 and 7).
  @specialized(where H == SHA1)
  @specialized(where H == SHA224)
  @specialized(where H == SHA256)
  @specialized(where H == SHA384)
  @specialized(where H == SHA512)
  public init(key: [UInt8]) {
    var k0 = key.count > H.blockLength ? H.hash(key) : key  // steps 1 and 2
    k0.append(contentsOf: repeatElement(0, count: H.blockLength - k0.count))  // step 3
    for index in k0.indices { k0[index] ^= 0x36 }  // step 4: K0 ⊕ ipad
    inner.update(k0.span)
    for index in k0.indices { k0[index] ^= 0x36 ^ 0x5c }  // step 7: K0 ⊕ opad
    outer.update(k0.span)
    wipe(&k0)
  }

  /// Reads more of the text.
  @specialized(where H == SHA1)
  @specialized(where H == SHA224)
  @specialized(where H == SHA256)
  @specialized(where H == SHA384)
  @specialized(where H == SHA512)
  public mutating func update(_ text: [UInt8]) {
    inner.update(text.span)
  }

  /// Returns the code of everything that was read (FIPS 198-1, table 1, steps 5 to 9).
  @specialized(where H == SHA1)
  @specialized(where H == SHA224)
  @specialized(where H == SHA256)
  @specialized(where H == SHA384)
  @specialized(where H == SHA512)
  public consuming func finalize() -> [UInt8] {
    outer.update(inner.finalize().span)
    return outer.finalize()
  }

  /// Returns the code of one text.
  @specialized(where H == SHA1)
  @specialized(where H == SHA224)
  @specialized(where H == SHA256)
  @specialized(where H == SHA384)
  @specialized(where H == SHA512)
  public static func authenticationCode(for message: [UInt8], key: [UInt8]) -> [UInt8] {
    var hmac = HMAC(key: key)
    hmac.update(message)
    return hmac.finalize()
  }

  /// Tells whether a code of full length belongs to a message and a key.
  ///
  /// A wrong code takes as long as the right one, wherever it differs. A code that was cut short
  /// (FIPS 198-1, section 5) is refused.
  public static func isValid(_ code: [UInt8], for message: [UInt8], key: [UInt8]) -> Bool {
    Choice(code, equals: authenticationCode(for: message, key: key)).declassified
  }
}
