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
  /// The inner hash function: it has read K0 ⊕ ipad and the text so far.
  var inner: H
  /// The outer hash function's value after K0 ⊕ opad.
  let outerHashValue: H.Value

  /// The length of a code in bytes, that of a digest.
  public static var codeLength: Int { H.digestLength }

  /// Reads a key of any length (FIPS 198-1, table 1, steps 1 to 4 and 7).
  @specialized(where H == SHA1)
  @specialized(where H == SHA224)
  @specialized(where H == SHA256)
  @specialized(where H == SHA384)
  @specialized(where H == SHA512)
  public init(key: [UInt8]) {
    var unobserved = Unobserved<Step>()
    self.init(key: key.span, observer: &unobserved)
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
    var code = [UInt8](repeating: 0, count: HMAC.codeLength)
    var room = code.mutableSpan
    finalize(into: &room)
    return code
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

extension HMAC {
  /// Reads a key (FIPS 198-1, table 1, steps 1 to 4), and reads K0 ⊕ opad (step 7) while it is at
  /// hand: nothing before that step changes it.
  @inline(__always)
  init<O: Observer<Step>>(
    key: borrowing Span<UInt8>, observer: inout O, includingHash: Bool = false
  ) {
    var k0 = BlockBuffer(length: H.blockLength)
    if key.count > H.blockLength {
      var hash = H()  // step 2
      hash.update(key, part: .key, observer: &observer, includingHash)
      var room = k0.bytes.mutableSpan
      hash.finalize(into: &room, part: .key, observer: &observer, includingHash)
    } else {
      k0.set(key)  // steps 1 and 3
    }
    if O.isWatching { observer.observe(.k0(k0.list)) }

    k0.add(0x36)  // step 4: K0 ⊕ ipad
    if O.isWatching { observer.observe(.innerKey(k0.list)) }
    inner = H()
    inner.update(
      k0.bytes.span.extracting(0..<H.blockLength), part: .inner, observer: &observer, includingHash)

    k0.add(0x36 ^ 0x5c)  // step 7: K0 ⊕ opad
    if O.isWatching { observer.observe(.outerKey(k0.list)) }
    var outer = H()
    outer.update(
      k0.bytes.span.extracting(0..<H.blockLength), part: .outer, observer: &observer, includingHash)
    outerHashValue = outer.hashValue
    k0.wipe()
  }

  /// Writes the code of everything that was read into room for one.
  @inline(__always)
  consuming func finalize(into code: inout MutableSpan<UInt8>) {
    var unobserved = Unobserved<Step>()
    finalize(into: &code, observer: &unobserved)
  }

  /// Writes the code of everything that was read into room for one.
  @inline(__always)
  consuming func finalize<O: Observer<Step>>(
    into code: inout MutableSpan<UInt8>, observer: inout O, includingHash: Bool = false
  ) {
    // Steps 5 and 6: the inner hash value, which needs the room until the outer function read it.
    inner.finalize(into: &code, part: .inner, observer: &observer, includingHash)
    if O.isWatching { observer.observe(.innerHash(code.indices.map { code[$0] })) }

    // Steps 8 and 9.
    var outer = H(hashValue: outerHashValue, messageLength: H.blockLength)
    outer.update(code.span, part: .outer, observer: &observer, includingHash)
    outer.finalize(into: &code, part: .outer, observer: &observer, includingHash)
    if O.isWatching { observer.observe(.outerHash(code.indices.map { code[$0] })) }
  }
}
