import Bytes
import Hashing

/// The candidates for k of deterministic ECDSA (RFC 6979, section 3.2): HMAC_DRBG, seeded with the
/// private key and the digest.
struct DeterministicNonce<Scalar: PrimeFieldElement, H: HashFunction> {
  private var key: [UInt8]
  private var v: [UInt8]
  private var isFirst = true

  /// Does steps b to g.
  ///
  /// `additionalData`, when it is not empty, is the k' of section 3.6.
  init(privateKey: [UInt8], digest: [UInt8], additionalData: [UInt8]) {
    v = [UInt8](repeating: 0x01, count: H.digestLength)  // step b
    key = [UInt8](repeating: 0x00, count: H.digestLength)  // step c
    let bits2octets = Scalar(bits2int: digest).octets
    var seed = privateKey + bits2octets + additionalData
    for separator in [0x00, 0x01] as [UInt8] {
      key = hmac(v + [separator] + seed)  // steps d and f
      v = hmac(v)  // steps e and g
    }
    wipe(&seed)
  }

  /// Returns the next candidate in `byteCount` octets: step h.
  mutating func next() -> [UInt8] {
    if !isFirst {
      key = hmac(v + [0x00])
      v = hmac(v)
    }
    isFirst = false
    let bitWidth = Scalar.bitWidth
    var t: [UInt8] = []
    while 8 * t.count < bitWidth {
      v = hmac(v)
      t += v
    }
    return bits2int(t, bitWidth: bitWidth)
  }

  private func hmac(_ message: [UInt8]) -> [UInt8] {
    HMAC<H>.authenticationCode(for: message, key: key)
  }
}
