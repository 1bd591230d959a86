extension HMAC {
  /// Returns how often the compression function runs for one code.
  public static func compressions(keyLength: Int, messageLength: Int) -> Int {
    compressions(keyLength: keyLength) + compressions(messageLength: messageLength)
  }

  /// Returns how often the compression function runs to read a key: once for each padded key, and
  /// before that as often as hashing a key longer than a block takes.
  static func compressions(keyLength: Int) -> Int {
    (keyLength > H.blockLength ? H.compressions(messageLength: keyLength) : 0) + 2
  }

  /// Returns how often the compression function runs for a message once the key has been read.
  static func compressions(messageLength: Int) -> Int {
    let innerHash = H.compressions(messageLength: H.blockLength + messageLength) - 1
    let outerHash = H.compressions(messageLength: H.blockLength + H.digestLength) - 1
    return innerHash + outerHash
  }
}
