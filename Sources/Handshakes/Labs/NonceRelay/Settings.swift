import Terms
import Transcripts

extension NonceRelay {
  /// What a user or a relay runs; both ends of every handshake must run the same.
  public struct Settings: Sendable, Hashable {
    /// With the weaknesses of the document, or without.
    public let mode: Mode
    /// How large the numbers are.
    public let size: Size

    /// Puts mode and size together.
    public init(mode: Mode, size: Size) {
      self.mode = mode
      self.size = size
    }

    /// The two fields that stand first in the first message.
    var terms: [Term] {
      [.constant("mode", [mode.code]), .constant("size", [size.code])]
    }

    /// Refuses whoever registers to run something else: never a downgrade.
    ///
    /// - Throws: `HandshakeError.mismatch`, naming both.
    func check(_ registration: Message) throws(HandshakeError) {
      try check(mode: registration["mode"].bytes, size: registration["size"].bytes)
    }

    /// Refuses a peer who runs something else.
    ///
    /// The two octets are looked at before the message is read: in another mode it has other
    /// fields, and would only seem malformed. What is no such message is left to the reading.
    ///
    /// - Throws: `HandshakeError.mismatch`, naming both.
    func check(_ arrival: Arrival, of layout: MessageLayout) throws(HandshakeError) {
      let body = arrival.frame.body
      guard arrival.frame.type == layout.type, body.count >= 2 else { return }
      try check(mode: [body[0]], size: [body[1]])
    }

    private func check(mode otherMode: [UInt8], size otherSize: [UInt8]) throws(HandshakeError) {
      let other = (
        mode: Mode.allCases.first { [$0.code] == otherMode },
        size: Size.allCases.first { [$0.code] == otherSize }
      )
      guard other.mode == mode else {
        throw .mismatch(of: "mode", own: mode.rawValue, other: other.mode?.rawValue ?? "unknown")
      }
      guard other.size == size else {
        throw .mismatch(of: "size", own: size.rawValue, other: other.size?.rawValue ?? "unknown")
      }
    }
  }
}

extension Mode {
  /// The octet that stands for the mode on the wire.
  fileprivate var code: UInt8 { self == .original ? 0 : 1 }
}

extension Size {
  /// The octet that stands for the size on the wire.
  fileprivate var code: UInt8 { self == .real ? 0 : 1 }
}
