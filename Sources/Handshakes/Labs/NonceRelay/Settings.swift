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

    /// Refuses whoever runs something else: never a downgrade.
    ///
    /// - Throws: `HandshakeError.mismatch`, naming both.
    func check(_ message: Message) throws(HandshakeError) {
      let otherMode = Mode.allCases.first { [$0.code] == message["mode"].bytes }
      guard otherMode == mode else {
        throw .mismatch(of: "mode", own: mode.rawValue, other: otherMode?.rawValue ?? "unknown")
      }
      let otherSize = Size.allCases.first { [$0.code] == message["size"].bytes }
      guard otherSize == size else {
        throw .mismatch(of: "size", own: size.rawValue, other: otherSize?.rawValue ?? "unknown")
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
