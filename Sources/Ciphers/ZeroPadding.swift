import Bytes

/// Padding with zeros, which cannot be removed with certainty.
///
/// A message that itself ends in zeros comes back without them. No standard for messages of any
/// length relies on it; it is here for the lab that shows why.
public enum ZeroPadding {
  /// Fills a message up to whole blocks with zeros; whole blocks stay as they are, and an empty
  /// message stays empty.
  public static func pad(_ message: [UInt8], blockLength: Int) -> [UInt8] {
    precondition(blockLength >= 1, "a block has at least one byte")
    let excess = message.count % blockLength
    return excess == 0 ? message : message + [UInt8](repeating: 0, count: blockLength - excess)
  }

  /// Removes all zeros at the end, those of the message too.
  ///
  /// The time tells the length of what is given and of what comes back, and nothing else.
  public static func strip(_ padded: [UInt8]) -> [UInt8] {
    var end: UInt64 = 0
    for (index, byte) in padded.enumerated() {
      end = Choice(isZero: UInt64(byte)).select(end, UInt64(index) + 1)
    }
    return Array(padded[..<Int(end)])
  }
}
