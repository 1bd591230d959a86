import Bytes

/// HMAC_DRBG (SP 800-90Ar1, section 10.1.2): a deterministic random bit generator.
///
/// (NIST SP 800-90Ar1 is Special Publication 800-90A, revision 1.)
///
/// Who knows the entropy input, the nonce and the personalization string can repeat all its output;
/// who knows output alone can neither continue it nor go back. Whether the entropy input has any
/// entropy is the caller's matter.
public struct HMACDRBG<H: HashFunction>: Sendable {
  /// The most bytes that one request may ask for, 2^19 bits (SP 800-90Ar1, table 2).
  public static var maximumRequestLength: Int { 1 << 16 }

  /// The most requests between two seeds (SP 800-90Ar1, table 2).
  public static var reseedInterval: Int { 1 << 48 }

  private var key: [UInt8]
  private var v: [UInt8]

  /// The number of requests since the last seed, and one.
  public private(set) var reseedCounter = 1

  /// Instantiates the generator (SP 800-90Ar1, section 10.1.2.3).
  @specialized(where H == SHA256)
  public init(entropyInput: [UInt8], nonce: [UInt8], personalizationString: [UInt8]) {
    key = [UInt8](repeating: 0x00, count: H.digestLength)
    v = [UInt8](repeating: 0x01, count: H.digestLength)
    var seedMaterial = entropyInput + nonce + personalizationString
    update(providedData: seedMaterial)
    wipe(&seedMaterial)
  }

  /// Mixes in fresh entropy (SP 800-90Ar1, section 10.1.2.4).
  public mutating func reseed(entropyInput: [UInt8], additionalInput: [UInt8] = []) {
    var seedMaterial = entropyInput + additionalInput
    update(providedData: seedMaterial)
    wipe(&seedMaterial)
    reseedCounter = 1
  }

  /// Returns `count` pseudorandom bytes, at most ``maximumRequestLength``
  /// (SP 800-90Ar1, section 10.1.2.5).
  @specialized(where H == SHA256)
  public mutating func generate(_ count: Int, additionalInput: [UInt8]) -> [UInt8] {
    precondition(
      (0...HMACDRBG.maximumRequestLength).contains(count), "one request gives at most 2^19 bits")
    precondition(reseedCounter <= HMACDRBG.reseedInterval, "the generator must be reseeded")
    if !additionalInput.isEmpty { update(providedData: additionalInput) }
    let keyed = HMAC<H>(key: key)
    var returnedBits: [UInt8] = []
    returnedBits.reserveCapacity(count)
    while returnedBits.count < count {
      replaceV(with: keyed)
      returnedBits.append(contentsOf: v.prefix(count - returnedBits.count))
    }
    update(providedData: additionalInput)
    reseedCounter += 1
    return returnedBits
  }

  /// Replaces the key and V, so that nobody can go back to the old ones
  /// (SP 800-90Ar1, section 10.1.2.2).
  private mutating func update(providedData: [UInt8]) {
    replaceKey(separator: 0x00, providedData: providedData)  // K = HMAC(K, V || 0x00 || data)
    replaceV(with: HMAC<H>(key: key))  // V = HMAC(K, V)
    guard !providedData.isEmpty else { return }
    replaceKey(separator: 0x01, providedData: providedData)  // K = HMAC(K, V || 0x01 || data)
    replaceV(with: HMAC<H>(key: key))  // V = HMAC(K, V)
  }

  private mutating func replaceKey(separator: UInt8, providedData: [UInt8]) {
    var hmac = HMAC<H>(key: key)
    hmac.update(v)
    hmac.update([separator])
    hmac.update(providedData)
    var room = key.mutableSpan
    hmac.finalize(into: &room)
  }

  private mutating func replaceV(with keyed: HMAC<H>) {
    var hmac = keyed
    hmac.inner.update(v.span)
    var room = v.mutableSpan
    hmac.finalize(into: &room)
  }
}

extension HMACDRBG: RandomByteGenerator {
  /// Returns `count` pseudorandom bytes without additional input, in as many requests as that
  /// takes.
  @specialized(where H == SHA256)
  public mutating func generate(_ count: Int) -> [UInt8] {
    precondition(count >= 0, "a length is not negative")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let wanted = min(count - bytes.count, HMACDRBG.maximumRequestLength)
      bytes.append(contentsOf: generate(wanted, additionalInput: []))
    }
    return bytes
  }
}
