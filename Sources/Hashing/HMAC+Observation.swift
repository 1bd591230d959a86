import Bytes

extension HMAC {
  /// What HMAC reports while it is watched (FIPS 198-1, table 1).
  public enum Step: Sendable {
    /// The key, filled up with zeros to the length of a block, or its hash (steps 1 to 3).
    case k0([UInt8])
    /// K0 ⊕ ipad (step 4).
    case innerKey([UInt8])
    /// K0 ⊕ opad (step 7), which is at hand before the text is read.
    case outerKey([UInt8])
    /// H((K0 ⊕ ipad) || text) (step 6).
    case innerHash([UInt8])
    /// H((K0 ⊕ opad) || H((K0 ⊕ ipad) || text)) (step 9): the code.
    case outerHash([UInt8])
    /// A step of the hash function, for an observer that asked for them.
    case hash(Part, H.Step)
  }

  /// What the hash function hashes.
  public enum Part: Sendable, Equatable {
    /// A key longer than a block (step 2).
    case key
    /// K0 ⊕ ipad and the text (step 6).
    case inner
    /// K0 ⊕ opad and the inner hash (step 9).
    case outer
  }

  /// Returns the code of one text while an observer watches.
  ///
  /// - Parameters:
  ///   - message: The text.
  ///   - key: The key, of any length.
  ///   - observer: What is told of every step.
  ///   - includingHash: Whether the steps of the hash function are told too.
  /// - Returns: The code, as long as a digest.
  public static func authenticationCode<O: Observer<Step>>(
    for message: [UInt8], key: [UInt8], observer: inout O, includingHash: Bool = false
  ) -> [UInt8] {
    var hmac = HMAC(key: key.span, observer: &observer, includingHash: includingHash)
    hmac.inner.update(message.span, part: .inner, observer: &observer, includingHash)
    var code = [UInt8](repeating: 0, count: codeLength)
    var room = code.mutableSpan
    hmac.finalize(into: &room, observer: &observer, includingHash: includingHash)
    return code
  }
}

/// Reports the steps of a hash function as those of one part of HMAC.
private struct HashRelay<H: HashFunction, Outer: Observer<HMAC<H>.Step>>: Observer {
  typealias Step = H.Step

  static var isWatching: Bool { Outer.isWatching }

  var outer: Outer
  let part: HMAC<H>.Part

  mutating func observe(_ step: H.Step) {
    outer.observe(.hash(part, step))
  }
}

extension HashFunction {
  /// Reads more of what one part of HMAC hashes.
  @inline(__always)
  mutating func update<O: Observer<HMAC<Self>.Step>>(
    _ message: borrowing Span<UInt8>, part: HMAC<Self>.Part, observer: inout O,
    _ includingHash: Bool
  ) {
    guard O.isWatching, includingHash else { return update(message) }
    var relay = HashRelay<Self, O>(outer: consume observer, part: part)
    update(message, observer: &relay)
    observer = relay.outer
  }

  /// Writes the digest of one part of HMAC.
  @inline(__always)
  consuming func finalize<O: Observer<HMAC<Self>.Step>>(
    into room: inout MutableSpan<UInt8>, part: HMAC<Self>.Part, observer: inout O,
    _ includingHash: Bool
  ) {
    guard O.isWatching, includingHash else { return finalize(into: &room) }
    var relay = HashRelay<Self, O>(outer: consume observer, part: part)
    finalize(into: &room, observer: &relay)
    observer = relay.outer
  }
}
