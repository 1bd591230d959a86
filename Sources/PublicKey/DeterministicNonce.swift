import Bytes
import Hashing

/// The candidates for k of deterministic ECDSA (RFC 6979, section 3.2): HMAC_DRBG, seeded with the
/// private key and the digest.
struct DeterministicNonce<H: HashFunction> {
  private var v: [UInt8]
  /// HMAC under the current K, to which copies give their text.
  private var hmac: HMAC<H>
  private var isFirst = true
  /// The width of the order in bits, qlen.
  private let bitWidth: Int

  /// Does steps b to g.
  ///
  /// The private key is int2octets(x), the digest bits2octets(h1), reduced modulo the order, and
  /// the additional data, when there are any, the k' of section 3.6. The order has `bitWidth`
  /// bits. The observer sees K and V, which are as secret as the key.
  @specialized(where H == SHA256, O == Unobserved<ECDSA.Step>)
  @specialized(where H == SHA384, O == Unobserved<ECDSA.Step>)
  @specialized(where H == SHA512, O == Unobserved<ECDSA.Step>)
  init<O: Observer<ECDSA.Step>>(
    privateKey: [UInt8], digest: [UInt8], additionalData: [UInt8], bitWidth: Int,
    observer: inout O
  ) {
    self.bitWidth = bitWidth
    v = [UInt8](repeating: 0x01, count: H.digestLength)  // step b
    let zeros = [UInt8](repeating: 0x00, count: H.digestLength)  // step c
    hmac = HMAC(key: zeros)
    observer.observe(.seed(x: privateKey, digest: digest, additionalData: additionalData))
    observer.observe(.generator(.b, v))
    observer.observe(.generator(.c, zeros))
    var seed = privateKey + digest + additionalData
    replaceKey(separator: 0x00, seed: seed, .d, &observer)
    replaceV(.e, &observer)
    replaceKey(separator: 0x01, seed: seed, .f, &observer)
    replaceV(.g, &observer)
    wipe(&seed)
  }

  /// Returns the next candidate in as many octets as the order has: step h.
  @specialized(where H == SHA256, O == Unobserved<ECDSA.Step>)
  @specialized(where H == SHA384, O == Unobserved<ECDSA.Step>)
  @specialized(where H == SHA512, O == Unobserved<ECDSA.Step>)
  mutating func next<O: Observer<ECDSA.Step>>(_ observer: inout O) -> [UInt8] {
    if !isFirst {
      replaceKey(separator: 0x00, seed: [], .h3Key, &observer)
      replaceV(.h3V, &observer)
    }
    isFirst = false
    var t: [UInt8] = []
    while 8 * t.count < bitWidth {
      replaceV(.h2, &observer)
      t += v
    }
    defer { wipe(&t) }
    return bits2int(t, bitWidth: bitWidth)
  }

  /// Overwrites V.
  mutating func wipeState() {
    wipe(&v)
  }

  @inline(__always)
  private mutating func replaceKey<O: Observer<ECDSA.Step>>(
    separator: UInt8, seed: [UInt8], _ step: ECDSA.GeneratorStep, _ observer: inout O
  ) {
    var keyed = hmac
    keyed.update(v)
    keyed.update([separator])
    keyed.update(seed)
    var key = keyed.finalize()
    observer.observe(.generator(step, key))
    hmac = HMAC(key: key)
    wipe(&key)
  }

  @inline(__always)
  private mutating func replaceV<O: Observer<ECDSA.Step>>(
    _ step: ECDSA.GeneratorStep, _ observer: inout O
  ) {
    var keyed = hmac
    keyed.update(v)
    wipe(&v)
    v = keyed.finalize()
    observer.observe(.generator(step, v))
  }
}
